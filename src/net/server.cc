// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.h"

#include <fmt/chrono.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <thread>

#include "net/connection.h"

namespace net {
namespace {

namespace asio = boost::asio;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>,
                                         asio::io_context::executor_type>;
constexpr std::chrono::milliseconds kSweep(200), kNoDescriptors(100), kRenew(60'000);

std::string http_date(base::Time now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                     fmt::gmtime(second.time_since_epoch().count()));
}

base::Failure failure(const Address& address, const boost::system::error_code& ec) {
  if (ec == asio::error::address_in_use)
    return base::fail(base::Code::kConflict, print(address) + ": somebody listens there already");
  return base::fail(base::Code::kUnavailable, print(address) + ": " + ec.message());
}

}  // namespace

// One of the threads that read and write.
struct Thread {
  Thread(Shared& shared, base::Clock& its_clock)
      : worker{shared},
        clock(its_clock),
        guard(worker.context.get_executor()),
        timer(worker.context.get_executor()) {
    sweep();
  }

  void sweep() {
    worker.date = http_date(clock.now());
    const auto now = std::chrono::steady_clock::now();
    for (Connection* connection : worker.connections) connection->cut_if_late(now);
    timer.expires_after(kSweep);
    timer.async_wait([this](const boost::system::error_code& ec) {
      if (!ec) sweep();
    });
  }

  Worker worker;
  base::Clock& clock;
  asio::executor_work_guard<asio::io_context::executor_type> guard;
  Timer timer;
  std::thread thread;
};

struct Server::Parts {
  Parts(Application application, const Limits& limits)
      : pool(std::max(2U, std::thread::hardware_concurrency())),
        shared{std::move(application), limits, {}, pool} {
    shared.counters.most_waiting = limits.waiting;
  }

  base::Result<void> listen(const Address& at);
  void accept();
  void take(Thread& taker, Socket socket);
  void renew();
  void run_all();
  void stop();

  asio::thread_pool pool;
  Shared shared;
  std::vector<std::unique_ptr<Thread>> threads;
  std::optional<Acceptor> acceptor;
  std::unique_ptr<Certificate> certificate;  // nullptr: without TLS
  std::optional<Timer> renewal;              // both of the first thread
  Address address;
  std::size_t next = 0;  // the thread that takes the next connection
  bool stopped = false;
};

base::Result<void> Server::Parts::listen(const Address& at) {
  boost::system::error_code ec;
  address = at;
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(at.host, ec), at.port);
  if (ec) return failure(at, ec);
  acceptor.emplace(threads.front()->worker.context.get_executor());
  acceptor->open(endpoint.protocol(), ec);
  if (!ec) acceptor->set_option(asio::socket_base::reuse_address(true), ec);
  if (!ec) acceptor->bind(endpoint, ec);
  if (!ec) acceptor->listen(asio::socket_base::max_listen_connections, ec);
  if (ec) return failure(at, ec);
  address.port = acceptor->local_endpoint(ec).port();
  return {};
}

// On the first thread; each connection is handed to the next one, and stays there.
void Server::Parts::accept() {
  Thread& taker = *threads[next++ % threads.size()];
  acceptor->async_accept(
      taker.worker.context.get_executor(),
      [this, &taker](const boost::system::error_code& ec, Socket socket) {
        if (ec == asio::error::operation_aborted) return;
        if (ec) {  // no descriptors left, or the other side was gone at once
          auto later = std::make_shared<Timer>(threads.front()->worker.context.get_executor());
          later->expires_after(kNoDescriptors);
          later->async_wait([this, later](const boost::system::error_code&) {
            if (acceptor->is_open()) accept();
          });
          return;
        }
        take(taker, std::move(socket));
        accept();
      });
}

void Server::Parts::take(Thread& taker, Socket socket) {
  ++shared.counters.accepted;
  // Counted here, so that the limit holds; no more by the connection's end.
  const bool full = shared.counters.connections++ >= shared.limits.connections;
  if (full) ++shared.counters.turned_away;
  if (full && certificate) {  // a handshake, only to say no, is what a crowd would want
    --shared.counters.connections;
    return;
  }
  auto context = certificate ? certificate->context() : nullptr;
  asio::post(taker.worker.context, [&taker, full, context = std::move(context),
                                    socket = std::move(socket)]() mutable {
    auto transport =
        context ? over_tls(std::move(socket), std::move(context)) : over_tcp(std::move(socket));
    auto connection = std::make_unique<Connection>(taker.worker, std::move(transport));
    asio::co_spawn(taker.worker.context.get_executor(),
                   full || taker.worker.stopping ? Connection::turn_away(std::move(connection))
                                                 : Connection::serve(std::move(connection)),
                   asio::detached);
  });
}

void Server::Parts::renew() {
  renewal->expires_after(kRenew);
  renewal->async_wait([this](const boost::system::error_code& ec) {
    if (ec) return;
    const auto renewed = certificate->renew();
    if (!renewed) ++shared.counters.not_renewed;
    if (renewed && *renewed) ++shared.counters.renewed;
    renew();
  });
}

void Server::Parts::run_all() {
  for (auto& thread : threads)
    thread->thread = std::thread([worker = &thread->worker] { worker->context.run(); });
}

void Server::Parts::stop() {
  if (std::exchange(stopped, true)) return;
  asio::post(threads.front()->worker.context, [this] {
    boost::system::error_code ignored;
    acceptor->close(ignored);
    if (renewal) renewal->cancel();
  });
  for (auto& thread : threads) {
    asio::post(thread->worker.context, [one = thread.get()] {
      one->worker.stopping = true;
      for (Connection* connection : one->worker.connections) connection->stop();
    });
  }
  const auto until = std::chrono::steady_clock::now() + shared.limits.stop;
  while (shared.counters.connections > 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (auto& thread : threads) thread->worker.context.stop();
  for (auto& thread : threads) thread->thread.join();
  pool.join();
  acceptor.reset();
  renewal.reset();
  threads.clear();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() { parts_->stop(); }
void Server::stop() { parts_->stop(); }
Address Server::address() const { return parts_->address; }
const Counters& Server::counters() const { return parts_->shared.counters; }

base::Result<std::unique_ptr<Server>> Server::start(const Address& address, Application application,
                                                    const Limits& limits, base::Clock& clock,
                                                    const std::optional<TlsFiles>& tls) {
  auto parts = std::make_unique<Parts>(std::move(application), limits);
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < cores; ++i)
    parts->threads.push_back(std::make_unique<Thread>(parts->shared, clock));
  if (tls) {
    TRY(parts->certificate, Certificate::read(*tls));
    parts->renewal.emplace(parts->threads.front()->worker.context.get_executor());
    parts->renew();
  }
  TRY_DO(parts->listen(address));
  parts->accept();
  parts->run_all();
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

}  // namespace net
