// g++ 12 copies temporaries of a co_await expression bit by bit and destroys both: what is awaited here takes only names.
#include "tools/serve/connections.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <utility>

#include "tools/serve/gatekeeper.h"
#include "tools/serve/page.h"
#include "tools/serve/request_head.h"
#include "tools/serve/wiped_memory.h"

namespace chartgap {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
template <class T>
using Task = asio::awaitable<T>;

// An operation gives its error as a value.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kLinger{1000};
constexpr size_t kReadBytes = 4096;
constexpr size_t kMostDrained = 1u << 20;
constexpr const char* kTooMuch = "too much is being served at once";

std::string too_large(const ServerLimits& limits) { return "the body is larger than " + std::to_string(limits.body_bytes >> 20) + " MiB"; }

// What the client sent is wrong; not that it sends nothing more.
bool is_malformed(const error_code& error) {
  static const error_code kSample = http::make_error_code(http::error::bad_chunk);
  return error.category() == kSample.category() && error != http::error::partial_message && error != http::error::end_of_stream;
}

// What the connections share.
struct Shared {
  const Service& service;
  ServerLimits limits;
  Gatekeeper gatekeeper;
  ServedPage page;
  WorkerPool& pool;
  asio::io_context& io;
  size_t held_bytes = 0;
  bool stopping = false;
};

// So many bytes of all that may be held at once.
class Holding {
 public:
  explicit Holding(Shared& shared) : shared_(shared) {}
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { hold(0); }
  bool may_hold(size_t bytes) const { return bytes <= shared_.limits.small_bytes || shared_.held_bytes - own_ + bytes <= shared_.limits.held_bytes; }
  void hold(size_t bytes) {
    shared_.held_bytes = shared_.held_bytes - own_ + bytes;
    own_ = bytes;
  }

 private:
  Shared& shared_;
  size_t own_ = 0;
};

class Connection {
 public:
  Connection(tcp::socket socket, const OwnEnd& end, Shared& shared) : socket_(std::move(socket)), end_(end), shared_(shared), work_done_(shared.io) {}

  Task<void> serve() {
    bool goes_on = true;
    while (goes_on && !shared_.stopping) goes_on = co_await serve_one();
    co_await close();
  }

  // Ends an operation that takes too long; what was waited for then is told apart by `timed_out_`.
  void watch(Clock::time_point now) {
    if (now < deadline_) return;
    timed_out_ = true;
    cancel();
  }
  // Waits for a request, or for the rest of its head: nothing is lost when it is closed.
  bool is_waiting() const { return waiting_; }
  // Has shown no token, and nothing is computed for it.
  bool gives_way() const { return !abandoned_ && !authorised_; }
  void abandon() {
    abandoned_ = true;
    cancel();
  }

 private:
  using Parser = http::request_parser<http::buffer_body>;

  void cancel() {
    error_code ignored;
    socket_.cancel(ignored);
  }
  void give(std::chrono::milliseconds time) {
    deadline_ = Clock::now() + time;
    timed_out_ = false;
  }
  std::string_view received() const { return {static_cast<const char*>(buffer_.cdata().data()), buffer_.size()}; }

  // One request and its answer; false when the connection ends with it.
  Task<bool> serve_one() {
    head_ = {};
    std::optional<Refusal> refusal;
    const std::optional<size_t> length = co_await receive_head(refusal);
    if (!length && !refusal) co_return false;
    Parser parser;
    if (!refusal) refusal = admit(*length, parser);
    if (refusal) co_return co_await refuse(*refusal);
    keeps_alive_ = parser.keep_alive();
    if (!is_post(*route_of(head_.target))) co_return co_await serve_get();
    authorised_ = true;
    const bool goes_on = co_await serve_post(parser);
    authorised_ = false;
    asio::post(shared_.io, wipe_unused_stack);
    co_return goes_on;
  }

  // Reads the head that was received; why it is not served, if it is not.
  std::optional<Refusal> admit(size_t length, Parser& parser) {
    HeadReading reading = read_head(received().substr(0, length));
    if (!reading.wrong.empty()) return Refusal{400, reading.wrong};
    head_ = std::move(reading.head);
    if (auto refusal = shared_.gatekeeper.refuses(head_, end_)) return refusal;
    parser.header_limit(static_cast<uint32_t>(shared_.limits.head_bytes));
    parser.body_limit(boost::none);
    error_code error;
    buffer_.consume(parser.put(buffer_.cdata(), error));
    if (error || !parser.is_header_done()) return Refusal{400, "the head of the request is malformed"};
    return std::nullopt;
  }

