// `chartgap serve`: the local page and its HTTP API, until it is told to stop.
#include <algorithm>
#include <iostream>
#include <thread>

#include "nlp/ascii.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/serve/browser.h"
#include "tools/serve/secret.h"
#include "tools/serve/server.h"
#include "tools/serve/wiped_memory.h"

namespace chartgap {
namespace {

constexpr size_t kShortestToken = 16;
constexpr unsigned kMostThreads = 8;

bool is_plain(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_'; }

// What is wrong with the options; empty when nothing is.
std::string wrong_with(const ServeOptions& options) {
  if (!options.address.empty() && options.token.empty()) return "--address lets others reach the server and needs a --token that they must know";
  if (options.token.empty()) return "";
  if (options.token.size() < kShortestToken || !std::all_of(options.token.begin(), options.token.end(), is_plain))
    return "--token is too weak; expected 16 or more of A-Z, a-z, 0-9, - and _";
  return "";
}

}  // namespace

int run_serve(const ServeOptions& options) {
  const std::string wrong = wrong_with(options);
  if (!wrong.empty()) return fail(wrong);
  wipe_freed_memory();
  keep_little_memory();
  ServerOptions server_options;
  server_options.port = options.port;
  server_options.address = options.address;
  server_options.token = options.token.empty() ? new_secret() : options.token;
  server_options.threads = std::min(std::thread::hardware_concurrency(), kMostThreads);
  server_options.stops_on_signals = true;
  if (server_options.token.empty()) return fail("the system gives no random numbers for a token");
  const auto service = Service::make();
  if (!service.ok()) return fail(service.issues());
  Server server(*service.value(), server_options);
  const Issues issues = server.listen();
  if (!issues.empty()) return fail(issues);
  std::cout << server.url() << std::endl;
  if (options.open) open_in_browser(server.url());
  server.run();
  return 0;
}

}  // namespace chartgap
