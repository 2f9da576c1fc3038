#include "tools/serve/gatekeeper.h"

#include <algorithm>
#include <array>

#include "nlp/ascii.h"
#include "tools/readers/base64.h"
#include "tools/serve/secret.h"

namespace chartgap {
namespace {

struct Path {
  std::string_view target;
  Route route;
};
constexpr std::array<Path, 6> kPaths = {{{"/", Route::page},
                                         {"/healthz", Route::health},
                                         {"/v1/policies", Route::policies},
                                         {"/v1/schema", Route::schema},
                                         {"/v1/check", Route::check},
                                         {"/v1/extract", Route::extract}}};

// On the standard port a browser leaves the port out.
std::string with_port(const std::string& name, uint16_t port) { return port == 80 ? name : name + ":" + std::to_string(port); }

bool is_own_name(std::string_view host, const OwnEnd& end) {
  if (host == authority_of(end)) return true;
  return end.is_loopback && ascii_lower(host) == with_port("localhost", end.port);
}

// "application/json", in any case, as UTF-8.
bool is_json_type(std::string_view type) {
  std::string text = ascii_lower(type);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
  return text == "application/json" || text == "application/json;charset=utf-8";
}

}  // namespace

std::optional<Route> route_of(std::string_view target) {
  const auto found = std::find_if(kPaths.begin(), kPaths.end(), [&](const Path& path) { return path.target == target; });
  if (found == kPaths.end()) return std::nullopt;
  return found->route;
}

bool is_post(Route route) { return route == Route::check || route == Route::extract; }
std::string_view methods_of(Route route) { return is_post(route) ? "POST" : "GET, HEAD"; }

std::string authority_of(const OwnEnd& end) { return with_port(end.address.find(':') == std::string::npos ? end.address : "[" + end.address + "]", end.port); }

std::optional<Refusal> Gatekeeper::refuses(const RequestHead& head, const OwnEnd& end) const {
  if (auto refusal = refuses_caller(head, end)) return refusal;
  const auto route = route_of(head.target);
  if (!route) return Refusal{404, "there is nothing at this path; /v1/schema describes what there is"};
  const bool fits = is_post(*route) ? head.method == "POST" : head.method == "GET" || head.method == "HEAD";
  if (!fits) return Refusal{405, "this path takes " + std::string(methods_of(*route))};
  if (is_post(*route)) return refuses_post(head);
  if (head.has_body()) return Refusal{400, "a GET or HEAD request takes no body"};
  return std::nullopt;
}

std::optional<Refusal> Gatekeeper::refuses_caller(const RequestHead& head, const OwnEnd& end) const {
  const auto host = head.field("host");
  if (!host) return Refusal{400, "the Host header is missing"};
  if (!is_own_name(*host, end)) return Refusal{421, "this server goes by another name; its address was printed when it started"};
  const std::string_view site = head.field("sec-fetch-site").value_or("same-origin");
  const bool is_typed_in = site == "none" && head.method != "POST";
  if (site != "same-origin" && !is_typed_in) return Refusal{403, "the request comes from another site's page"};
  const auto origin = head.field("origin");
  if (origin && *origin != "http://" + std::string(*host)) return Refusal{403, "the request comes from another origin"};
  if (asks_everyone_ && !knows_password(head.field("authorization").value_or("")) && !is_same_secret(head.field("x-chartgap-token").value_or(""), token_)) {
    return Refusal{401, "this server asks for its token, as the password of any user"};
  }
  return std::nullopt;
}

std::optional<Refusal> Gatekeeper::refuses_post(const RequestHead& head) const {
  if (!is_same_secret(head.field("x-chartgap-token").value_or(""), token_)) return Refusal{403, "the token is missing or is not that of this start; reload the page"};
  if (!is_json_type(head.field("content-type").value_or(""))) return Refusal{415, "the body must be application/json"};
  if (ascii_lower(head.field("content-encoding").value_or("identity")) != "identity") return Refusal{415, "the body must not be compressed"};
  return std::nullopt;
}

bool Gatekeeper::knows_password(std::string_view authorization) const {
  constexpr std::string_view kBasic = "basic ";
  if (ascii_lower(authorization.substr(0, kBasic.size())) != kBasic) return false;
  const auto credentials = decode_base64(authorization.substr(kBasic.size()));
  if (!credentials) return false;
  const size_t colon = credentials->find(':');
  return colon != std::string::npos && is_same_secret(std::string_view(*credentials).substr(colon + 1), token_);
}

}  // namespace chartgap
