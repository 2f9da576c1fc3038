// `chartgap serve` as a program: its address on stdout, nothing of a note anywhere, an end by signal.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

#include "tests/serve_testing.h"

namespace chartgap {
namespace {

using ::testing::HasSubstr;

// The program with stdout and stderr in one pipe.
class ServeProcess {
 public:
  explicit ServeProcess(std::vector<std::string> options) {
    int ends[2];
    if (pipe(ends) != 0) return;
    options.insert(options.begin(), {CHARTGAP_PROGRAM, "serve", "--no-open"});
    std::vector<char*> arguments;
    for (std::string& option : options) arguments.push_back(option.data());
    arguments.push_back(nullptr);
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(ends[1], STDERR_FILENO);
      execv(CHARTGAP_PROGRAM, arguments.data());
      _exit(127);
    }
    close(ends[1]);
    out_ = fdopen(ends[0], "r");
    char line[256];
    if (fgets(line, sizeof line, out_) != nullptr) first_line_ = line;
  }
  ~ServeProcess() {
    end(SIGKILL);
    fclose(out_);
  }
  ServeProcess(const ServeProcess&) = delete;
  ServeProcess& operator=(const ServeProcess&) = delete;

  const std::string& first_line() const { return first_line_; }
  pid_t child() const { return child_; }
  uint16_t port() const { return static_cast<uint16_t>(std::stoi(first_line_.substr(first_line_.rfind(':') + 1))); }
  // The exit code; what was printed after the first line is in `rest`.
  int end(int signal) {
    if (child_ <= 0) return -1;
    kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, out_)) > 0;) rest.append(buffer, n);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  HttpReply ask(const std::string& start, const std::string& more) const {
    RawClient client(port());
    client.send(start + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n" + more);
    return client.reply();
  }
  HttpReply check(const std::string& body) const {
    const std::string page = ask("GET /", "\r\n").body;
    const size_t at = page.find("chartgap-token\" content=\"") + 25;
    return ask("POST /v1/check", "Content-Type: application/json\r\nX-Chartgap-Token: " + page.substr(at, page.find('"', at) - at) +
                                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  std::string rest;

 private:
  pid_t child_ = 0;
  FILE* out_ = nullptr;
  std::string first_line_;
};

constexpr unsigned long kLargestRegion = 1ul << 30;

// How often the words stand in the process's writable memory; nothing when it may not be read.
std::optional<size_t> count_in_memory(pid_t process, const std::string& words) {
  std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
  const int memory = open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY);
  if (!maps || memory < 0) return std::nullopt;
  size_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    unsigned long from = 0;
    unsigned long to = 0;
    char rights[5] = {};
    if (sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3 || rights[1] != 'w') continue;
    if (to - from > kLargestRegion) continue;  // only reserved, as a sanitizer's shadow is
    std::string bytes(to - from, '\0');
    const ssize_t length = pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
    bytes.resize(length > 0 ? static_cast<size_t>(length) : 0);
    for (size_t at = bytes.find(words); at != std::string::npos; at = bytes.find(words, at + 1)) ++count;
  }
  close(memory);
  return count;
}

TEST(ServeProgram, prints_its_address_serves_and_ends_by_a_signal) {
  for (int signal : {SIGINT, SIGTERM}) {
    ServeProcess serve({"--port", "0"});
    EXPECT_THAT(serve.first_line(), ::testing::MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+/\n"));
    EXPECT_EQ(serve.check(kSmallCheck).status, 200);
    EXPECT_EQ(serve.end(signal), 0);
    EXPECT_EQ(serve.rest, "");
  }
}

TEST(ServeProgram, makes_a_new_token_at_each_start) {
  const auto page = [] { return ServeProcess({"--port", "0"}).ask("GET /", "\r\n").body; };
  EXPECT_NE(page(), page());
}

TEST(ServeProgram, nothing_of_a_note_is_printed_or_left_in_memory) {
  ServeProcess serve({"--port", "0"});
  const std::string words = "Quincunx Zebulon was seen for neck pain on a rainy Tuesday";
  std::string note;
  for (int i = 0; i < 200; ++i) note += words + " and again. MRI C5-C6 \xC3\xA9 foraminal stenosis.\\n";
  const std::string body = R"({"documents":[{"name":"a","text":")" + note + R"("}],"policies":["cervical-esi-62321"]})";
  EXPECT_EQ(serve.check(body).status, 200);
  EXPECT_EQ(serve.check(body.substr(0, body.size() - 1)).status, 400);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(serve.ask("GET /healthz", "\r\n").status, 200);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const auto left = count_in_memory(serve.child(), words);
  if (!left) GTEST_SKIP() << "the memory of another process may not be read here";
  EXPECT_EQ(*left, 0u);
  EXPECT_GT(*count_in_memory(getpid(), words), 0u);
  EXPECT_EQ(serve.end(SIGINT), 0);
  EXPECT_EQ(serve.rest, "");
}

TEST(ServeProgram, says_what_is_wrong_with_its_options) {
  const auto wrong = [](const std::vector<std::string>& options) {
    ServeProcess serve(options);
    const std::string line = serve.first_line();
    EXPECT_EQ(serve.end(0), 2) << line;
    return line;
  };
  EXPECT_EQ(wrong({"--address", "127.0.0.1"}), "chartgap: --address lets others reach the server and needs a --token that they must know\n");
  EXPECT_EQ(wrong({"--token", "short"}), "chartgap: --token is too weak; expected 16 or more of A-Z, a-z, 0-9, - and _\n");
  EXPECT_EQ(wrong({"--token", "sixteen letters \""}), "chartgap: --token is too weak; expected 16 or more of A-Z, a-z, 0-9, - and _\n");
  EXPECT_THAT(wrong({"--address", "300.1.1.1", "--token", "0123456789abcdef"}), HasSubstr("\"300.1.1.1\" is no IP address"));
  EXPECT_THAT(wrong({"--port", "70000"}), HasSubstr("chartgap: "));
}

TEST(ServeProgram, stays_small_under_slow_clients_and_oversized_requests) {
  ServeProcess serve({"--port", "0"});
  const std::string host = "Host: 127.0.0.1:" + std::to_string(serve.port()) + "\r\n";
  std::vector<RawClient> slow;
  for (int i = 0; i < 200; ++i) {
    slow.emplace_back(serve.port());
    slow.back().send("POST /v1/check HTTP/1.1\r\n" + host + "X: " + std::string(static_cast<size_t>(i) * 30, 'x'));
  }
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(serve.ask("POST /v1/check", "Content-Length: 999999999\r\n\r\n").status, 403);
    EXPECT_EQ(serve.ask("GET /", "X: " + std::string(20000, 'x')).status, 431);
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(serve.check(kSmallCheck).status, 200);
  std::ifstream status("/proc/" + std::to_string(serve.child()) + "/status");
  long kilobytes = 0;
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) kilobytes = std::stol(line.substr(6));
  }
  RecordProperty("peak_kilobytes", static_cast<int>(kilobytes));
  EXPECT_GT(kilobytes, 0);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(kilobytes, 64 * 1024);
#endif
}

}  // namespace
}  // namespace chartgap
