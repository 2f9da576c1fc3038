// g++ 12 copies temporaries of a co_await expression bit by bit and destroys both: what is awaited here takes only names.
#include "tools/serve/server.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <boost/asio.hpp>
#include <list>
#include <utility>

#include "tools/serve/connections.h"
#include "tools/serve/gatekeeper.h"
#include "tools/serve/worker_pool.h"

namespace chartgap {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
template <class T>
using Task = asio::awaitable<T>;

// An operation gives its error as a value.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kWatch{50};
constexpr std::chrono::milliseconds kPause{2};
constexpr int kPortAttempts = 20;

Issue cannot_listen(const std::string& place, const error_code& error) { return {place, 0, 0, "serve.bind", "cannot be listened on: " + error.message(), "a free port (--port)"}; }

}  // namespace

class Server::Impl {
 public:
  Impl(const Service& service, ServerOptions options)
      : options_(std::move(options)),
        pool_(service.lexicon(), options_.threads, options_.limits.waiting),
        connections_(service, {options_.limits, options_.token, !options_.address.empty()}, pool_, io_),
        watch_(io_),
        signals_(io_) {}

  Issues listen() {
    if (!options_.address.empty()) return listen_on(options_.address);
    return listen_on_loopback();
  }

  uint16_t port() const { return end_.port(); }
  // Of a server on every address, the one that this machine reaches it by.
  std::string url() const {
    const asio::ip::address address = end_.address();
    return "http://" + authority_of({address.is_unspecified() ? "localhost" : address.to_string(), port(), true}) + "/";
  }

  void run() {
    if (options_.stops_on_signals) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](const error_code& error, int) { error ? void() : begin_stop(); });
    }
    for (tcp::acceptor& acceptor : acceptors_) {
      error_code ignored;
      asio::co_spawn(io_, accept(acceptor, acceptor.local_endpoint(ignored).protocol() == tcp::v6()), asio::detached);
    }
    asio::co_spawn(io_, watch(), asio::detached);
    io_.run();
  }

  void stop() {
    asio::post(io_, [this] { begin_stop(); });
  }

 private:
  Issues open(const tcp::endpoint& end, error_code& error) {
    tcp::acceptor acceptor(io_);
    acceptor.open(end.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && end.address().is_v6() && end.address().is_loopback()) acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error) acceptor.bind(end, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) acceptor.non_blocking(true, error);
    if (error) return {cannot_listen(authority_of({end.address().to_string(), end.port(), true}), error)};
    fcntl(acceptor.native_handle(), F_SETFD, FD_CLOEXEC);
    if (acceptors_.empty()) end_ = acceptor.local_endpoint(error);
    acceptors_.push_back(std::move(acceptor));
    return {};
  }

  Issues listen_on(const std::string& name) {
    error_code error;
    const asio::ip::address address = asio::ip::make_address(name, error);
    if (error) return {{"--address", 0, 0, "serve.address", "\"" + name + "\" is no IP address", "127.0.0.1, 192.0.2.10, ::1, ..."}};
    return open({address, options_.port}, error);
  }

  // Both loopback addresses on one port; ::1 only where the machine has it.
  Issues listen_on_loopback() {
    Issues issues;
    for (int attempt = 0; attempt < kPortAttempts; ++attempt) {
      error_code error;
      acceptors_.clear();
      issues = open({asio::ip::address_v4::loopback(), options_.port}, error);
      if (error) return issues;
      issues = open({asio::ip::address_v6::loopback(), port()}, error);
      if (error != asio::error::address_in_use) return {};
      if (options_.port != 0) break;
    }
    return issues;
  }

  Task<void> accept(tcp::acceptor& acceptor, bool is_ipv6) {
    while (acceptor.is_open()) {
      auto [error] = co_await acceptor.async_wait(tcp::acceptor::wait_read, kAwait);
      if (error == asio::error::operation_aborted) co_return;
      while (connections_.is_full() && !stopping_) {
        connections_.make_room();
        co_await pause();
      }
      // From its first moment on, no child of the program inherits it.
      const int client = accept4(acceptor.native_handle(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (client >= 0) connections_.add(client, is_ipv6);
      else co_await pause();  // it is gone again, or there are no descriptors: others will be closed
    }
  }

  Task<void> pause() {
    asio::steady_timer timer(io_, kPause);
    co_await timer.async_wait(kAwait);
  }

  Task<void> watch() {
    while (!stopping_ || !connections_.empty()) {
      connections_.watch();
      if (stopping_ && Clock::now() > stop_by_) connections_.abandon();
      watch_.expires_after(kWatch);
      co_await watch_.async_wait(kAwait);
    }
  }

  void begin_stop() {
    if (stopping_) return;
    stopping_ = true;
    stop_by_ = Clock::now() + options_.limits.stop_time;
    error_code ignored;
    signals_.clear(ignored);  // a second signal ends the program at once
    for (tcp::acceptor& acceptor : acceptors_) acceptor.close(ignored);
    connections_.stop();
  }

  ServerOptions options_;
  asio::io_context io_{1};
  std::list<tcp::acceptor> acceptors_;
  tcp::endpoint end_;  // of the first
  WorkerPool pool_;
  Connections connections_;
  bool stopping_ = false;
  asio::steady_timer watch_;
  asio::signal_set signals_;
  Clock::time_point stop_by_{};
};

Server::Server(const Service& service, ServerOptions options) : impl_(std::make_unique<Impl>(service, std::move(options))) {}
Server::~Server() = default;
Issues Server::listen() { return impl_->listen(); }
uint16_t Server::port() const { return impl_->port(); }
std::string Server::url() const { return impl_->url(); }
void Server::run() { impl_->run(); }
void Server::stop() { impl_->stop(); }

}  // namespace chartgap
