#include "tools/serve/gatekeeper.h"

#include <gtest/gtest.h>

#include "tools/readers/base64.h"
#include "tools/serve/secret.h"

namespace chartgap {
namespace {

constexpr const char* kToken = "0123456789abcdef";
const OwnEnd kEnd{"127.0.0.1", 8765, true};

RequestHead head_of(const std::string& method, const std::string& target, std::vector<std::pair<std::string, std::string>> fields) {
  RequestHead head;
  head.method = method;
  head.target = target;
  head.fields = std::move(fields);
  return head;
}

unsigned status_of(const RequestHead& head, const OwnEnd& end = kEnd, bool asks_everyone = false) {
  const auto refusal = Gatekeeper(kToken, asks_everyone).refuses(head, end);
  return refusal ? refusal->status : 200;
}

RequestHead get(const std::string& target, const std::string& host = "127.0.0.1:8765") { return head_of("GET", target, {{"host", host}}); }

// A POST as the page sends it, with one field otherwise; an empty value leaves it out.
RequestHead post_with(const std::string& name = "", const std::string& value = "") {
  RequestHead head = head_of(
      "POST", "/v1/check",
      {{"host", "127.0.0.1:8765"}, {"origin", "http://127.0.0.1:8765"}, {"sec-fetch-site", "same-origin"}, {"content-type", "application/json"}, {"x-chartgap-token", kToken}});
  std::erase_if(head.fields, [&](const auto& field) { return field.first == name; });
  if (!value.empty()) head.fields.emplace_back(name, value);
  return head;
}

TEST(Gatekeeper, lets_the_page_and_programs_in) {
  for (const char* path : {"/", "/healthz", "/v1/policies", "/v1/schema"}) EXPECT_EQ(status_of(get(path)), 200u) << path;
  EXPECT_EQ(status_of(post_with()), 200u);
  EXPECT_EQ(status_of(post_with("origin")), 200u);
  EXPECT_EQ(status_of(post_with("sec-fetch-site")), 200u);
  EXPECT_EQ(status_of(post_with("content-type", "Application/JSON; charset=\"UTF-8\"")), 200u);
}

TEST(Gatekeeper, goes_only_by_its_own_names) {
  EXPECT_EQ(status_of(get("/", "localhost:8765")), 200u);
  EXPECT_EQ(status_of(get("/", "LocalHost:8765")), 200u);
  EXPECT_EQ(status_of(get("/", "[::1]:8765"), {"::1", 8765, true}), 200u);
  EXPECT_EQ(status_of(get("/", "127.0.0.1"), {"127.0.0.1", 80, true}), 200u);
  for (const char* host : {"evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost", "localhost.:8765", "a.localhost:8765", "127.0.0.1:8765.evil.example", "127.1:8765",
                           "0.0.0.0:8765", "2130706433:8765", "[::1]:8765", "user@127.0.0.1:8765", "127.0.0.1:08765", ""}) {
    EXPECT_EQ(status_of(get("/", host)), 421u) << host;
  }
  EXPECT_EQ(status_of(get("/", "localhost:8765"), {"192.0.2.10", 8765, false}), 421u);
  EXPECT_EQ(status_of(head_of("GET", "/", {})), 400u);
}

TEST(Gatekeeper, knows_its_paths_to_the_letter) {
  for (const char* path : {"/x", "/v1", "/v1/check/", "/v1/check?x=1", "//", "/V1/check", "/%761/check", "/../v1/check", "/?", "/index.html"}) {
    EXPECT_EQ(status_of(get(path)), 404u) << path;
  }
}

TEST(Gatekeeper, refuses_other_methods) {
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND"}) {
    RequestHead head = get("/v1/policies");
    head.method = method;
    EXPECT_EQ(status_of(head), 405u) << method;
  }
  for (const char* method : {"GET", "HEAD", "PUT", "OPTIONS", "post"}) {
    RequestHead head = post_with();
    head.method = method;
    EXPECT_EQ(status_of(head), 405u) << method;
  }
}

TEST(Gatekeeper, refuses_pages_of_other_sites) {
  for (const char* origin : {"http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:8766", "http://localhost:8765", "http://127.0.0.1:8765/"}) {
    EXPECT_EQ(status_of(post_with("origin", origin)), 403u) << origin;
  }
  for (const char* site : {"cross-site", "same-site", "none", "Same-Origin", "x"}) EXPECT_EQ(status_of(post_with("sec-fetch-site", site)), 403u) << site;
  RequestHead typed_in = get("/");
  typed_in.fields.emplace_back("sec-fetch-site", "none");
  EXPECT_EQ(status_of(typed_in), 200u);
  typed_in.fields.back().second = "cross-site";
  EXPECT_EQ(status_of(typed_in), 403u);
  typed_in.fields.back() = {"origin", "http://evil.example"};
  EXPECT_EQ(status_of(typed_in), 403u);
}

TEST(Gatekeeper, asks_each_post_for_the_token) {
  for (const char* token : {"", "0123456789abcdeg", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF"})
    EXPECT_EQ(status_of(post_with("x-chartgap-token", token)), 403u) << token;
}

TEST(Gatekeeper, takes_json_only) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", "application/json; charset=utf-16"}) {
    EXPECT_EQ(status_of(post_with("content-type", type)), 415u) << type;
  }
  EXPECT_EQ(status_of(post_with("content-encoding", "gzip")), 415u);
  EXPECT_EQ(status_of(post_with("content-encoding", "identity")), 200u);
}

TEST(Gatekeeper, takes_no_body_with_get) {
  RequestHead head = get("/healthz");
  head.fields.emplace_back("content-length", "5");
  EXPECT_EQ(status_of(head), 400u);
}

TEST(Gatekeeper, asks_everyone_for_the_token_where_others_can_reach_it) {
  const OwnEnd end{"192.0.2.10", 8765, false};
  RequestHead head = get("/", "192.0.2.10:8765");
  EXPECT_EQ(status_of(head, end, true), 401u);
  head.fields.emplace_back("authorization", "Basic " + base64_encoded("anyone:" + std::string(kToken)));
  EXPECT_EQ(status_of(head, end, true), 200u);
  for (const std::string& wrong :
       {"Basic " + base64_encoded("anyone:wrong"), "Basic " + base64_encoded(kToken), std::string("Basic %%%"), "Bearer " + std::string(kToken), std::string("Basic")}) {
    head.fields.back().second = wrong;
    EXPECT_EQ(status_of(head, end, true), 401u) << wrong;
  }
  head.fields.back() = {"x-chartgap-token", kToken};
  EXPECT_EQ(status_of(head, end, true), 200u);
}

TEST(Secret, is_new_each_time_and_compared_whole) {
  EXPECT_EQ(new_secret().size(), 43u);
  EXPECT_NE(new_secret(), new_secret());
  EXPECT_EQ(new_secret().find_first_of("+/="), std::string::npos);
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_FALSE(is_same_secret("abd", "abc"));
  EXPECT_FALSE(is_same_secret("ab", "abc"));
  EXPECT_FALSE(is_same_secret("", "abc"));
}

TEST(Secret, writes_base64) {
  const std::string all("\0\x01\xfe\xff some bytes", 15);
  for (size_t length = 0; length <= all.size(); ++length) EXPECT_EQ(decode_base64(base64_encoded(all.substr(0, length))), all.substr(0, length));
  EXPECT_EQ(sha256_base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

}  // namespace
}  // namespace chartgap
