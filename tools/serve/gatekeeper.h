// Who may ask for what: paths and methods, the names that the server goes by, where the asking page comes from, and the token.
// Why:    a page of any other site can make a browser send requests here, by a name that it lets point to this machine (DNS rebinding), or without reading the answer.
// Threads: const after it is made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/serve/answer.h"
#include "tools/serve/request_head.h"

namespace chartgap {

enum class Route : uint8_t { page, health, policies, schema, check, extract };

// Nothing when there is no such path. A path is matched as it stands: nothing is decoded, and nothing may follow it.
std::optional<Route> route_of(std::string_view target);
// "GET, HEAD" or "POST".
std::string_view methods_of(Route route);
bool is_post(Route route);

// The end of a connection that is ours.
struct OwnEnd {
  std::string address;  // "127.0.0.1", "::1"
  uint16_t port = 0;
  bool is_loopback = true;
};

class Gatekeeper {
 public:
  // With `asks_everyone` (others can reach the server) every request needs the token, and a browser asks its user for it.
  Gatekeeper(std::string token, bool asks_everyone) : token_(std::move(token)), asks_everyone_(asks_everyone) {}

  // Why the request is not let in; nothing when it is.
  std::optional<Refusal> refuses(const RequestHead& head, const OwnEnd& end) const;

 private:
  std::optional<Refusal> refuses_caller(const RequestHead& head, const OwnEnd& end) const;
  std::optional<Refusal> refuses_post(const RequestHead& head) const;
  bool knows_password(std::string_view authorization) const;

  std::string token_;
  bool asks_everyone_;
};

// The name of the end as a URL has it: "127.0.0.1:8765", "[::1]:8765".
std::string authority_of(const OwnEnd& end);

}  // namespace chartgap
