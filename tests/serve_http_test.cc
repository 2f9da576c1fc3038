// The server over its socket: every status, framing, connections that stay and end, and attempts to smuggle.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/serve_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ServeHttp : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new RunningServer; }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static int status(const std::string& request) { return server_->ask(request).status; }
  static std::string chunked(const std::string& body, size_t piece) {
    std::string out = server_->post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n";
    for (size_t at = 0; at < body.size(); at += piece) {
      const std::string one = body.substr(at, piece);
      char size[20];
      snprintf(size, sizeof size, "%zx\r\n", one.size());
      out += size + one + "\r\n";
    }
    return out + "0\r\n\r\n";
  }

  static RunningServer* server_;
};
RunningServer* ServeHttp::server_ = nullptr;

TEST_F(ServeHttp, gives_the_page_with_its_token_and_the_hashes_of_its_script) {
  const HttpReply page = server_->ask(server_->get("/"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.fields.at("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("<meta name=\"chartgap-token\" content=\"" + std::string(RunningServer::kToken) + "\">"));
  EXPECT_THAT(page.body, Not(HasSubstr("{{")));
  const std::string policy = page.fields.at("content-security-policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(policy, HasSubstr("style-src 'sha256-"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'; require-trusted-types-for 'script'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST_F(ServeHttp, marks_every_answer_as_private) {
  for (const std::string& request : {server_->get("/"), server_->get("/healthz"), server_->get("/x"), server_->post("/v1/check", kSmallCheck), server_->post("/v1/check", "{")}) {
    const HttpReply reply = server_->ask(request);
    EXPECT_EQ(reply.fields.at("cache-control"), "no-store");
    EXPECT_EQ(reply.fields.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.fields.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(reply.fields.at("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(reply.fields.at("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(reply.fields.at("x-frame-options"), "DENY");
    EXPECT_THAT(reply.fields.at("content-security-policy"), HasSubstr("default-src 'none'"));
    for (const auto& [name, value] : reply.fields) EXPECT_THAT(name, Not(HasSubstr("access-control"))) << value;
  }
}

TEST_F(ServeHttp, says_what_is_wrong_in_json) {
  const HttpReply reply = server_->ask(server_->get("/nothing"));
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.fields.at("content-type"), "application/json");
  const nlohmann::json error = nlohmann::json::parse(reply.body)["error"];
  EXPECT_EQ(error["status"], 404);
  EXPECT_EQ(error["message"], "there is nothing at this path; /v1/schema describes what there is");
}

TEST_F(ServeHttp, has_a_status_for_each_mistake) {
  const std::string check = server_->post_head("/v1/check");
  EXPECT_EQ(status(server_->get("/healthz")), 200);
  EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status("nonsense\r\n\r\n"), 400);
  EXPECT_EQ(status(server_->post("/v1/check", "{}")), 400);
  EXPECT_EQ(status(server_->get("/", "Origin: http://evil.example\r\n")), 403);
  EXPECT_EQ(status(server_->get("/nothing")), 404);
  EXPECT_EQ(status(server_->get("/v1/check")), 405);
  EXPECT_EQ(status(check + "Content-Length: 999999999\r\n\r\n"), 413);
  EXPECT_EQ(status(check + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), 415);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
  EXPECT_EQ(status(server_->get("/", "X: " + std::string(9000, 'x') + "\r\n")), 431);
}

TEST_F(ServeHttp, names_the_methods_that_a_path_takes) {
  EXPECT_EQ(server_->ask(server_->get("/v1/check")).fields.at("allow"), "POST");
  std::string request = server_->get("/healthz");
  EXPECT_EQ(server_->ask("DELETE" + request.substr(3)).fields.at("allow"), "GET, HEAD");
}

TEST_F(ServeHttp, answers_head_as_get_without_the_body) {
  for (const char* path : {"/", "/healthz", "/v1/policies", "/v1/schema"}) {
    RawClient client = server_->client();
    client.send("HEAD" + server_->get(path).substr(3) + server_->get(path));
    const HttpReply head = client.reply(true);
    const HttpReply whole = client.reply();
    EXPECT_EQ(head.status, 200) << path;
    EXPECT_EQ(head.fields, whole.fields) << path;
    EXPECT_EQ(std::stoul(head.fields.at("content-length")), whole.body.size()) << path;
  }
}

TEST_F(ServeHttp, serves_many_requests_on_one_connection) {
  RawClient client = server_->client();
  for (int i = 0; i < 20; ++i) {
    client.send(server_->post("/v1/check", kSmallCheck));
    EXPECT_EQ(client.reply().status, 200);
    client.send(server_->get("/healthz"));
    EXPECT_EQ(client.reply().status, 200);
  }
}

TEST_F(ServeHttp, answers_pipelined_requests_in_their_order) {
  RawClient client = server_->client();
  client.send(server_->get("/healthz") + server_->post("/v1/extract", R"({"document":{"name":"a","text":"No fever."}})") + server_->get("/v1/policies") +
              server_->post("/v1/extract", R"({"document":{"name":"b","text":"No fever."}})"));
  EXPECT_THAT(client.reply().body, HasSubstr("\"status\":\"ok\""));
  EXPECT_THAT(client.reply().body, HasSubstr("\"name\":\"a\""));
  EXPECT_THAT(client.reply().body, HasSubstr("\"default\""));
  EXPECT_THAT(client.reply().body, HasSubstr("\"name\":\"b\""));
}

TEST_F(ServeHttp, ends_the_connection_when_asked_and_with_http_1_0) {
  RawClient asked = server_->client();
  asked.send(server_->get("/healthz", "Connection: close\r\n"));
  EXPECT_EQ(asked.reply().fields.at("connection"), "close");
  EXPECT_TRUE(asked.is_ended_in(3000));
  RawClient old = server_->client();
  old.send("GET /healthz HTTP/1.0\r\nHost: " + server_->host() + "\r\n\r\n");
  EXPECT_EQ(old.reply().status, 200);
  EXPECT_TRUE(old.is_ended_in(3000));
}

TEST_F(ServeHttp, reads_a_body_in_chunks_of_any_size) {
  const std::string whole = server_->ask(server_->post("/v1/check", kSmallCheck)).body;
  for (size_t piece : {1u, 7u, 60u, 100000u}) EXPECT_EQ(server_->ask(chunked(kSmallCheck, piece)).body, whole) << piece;
}

TEST_F(ServeHttp, reads_a_request_that_comes_byte_by_byte) {
  RawClient client = server_->client();
  for (const char byte : server_->post("/v1/check", kSmallCheck)) ASSERT_TRUE(client.send({&byte, 1}));
  EXPECT_EQ(client.reply().status, 200);
}

TEST_F(ServeHttp, bids_a_client_continue_that_waits_for_it) {
  RawClient client = server_->client();
  client.send(server_->post_head("/v1/check") + "Expect: 100-continue\r\nContent-Length: " + std::to_string(strlen(kSmallCheck)) + "\r\n\r\n");
  EXPECT_EQ(client.reply().status, 100);
  client.send(kSmallCheck);
  EXPECT_EQ(client.reply().status, 200);
  EXPECT_EQ(status(server_->post_head("/v1/check") + "Expect: 100-continue\r\nContent-Length: 999999999\r\n\r\n"), 413);
}

TEST_F(ServeHttp, refuses_chunks_that_are_none) {
  const std::string head = server_->post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n";
  for (const char* body : {"zz\r\n", "5\r\nabcdefgh\r\n0\r\n\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "\r\n\r\n"}) EXPECT_EQ(status(head + body), 400) << body;
}

TEST_F(ServeHttp, refuses_a_body_in_chunks_that_grows_too_large) {
  RawClient client = server_->client();
  client.send(server_->post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n");
  const std::string piece = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
  for (int i = 0; i < 100 && client.send(piece); ++i) {}
  EXPECT_EQ(client.reply().status, 413);
}

// A second request in what the first one calls its body must never be answered.
TEST_F(ServeHttp, lets_no_request_be_smuggled) {
  const std::string inner = server_->get("/healthz");
  const std::string length = "Content-Length: " + std::to_string(inner.size()) + "\r\n";
  const std::string check = server_->post_head("/v1/check");
  const std::string tries[] = {
      check + length + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "Transfer-Encoding: chunked\r\n" + length + "\r\n0\r\n\r\n" + inner,
      check + "Content-Length: 0\r\n" + length + "\r\n" + inner,
      check + length + length + "\r\n" + inner,
      check + "Content-Length: 0, " + std::to_string(inner.size()) + "\r\n\r\n" + inner,
      check + "Transfer-Encoding: xchunked\r\n\r\n" + inner,
      check + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "Transfer-Encoding:\x0b chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
      check + "Content-Length: 0x0\r\n\r\n" + inner,
      "GET /healthz HTTP/1.1\nHost: " + server_->host() + "\n\n" + inner,
      "GET /healthz HTTP/1.1\r\nHost: " + server_->host() + "\r\n" + length + "\r\n" + inner,
  };
  for (const std::string& request : tries) {
    RawClient client = server_->client();
    client.send(request);
    EXPECT_EQ(client.reply().status, 400) << request;
    EXPECT_TRUE(client.is_ended_in(3000)) << request;
  }
}

TEST_F(ServeHttp, a_client_that_goes_in_the_middle_harms_nobody) {
  const std::string request = server_->post("/v1/check", kSmallCheck);
  for (size_t length = 1; length < request.size(); length += 13) {
    RawClient client = server_->client();
    client.send(request.substr(0, length));
  }
  RawClient half = server_->client();
  half.send(request.substr(0, request.size() - 5));
  half.end_sending();
  EXPECT_EQ(half.reply().status, 0);
  EXPECT_EQ(status(server_->get("/healthz")), 200);
}

TEST_F(ServeHttp, a_client_that_only_stops_sending_gets_its_answer) {
  RawClient client = server_->client();
  client.send(server_->post("/v1/check", kSmallCheck));
  client.end_sending();
  EXPECT_EQ(client.reply().status, 200);
}

TEST_F(ServeHttp, listens_on_both_loopback_addresses_only) {
  const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 end{};
  end.sin6_family = AF_INET6;
  end.sin6_port = htons(server_->port());
  end.sin6_addr = in6addr_loopback;
  const bool reached = connect(socket, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0;
  const int why = errno;
  close(socket);
  if (!reached && why == EADDRNOTAVAIL) GTEST_SKIP() << "this machine has no ::1";
  EXPECT_TRUE(reached);
}

TEST(ServeAddress, asks_for_the_token_where_an_address_was_given) {
  const RunningServer server({}, "127.0.0.1");
  const HttpReply stranger = server.ask(server.get("/"));
  EXPECT_EQ(stranger.status, 401);
  EXPECT_THAT(stranger.fields.at("www-authenticate"), HasSubstr("Basic"));
  EXPECT_THAT(stranger.body, Not(HasSubstr(RunningServer::kToken)));
  EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
}

TEST(ServeAddress, says_what_cannot_be_listened_on) {
  const RunningServer first;
  Server taken(the_service(), {first.port(), "", "a-token-of-the-tests", 2, false, {}});
  EXPECT_THAT(to_string(taken.listen()), HasSubstr(first.host() + ": cannot be listened on: Address already in use [serve.bind]; expected a free port"));
  Server nowhere(the_service(), {0, "localhost", "a-token-of-the-tests", 2, false, {}});
  EXPECT_THAT(to_string(nowhere.listen()), HasSubstr("--address: \"localhost\" is no IP address [serve.address]"));
}

TEST(ServeStop, finishes_what_is_being_served) {
  RunningServer server;
  RawClient idle = server.client();
  RawClient busy = server.client();
  std::string note;
  while (note.size() < 300000) note += "HPI: Neck pain radiating to the left arm for 8 weeks. No weakness.\\n";
  busy.send(server.post("/v1/extract", R"({"document":{"name":"a","text":")" + note + "\"}}"));
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  server.stop();
  EXPECT_EQ(busy.reply().status, 200);
  EXPECT_TRUE(idle.is_ended_in(1000));
  EXPECT_FALSE(server.client().connected());
}

}  // namespace
}  // namespace chartgap