  Task<bool> serve_get() {
    const Route route = *route_of(head_.target);
    const bool is_page = route == Route::page;
    const HttpAnswer answer = is_page ? HttpAnswer::lasting("text/html; charset=utf-8", shared_.page.html) : shared_.service.get(route);
    co_return co_await send(answer, is_page);
  }

  // The length of the next request's head; nothing when the client is gone or silent.
  Task<std::optional<size_t>> receive_head(std::optional<Refusal>& refusal) {
    waiting_ = true;
    give(buffer_.size() == 0 ? shared_.limits.idle_time : shared_.limits.head_time);
    std::optional<size_t> length = head_length(received());
    while (!length && !abandoned_) {
      if (buffer_.size() >= shared_.limits.head_bytes) {
        refusal = Refusal{431, "the head of the request is larger than " + std::to_string(shared_.limits.head_bytes >> 10) + " KiB"};
        break;
      }
      const bool is_first = buffer_.size() == 0;
      auto [error, count] = co_await socket_.async_read_some(buffer_.prepare(std::min(kReadBytes, shared_.limits.head_bytes - buffer_.size())), kAwait);
      buffer_.commit(count);
      if (error && timed_out_ && !is_first) refusal = Refusal{408, "the head of the request took too long"};
      if (error) break;
      if (is_first) give(shared_.limits.head_time);
      length = head_length(received());
    }
    waiting_ = false;
    co_return length;
  }

  Task<bool> serve_post(Parser& parser) {
    Holding holding(shared_);
    std::string body;
    std::optional<Refusal> refusal = refuses_announced(parser, holding);
    if (!refusal) co_await receive_body(parser, body, holding, refusal);
    if (refusal) co_return co_await refuse(*refusal);
    if (!parser.is_done()) co_return false;
    const HttpAnswer answer = co_await work(body);
    holding.hold(answer.own_bytes());
    co_return co_await send(answer, false);
  }

  std::optional<Refusal> refuses_announced(const Parser& parser, const Holding& holding) const {
    const uint64_t announced = parser.content_length().value_or(0);
    if (announced > shared_.limits.body_bytes) return Refusal{413, too_large(shared_.limits)};
    if (!holding.may_hold(announced)) return Refusal{503, kTooMuch};
    return std::nullopt;
  }

  // Afterwards parser.is_done() is false when the client is gone. No byte of it in the coroutine's frame: Asio keeps frames for the next one, unwiped.
  Task<void> receive_body(Parser& parser, std::string& body, Holding& holding, std::optional<Refusal>& refusal) {
    if (head_.field("expect") == "100-continue" && !parser.is_done()) co_await send_continue();
    give(shared_.limits.body_time);
    error_code error;
    while (!parser.is_done() && !error && !refusal) {
      const size_t before = body.size();
      body.resize(before + kReadBytes);
      parser.get().body() = {body.data() + before, kReadBytes, true};
      auto [read_error, count] = co_await http::async_read_some(socket_, buffer_, parser, kAwait);
      if (read_error != http::error::need_buffer) error = read_error;
      body.resize(before + kReadBytes - parser.get().body().size);
      if (body.size() > shared_.limits.body_bytes) refusal = Refusal{413, too_large(shared_.limits)};
      else if (!holding.may_hold(body.size())) refusal = Refusal{503, kTooMuch};
      else holding.hold(body.size());
    }
    if (error && timed_out_) refusal = Refusal{408, "the body took too long"};
    else if (error && is_malformed(error)) refusal = Refusal{400, "the body is not framed as its head says"};
  }

