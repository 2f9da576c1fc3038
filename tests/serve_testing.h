// A real server on a port of its own, and a client of raw bytes that also says what no proper client would.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "nlp/result.h"
#include "tools/serve/server.h"

namespace chartgap {

struct HttpReply {
  int status = 0;                             // 0: the connection ended without one
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;
};

inline std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return text;
}

class RawClient {
 public:
  explicit RawClient(uint16_t port, int most_received_bytes = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (most_received_bytes > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &most_received_bytes, sizeof most_received_bytes);
    sockaddr_in end{};
    end.sin_family = AF_INET;
    end.sin_port = htons(port);
    end.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&end), sizeof end) == 0;
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  RawClient(RawClient&& other) noexcept : socket_(other.socket_), connected_(other.connected_), received_(std::move(other.received_)) { other.socket_ = -1; }
  ~RawClient() {
    if (socket_ >= 0) close(socket_);
  }

  bool connected() const { return connected_; }
  // False when the server has ended the connection.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  void end_sending() { shutdown(socket_, SHUT_WR); }

  // The next answer; `is_head` where it has no body.
  HttpReply reply(bool is_head = false, int most_ms = 20000) {
    HttpReply out;
    const auto end = until([&] { return received_.find("\r\n\r\n"); }, most_ms);
    if (end == std::string::npos) return out;
    read_fields(received_.substr(0, end + 2), out);
    received_.erase(0, end + 4);
    const size_t length = is_head || out.status == 100 || !out.fields.contains("content-length") ? 0 : std::stoul(out.fields["content-length"]);
    until([&] { return received_.size() >= length ? 0 : std::string::npos; }, most_ms);
    out.body = received_.substr(0, length);
    received_.erase(0, length);
    return out;
  }

  // Whether the server ends the connection in that time, saying nothing more.
  bool is_ended_in(int most_ms) {
    char byte = 0;
    pollfd wait{socket_, POLLIN, 0};
    return received_.empty() && poll(&wait, 1, most_ms) > 0 && recv(socket_, &byte, 1, 0) <= 0;
  }

 private:
  template <class Find>
  size_t until(Find find, int most_ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(most_ms);
    for (;;) {
      const size_t found = find();
      if (found != std::string::npos) return found;
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
      pollfd wait{socket_, POLLIN, 0};
      if (left <= 0 || poll(&wait, 1, static_cast<int>(left)) <= 0) return std::string::npos;
      char piece[65536];
      const ssize_t count = recv(socket_, piece, sizeof piece, 0);
      if (count <= 0) return std::string::npos;
      received_.append(piece, static_cast<size_t>(count));
    }
  }

  static void read_fields(const std::string& head, HttpReply& out) {
    out.status = std::stoi(head.substr(9, 3));
    for (size_t at = head.find("\r\n") + 2; at < head.size();) {
      const size_t end = head.find("\r\n", at);
      const std::string line = head.substr(at, end - at);
      const size_t colon = line.find(": ");
      out.fields[lower(line.substr(0, colon))] = line.substr(colon + 2);
      at = end + 2;
    }
  }

  int socket_;
  bool connected_ = false;
  std::string received_;
};

inline const Service& the_service() {
  static const Result<std::unique_ptr<const Service>> service = Service::make();
  return *service.value();
}

class RunningServer {
 public:
  static constexpr const char* kToken = "a-token-of-the-tests";

  explicit RunningServer(ServerLimits limits = {}, const std::string& address = "") : server_(the_service(), {0, address, kToken, 2, false, limits}) {
    const Issues issues = server_.listen();
    EXPECT_TRUE(issues.empty()) << to_string(issues);
    thread_ = std::thread([this] { server_.run(); });
  }
  ~RunningServer() { stop(); }
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  uint16_t port() const { return server_.port(); }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  std::string url() const { return server_.url(); }
  RawClient client() const { return RawClient(port()); }

  std::string get(const std::string& path, const std::string& more = "") const { return "GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + more + "\r\n"; }
  // The head of a POST as the page sends it, without the empty line.
  std::string post_head(const std::string& path) const {
    return "POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host() +
           "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nX-Chartgap-Token: " + kToken + "\r\n";
  }
  std::string post(const std::string& path, const std::string& body) const { return post_head(path) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body; }

  HttpReply ask(const std::string& request, bool is_head = false) const {
    RawClient one = client();
    EXPECT_TRUE(one.connected());
    one.send(request);
    return one.reply(is_head);
  }

 private:
  Server server_;
  std::thread thread_;
};

inline constexpr const char* kSmallCheck =
    R"({"documents":[{"name":"note.txt","text":"HPI: Neck pain radiating to the left arm for 8 weeks. No weakness.\n"}],"policies":["cervical-esi-62321"]})";

}  // namespace chartgap
