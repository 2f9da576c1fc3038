// The connections of the server: each reads requests, has them answered and writes the answers, within the limits of all together.
// Shape:   HTTP/1.1 over Boost.Beast; one thread reads and writes, a pool analyses.
// Errors:  a client's mistake is an answer to it, never an error here.
// Threads: the one that runs `io`.
// Owner:   borrows service, pool and io; lives no longer, and no shorter than io runs.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "tools/serve/limits.h"
#include "tools/serve/service.h"
#include "tools/serve/worker_pool.h"

namespace boost::asio {
class io_context;
}

namespace chartgap {

struct ConnectionSetting {
  ServerLimits limits;
  std::string token;
  bool asks_everyone = false;  // as Gatekeeper
};

class Connections {
 public:
  Connections(const Service& service, const ConnectionSetting& setting, WorkerPool& pool, boost::asio::io_context& io);
  ~Connections();

  // Serves a client that was accepted, and owns its socket from here on.
  void add(int socket, bool is_ipv6);
  // As many as the limits allow.
  bool is_full() const;
  bool empty() const;
  // The oldest that has shown no token gives way, so that slow clients cannot lock others out.
  void make_room();
  // Ends what has taken too long; to be called now and then.
  void watch();
  // Begins no other request; the connections that wait for one end.
  void stop();
  // Ends them all.
  void abandon();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chartgap