  Task<void> send_continue() {
    give(shared_.limits.write_time);
    co_await asio::async_write(socket_, asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")), kAwait);
  }

  // The pool's answer. The connection stays for it: its thread borrows nothing that could go.
  Task<HttpAnswer> work(std::string& body) {
    deadline_ = Clock::time_point::max();
    std::optional<HttpAnswer> answer;
    const JobWeight weight = body.size() >= shared_.limits.heavy_bytes ? JobWeight::heavy : JobWeight::light;
    work_done_.expires_at(asio::steady_timer::time_point::max());
    const bool taken = shared_.pool.submit(
        [this, &answer, &body](Analyzer& analyzer) {
          answer = answered(std::move(body), analyzer);
          asio::post(shared_.io, [this] { work_done_.cancel(); });
        },
        weight);
    if (taken) co_await work_done_.async_wait(kAwait);
    else answer = answer_to({503, "too many requests wait"});
    co_return std::move(*answer);
  }

  // An exception of a library must not end the server, and its words may hold a patient's.
  HttpAnswer answered(std::string body, Analyzer& analyzer) const {
    try {
      return shared_.service.post(*route_of(head_.target), std::move(body), analyzer);
    } catch (...) {
      return answer_to({500, "the program failed on this request; that is a bug of chartgap"});
    }
  }

  Task<bool> refuse(const Refusal& refusal) {
    keeps_alive_ = false;
    const HttpAnswer answer = answer_to(refusal);
    co_return co_await send(answer, false);
  }

  Task<bool> send(const HttpAnswer& answer, bool is_page) {
    if (abandoned_) co_return false;
    keeps_alive_ = keeps_alive_ && !shared_.stopping;
    http::response<http::span_body<const char>> response(static_cast<http::status>(answer.status()), 11);
    put_fields(response, answer, is_page);
    response.content_length(answer.body().size());
    response.keep_alive(keeps_alive_);
    if (head_.method != "HEAD") response.body() = {answer.body().data(), answer.body().size()};
    give(shared_.limits.write_time);
    auto [error, count] = co_await http::async_write(socket_, response, kAwait);
    co_return !error && keeps_alive_;
  }

  void put_fields(http::response<http::span_body<const char>>& response, const HttpAnswer& answer, bool is_page) const {
    response.set(http::field::content_type, answer.content_type());
    response.set(http::field::cache_control, "no-store");
    response.set("Content-Security-Policy", is_page ? std::string_view(shared_.page.content_policy) : kNoContentPolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("X-Frame-Options", "DENY");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    if (answer.status() == 401) response.set(http::field::www_authenticate, "Basic realm=\"chartgap\", charset=\"UTF-8\"");
    if (answer.status() == 405) response.set(http::field::allow, methods_of(*route_of(head_.target)));
    if (answer.status() == 503) response.set(http::field::retry_after, "1");
  }

  // Takes for a moment what the client still sends: a socket closed on unread bytes would take the answer back.
  Task<void> close() {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    give(kLinger);
    std::string dropped(kReadBytes, '\0');
    for (size_t drained = 0; drained < kMostDrained && !timed_out_ && !abandoned_;) {
      auto [error, count] = co_await socket_.async_read_some(asio::buffer(dropped), kAwait);
      if (error) break;
      drained += count;
    }
    socket_.close(ignored);
  }

  tcp::socket socket_;
  OwnEnd end_;
  Shared& shared_;
  asio::steady_timer work_done_;
  beast::flat_buffer buffer_{4 * kReadBytes};
  RequestHead head_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool timed_out_ = false;
  bool waiting_ = true;
  bool authorised_ = false;
  bool abandoned_ = false;
  bool keeps_alive_ = true;
};

// The connection's end as the client names it; of an IPv6 socket that took an IPv4 client, the IPv4 address.
OwnEnd own_end(const tcp::socket& socket) {
  error_code error;
  const tcp::endpoint local = socket.local_endpoint(error);
  asio::ip::address address = local.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return {address.to_string(), local.port(), address.is_loopback()};
}

}  // namespace

struct Connections::Impl {
  Shared shared;
  std::list<Connection> list;  // the oldest first
};

Connections::Connections(const Service& service, const ConnectionSetting& setting, WorkerPool& pool, asio::io_context& io)
    : impl_(std::make_unique<Impl>(Impl{{service, setting.limits, Gatekeeper(setting.token, setting.asks_everyone), page_with(embedded_page(), setting.token), pool, io}, {}})) {}
Connections::~Connections() = default;

void Connections::add(int socket, bool is_ipv6) {
  tcp::socket client(impl_->shared.io);
  error_code error;
  client.assign(is_ipv6 ? tcp::v6() : tcp::v4(), socket, error);
  if (error) return void(::close(socket));
  const OwnEnd end = own_end(client);
  const auto place = impl_->list.emplace(impl_->list.end(), std::move(client), end, impl_->shared);
  asio::co_spawn(impl_->shared.io, place->serve(), [this, place](std::exception_ptr) { impl_->list.erase(place); });
}

bool Connections::is_full() const { return impl_->list.size() >= impl_->shared.limits.connections; }
bool Connections::empty() const { return impl_->list.empty(); }

void Connections::make_room() {
  const auto oldest = std::find_if(impl_->list.begin(), impl_->list.end(), [](const Connection& each) { return each.gives_way(); });
  if (oldest != impl_->list.end()) oldest->abandon();
}

void Connections::watch() {
  const Clock::time_point now = Clock::now();
  for (Connection& connection : impl_->list) connection.watch(now);
}

void Connections::stop() {
  impl_->shared.stopping = true;
  for (Connection& connection : impl_->list) {
    if (connection.is_waiting()) connection.abandon();
  }
}

void Connections::abandon() {
  for (Connection& connection : impl_->list) connection.abandon();
}

}  // namespace chartgap
