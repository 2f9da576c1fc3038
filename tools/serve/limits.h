// What the server takes of one request and of all together, and how long it waits.
#pragma once

#include <chrono>
#include <cstddef>

namespace chartgap {

struct ServerLimits {
  size_t connections = 256;
  size_t head_bytes = 8u << 10;
  size_t body_bytes = 4u << 20;
  size_t held_bytes = 12u << 20;               // bodies and answers of all requests that are being served
  size_t small_bytes = 64u << 10;              // a body up to here is taken even then
  size_t heavy_bytes = 128u << 10;             // from here on a body is heavy work
  size_t waiting = 64;                         // requests that wait for a thread
  std::chrono::milliseconds idle_time{60000};  // for the next request
  std::chrono::milliseconds head_time{10000};  // from its first byte to its empty line
  std::chrono::milliseconds body_time{30000};
  std::chrono::milliseconds write_time{30000};
  std::chrono::milliseconds stop_time{5000};  // for what is being served when the server is told to stop
};

}  // namespace chartgap
