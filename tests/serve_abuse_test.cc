// Slow, silent, greedy and many clients: the others are answered all the same.
#include <gmock/gmock.h>

#include <fstream>
#include <vector>

#include "tests/serve_testing.h"

namespace chartgap {
namespace {

using std::chrono::milliseconds;

ServerLimits short_times() {
  ServerLimits limits;
  limits.idle_time = milliseconds(400);
  limits.head_time = milliseconds(300);
  limits.body_time = milliseconds(300);
  limits.write_time = milliseconds(300);
  return limits;
}

std::vector<RawClient> clients(const RunningServer& server, size_t count, const std::string& bytes) {
  std::vector<RawClient> out;
  for (size_t i = 0; i < count; ++i) {
    out.emplace_back(server.port());
    out.back().send(bytes);
  }
  return out;
}

TEST(ServeAbuse, ends_slow_heads_and_bodies_with_408_and_silence_without_a_word) {
  const RunningServer server(short_times());
  RawClient head = server.client();
  head.send("GET / HTTP/1.1\r\nHost: ");
  RawClient body = server.client();
  body.send(server.post_head("/v1/check") + "Content-Length: 100\r\n\r\n{");
  RawClient chunks = server.client();
  chunks.send(server.post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n5\nabcde\n0\n\n");
  RawClient silent = server.client();
  EXPECT_EQ(head.reply().status, 408);
  EXPECT_EQ(body.reply().status, 408);
  EXPECT_EQ(chunks.reply().status, 408);
  EXPECT_TRUE(silent.is_ended_in(3000));
}

TEST(ServeAbuse, a_byte_now_and_then_does_not_hold_a_connection) {
  const RunningServer server(short_times());
  RawClient client = server.client();
  client.send("GET / HTTP/1.1\r\n");
  const auto start = std::chrono::steady_clock::now();
  while (!client.is_ended_in(20) && std::chrono::steady_clock::now() - start < milliseconds(5000)) {
    if (!client.send("X")) break;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(4000));
}

TEST(ServeAbuse, ends_clients_that_do_not_read_their_answers) {
  const RunningServer server(short_times());
  RawClient deaf(server.port(), 2048);
  std::string many;
  for (int i = 0; i < 400; ++i) many += server.get("/v1/schema");
  deaf.send(many);
  std::this_thread::sleep_for(milliseconds(1500));
  int answers = 0;
  while (deaf.reply(false, 500).status == 200) ++answers;
  EXPECT_LT(answers, 400);
  EXPECT_EQ(server.ask(server.get("/healthz")).status, 200);
}

TEST(ServeAbuse, answers_others_under_200_slow_clients) {
  const RunningServer server;
  const auto heads = clients(server, 100, "GET / HTTP/1.1\r\nHost: 127.0.0.1");
  const auto bodies = clients(server, 50, server.post_head("/v1/check") + "Content-Length: 60000\r\n\r\n" + std::string(50000, ' '));
  const auto silent = clients(server, 50, "");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
}

TEST(ServeAbuse, slow_clients_give_way_when_there_are_too_many) {
  ServerLimits limits;
  limits.connections = 8;
  const RunningServer server(limits);
  auto slow = clients(server, 30, "GET / HTTP/1.1\r\nHost: 127.0.0.1");
  EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
  EXPECT_TRUE(slow.front().is_ended_in(3000));
}

TEST(ServeAbuse, takes_only_so_many_bytes_at_once) {
  ServerLimits limits;
  limits.held_bytes = 1 << 20;
  const RunningServer server(limits);
  RawClient holder = server.client();
  holder.send(server.post_head("/v1/check") + "Content-Length: 1000000\r\n\r\n" + std::string(900000, ' '));
  std::this_thread::sleep_for(milliseconds(200));
  const HttpReply large = server.ask(server.post_head("/v1/check") + "Content-Length: 500000\r\n\r\n");
  EXPECT_EQ(large.status, 503);
  EXPECT_EQ(large.fields.at("retry-after"), "1");
  RawClient chunks = server.client();
  chunks.send(server.post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n40000\r\n" + std::string(0x40000, ' '));
  EXPECT_EQ(chunks.reply().status, 503);
  EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
}

TEST(ServeAbuse, takes_only_so_many_waiting_requests) {
  ServerLimits limits;
  limits.waiting = 1;
  const RunningServer server(limits);
  std::string note;
  while (note.size() < 400000) note += "HPI: Neck pain radiating to the left arm for 8 weeks. No weakness.\\n";
  const std::string request = server.post("/v1/extract", R"({"document":{"name":"a","text":")" + note + "\"}}");
  std::vector<RawClient> all = clients(server, 8, request);
  int busy = 0;
  for (RawClient& client : all) {
    const int status = client.reply().status;
    EXPECT_TRUE(status == 200 || status == 503) << status;
    busy += status == 503 ? 1 : 0;
  }
  EXPECT_GT(busy, 0);
  EXPECT_EQ(server.ask(request).status, 200);
}

TEST(ServeAbuse, a_flood_of_mistakes_leaves_it_as_it_was) {
  const RunningServer server;
  for (int i = 0; i < 300; ++i) EXPECT_EQ(server.ask("POST /v1/check HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 100000\r\n\r\n").status, 421);
  EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
}

}  // namespace
}  // namespace chartgap
