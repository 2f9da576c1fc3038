// Requests changed at random: each gets an answer or an end, and the next proper one is served as ever.
// CHARTGAP_FUZZ_REQUESTS sets how many; the seed is fixed, so that what is found is found again.
#include <cstdlib>
#include <random>
#include <vector>

#include "tests/serve_testing.h"

namespace chartgap {
namespace {

constexpr int kRequests = 400;

ServerLimits quick() {
  ServerLimits limits;
  limits.idle_time = limits.head_time = limits.body_time = std::chrono::milliseconds(100);
  return limits;
}

class Mutator {
 public:
  explicit Mutator(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

  std::string next() {
    std::string out = seeds_[below(seeds_.size())];
    for (size_t i = below(6); i > 0 && !out.empty(); --i) change(out);
    return out;
  }

  size_t below(size_t bound) { return std::uniform_int_distribution<size_t>(0, bound - 1)(random_); }

 private:
  void change(std::string& text) {
    const size_t at = below(text.size());
    switch (below(8)) {
      case 0: text[at] = static_cast<char>(below(256)); break;
      case 1: text.erase(at, 1 + below(20)); break;
      case 2: text.insert(at, text.substr(below(text.size()), below(40))); break;
      case 3: text.insert(at, words()); break;
      case 4: text.resize(at); break;
      case 5: text[at] = static_cast<char>(text[at] ^ (1 << below(8))); break;
      case 6: text.insert(at, std::string(below(3000), static_cast<char>(below(256)))); break;
      default: splice(text, at);
    }
  }
  void splice(std::string& text, size_t at) {
    const std::string& other = seeds_[below(seeds_.size())];
    text = text.substr(0, at) + other.substr(below(other.size()));
  }
  std::string words() {
    static const char* const kWords[] = {
        "\r\n",     "\n",      "\r",      " ",        "\t",  ":",  "Content-Length: 5\r\n",    "Transfer-Encoding: chunked\r\n", "\r\n\r\n", "0\r\n\r\n", "ffffffff\r\n",
        "HTTP/1.0", "\\ud800", "\\u0000", "[[[[[[[[", "{\"", "\"", "Expect: 100-continue\r\n", "Connection: close\r\n",          ";x=y",     "null",      "1e999",
        "\xff",     "%00"};
    return kWords[below(std::size(kWords))];
  }

  std::vector<std::string> seeds_;
  std::mt19937_64 random_{20250601};
};

std::vector<std::string> seeds(const RunningServer& server) {
  const std::string body = kSmallCheck;
  char size[20];
  snprintf(size, sizeof size, "%zx\r\n", body.size());
  return {server.get("/"),
          server.get("/healthz", "Connection: keep-alive\r\n") + server.get("/v1/policies"),
          server.post("/v1/check", body),
          server.post("/v1/check", body),
          server.post_head("/v1/check") + "Transfer-Encoding: chunked\r\n\r\n" + size + body + "\r\n0\r\n\r\n",
          server.post("/v1/extract",
                      R"({"documents":[{"name":"a","text":"Denies \u00e9 fever.\r\n\u0000"},{"name":"b","content_base64":"eA==","kind":"letter","date":"2025-01-31"}]})"),
          server.post("/v1/check", R"({"documents":[{"name":"a","text":"x"}],"policies":["cervical-esi-62321"],"format":"csv","decisions":{"schema_version":1,"decisions":[]}})")};
}

TEST(ServeFuzz, changed_requests_are_answered_or_ended) {
  const RunningServer server(quick());
  Mutator mutator(seeds(server));
  const char* wanted = getenv("CHARTGAP_FUZZ_REQUESTS");
  const int requests = wanted == nullptr ? kRequests : atoi(wanted);
  std::map<int, int> statuses;
  for (int i = 0; i < requests; ++i) {
    RawClient client = server.client();
    const std::string request = mutator.next();
    const size_t cut = mutator.below(request.size() + 1);
    client.send(request.substr(0, cut));
    client.send(request.substr(cut));
    if (mutator.below(2) == 0) client.end_sending();
    const int status = client.reply(false, 5000).status;
    ++statuses[status];
    ASSERT_TRUE(status == 0 || status == 100 || (status >= 200 && status < 500) || status == 503) << status;
    if (i % 50 == 0) {
      ASSERT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200) << i;
    }
  }
  for (const auto& [status, count] : statuses) RecordProperty("status_" + std::to_string(status), count);
  EXPECT_GT(statuses[200], 0);
  EXPECT_GT(statuses[400], 0);
  EXPECT_EQ(server.ask(server.post("/v1/check", kSmallCheck)).status, 200);
}

}  // namespace
}  // namespace chartgap
