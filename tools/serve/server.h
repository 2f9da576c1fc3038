// The local server: on the loopback addresses, or on one address that was asked for.
// Shape:   accepts clients and stops; nothing of a request is kept or logged.
// Errors:  what cannot be bound is an issue. A client's mistake is an answer to it, never an error here.
// Threads: stop() from any; the rest from one.
// Owner:   borrows the service; lives no longer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "nlp/result.h"
#include "tools/serve/limits.h"
#include "tools/serve/service.h"

namespace chartgap {

struct ServerOptions {
  uint16_t port = 0;    // 0: one that is free
  std::string address;  // empty: 127.0.0.1 and ::1
  std::string token;
  unsigned threads = 2;
  bool stops_on_signals = false;  // SIGINT, SIGTERM
  ServerLimits limits;
};

class Server {
 public:
  Server(const Service& service, ServerOptions options);
  ~Server();

  Issues listen();
  // After listen().
  uint16_t port() const;
  // The page's address, after listen().
  std::string url() const;
  // Serves until it is stopped; what is being served then is finished first.
  void run();
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chartgap
