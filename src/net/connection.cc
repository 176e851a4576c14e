// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/connection.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

namespace net {
namespace {

namespace asio = boost::asio;
constexpr std::size_t kBlock = 2 << 10;
constexpr std::chrono::milliseconds kAskAgain(200);
constexpr asio::use_awaitable_t<asio::io_context::executor_type> kAwait{};
constexpr asio::as_tuple_t<asio::use_awaitable_t<asio::io_context::executor_type>> kTold{};
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>,
                                         asio::io_context::executor_type>;

ResponseRef ask(const std::function<ResponseRef(const Request&)>& application,
                const Request& request, const Application& all) {
  try {
    return application(request);
  } catch (const std::exception&) {
    return all.refuse(500);
  }
}

void count_overload(Counters& counters) {
  ++counters.overloaded;
  counters.overloaded_at = std::chrono::duration_cast<std::chrono::milliseconds>(
                               std::chrono::steady_clock::now().time_since_epoch())
                               .count();
}

// Runs the application on the pool; the coroutine goes on on its own thread.
Task<ResponseRef> on_pool(Shared& shared, const Request& request) {
  const auto asked = std::chrono::steady_clock::now();
  auto start = [&shared, &request, asked](auto handler) {
    asio::post(shared.pool, [&shared, &request, asked, h = std::move(handler)]() mutable {
      const bool stale = std::chrono::steady_clock::now() - asked > shared.limits.queued;
      if (stale) count_overload(shared.counters);
      ResponseRef answer = stale ? shared.application.refuse(503)
                                 : ask(shared.application.work, request, shared.application);
      --shared.counters.waiting;
      auto executor = asio::get_associated_executor(h);
      asio::post(executor, [h = std::move(h), answer = std::move(answer)]() mutable {
        std::move(h)(std::move(answer));
      });
    });
  };
  auto initiated =
      asio::async_initiate<decltype(kAwait), void(ResponseRef)>(std::move(start), kAwait);
  co_return co_await std::move(initiated);
}

}  // namespace

Connection::Connection(Worker& worker, std::unique_ptr<Transport> transport)
    : worker_(worker), transport_(std::move(transport)) {
  place_ = worker_.connections.insert(worker_.connections.end(), this);
  enter(Phase::kHandshake);
}

Connection::~Connection() {
  worker_.connections.erase(place_);
  --worker_.shared.counters.connections;
}

void Connection::enter(Phase phase) {
  const Limits& limits = worker_.shared.limits;
  phase_ = phase;
  const auto span = phase == Phase::kIdle        ? limits.idle
                    : phase == Phase::kHandshake ? limits.handshake
                    : phase == Phase::kHead      ? limits.head
                    : phase == Phase::kBody      ? limits.body
                    : phase == Phase::kWrite     ? limits.write
                    : phase == Phase::kLinger    ? limits.linger
                                                 : std::chrono::hours(24);
  until_ = std::chrono::steady_clock::now() + span;
}

void Connection::cut_if_late(Instant now) {
  if (now < until_ || phase_ == Phase::kWork || phase_ == Phase::kStream) return;
  if (phase_ != Phase::kLinger && !late_) ++worker_.shared.counters.timed_out;
  late_ = true;
  transport_->cancel();
}

void Connection::stop() {
  const bool asked = phase_ == Phase::kBody || phase_ == Phase::kWork || phase_ == Phase::kStream ||
                     phase_ == Phase::kWrite;
  if (!asked) cut();
}

void Connection::cut() {
  cut_ = true;
  transport_->cancel();
}

Task<void> Connection::serve(std::unique_ptr<Connection> self) {
  // What the library throws for want of memory ends this connection and no other.
  try {
    co_await self->serve_all();
  } catch (const std::exception&) {
    self->cut();
  }
}

Task<void> Connection::turn_away(std::unique_ptr<Connection> self) {
  const ResponseRef answer = self->worker_.shared.application.refuse(503);
  co_await self->send(*answer, How());
  co_await self->linger();
}

Task<bool> Connection::read_more() {
  const std::size_t had = in_.size();
  in_.resize(had + kBlock);
  std::size_t n = 0;
  n = co_await transport_->read_some(in_.data() + had, kBlock);
  in_.resize(had + n);
  co_return n > 0 && !cut_ && !late_;
}

// False: there is no request to answer: the other side is gone, silent, or it took too long.
Task<bool> Connection::read_request(RequestReader& reader) {
  enter(Phase::kIdle);
  if (in_.empty()) {
    auto begun = co_await read_more();
    if (!begun) co_return false;
  }
  enter(Phase::kHead);
  for (;;) {
    in_.erase(0, reader.feed(in_));
    const RequestReader::State state = reader.state();
    if (state == RequestReader::State::kWhole || state == RequestReader::State::kRefused)
      co_return true;
    if (state == RequestReader::State::kBody && phase_ == Phase::kHead) {
      enter(Phase::kBody);
      if (reader.wants_continue() && in_.empty()) {
        auto sent = co_await transport_->write("HTTP/1.1 100 Continue\r\n\r\n", "");
        if (!sent) co_return false;
      }
    }
    auto more = co_await read_more();
    if (!more) co_return false;
  }
}

Task<ResponseRef> Connection::answer(const Request& request) {
  Shared& shared = worker_.shared;
  enter(Phase::kWork);
  ResponseRef answer = ask(shared.application.at_once, request, shared.application);
  if (answer) co_return answer;
  if (++shared.counters.waiting > shared.limits.waiting) {
    --shared.counters.waiting;
    count_overload(shared.counters);
    co_return shared.application.refuse(503);
  }
  co_return co_await on_pool(shared, request);
}

Task<bool> Connection::send(const Response& response, How how) {
  ++worker_.shared.counters.answers.at(static_cast<std::size_t>(response.status) / 100 % 6);
  std::string head;
  print_head(response, {how.head_only, how.close, worker_.date, how.chunked}, head);
  enter(Phase::kWrite);
  const std::string_view body = how.head_only ? std::string_view() : response.bytes();
  auto sent = co_await transport_->write(head, body);
  if (!sent || how.head_only || !response.pieces) co_return sent;
  co_return co_await send_pieces(*response.pieces, how.chunked && !response.pieces->length);
}

Task<bool> Connection::send_piece(std::string_view piece, bool chunked) {
  enter(Phase::kWrite);
  std::string frame;
  if (chunked) frame = fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
  co_return co_await transport_->write(frame, chunked ? std::string_view() : piece);
}

Task<bool> Connection::send_pieces(const Pieces& pieces, bool chunked) {
  Timer later(worker_.context.get_executor());
  std::uint64_t total = 0;
  auto said = std::chrono::steady_clock::now();
  for (;;) {
    std::optional<std::string> piece = pieces.next();
    if (!piece) break;
    if (piece->empty()) {
      enter(Phase::kStream);
      later.expires_after(kAskAgain);
      co_await later.async_wait(kTold);
      if (cut_ || worker_.stopping || transport_->is_gone()) co_return false;
      const auto silent = std::chrono::steady_clock::now() - said;
      if (pieces.pulse.empty() || silent < worker_.shared.limits.pulse) continue;
      piece = pieces.pulse;
    }
    total += piece->size();
    if (total > pieces.length.value_or(total)) co_return false;
    auto sent = co_await send_piece(*piece, chunked);
    if (!sent || cut_ || late_) co_return false;
    said = std::chrono::steady_clock::now();
  }
  // What is less than was said ends the connection, so that nobody takes it for whole.
  if (total != pieces.length.value_or(total)) co_return false;
  if (!chunked) co_return true;
  co_return co_await transport_->write("0\r\n\r\n", "");
}

Task<void> Connection::serve_all() {
  const Application& application = worker_.shared.application;
  auto begun = co_await transport_->begin();
  if (!begun || cut_ || late_ || worker_.stopping) co_return;
  for (;;) {
    RequestReader reader(worker_.shared.limits);
    auto whole = co_await read_request(reader);
    if (!whole && late_ && phase_ != Phase::kIdle) {
      late_ = false;
      const ResponseRef too_late = application.refuse(408);
      co_await send(*too_late, How());
      co_return;
    }
    if (!whole) co_return;
    if (reader.state() == RequestReader::State::kRefused) {
      const ResponseRef refused = application.refuse(reader.status());
      co_await send(*refused, How());
      co_await linger();
      co_return;
    }
    Request request = reader.take();
    request.peer = transport_->peer();
    ResponseRef said;
    said = co_await answer(request);
    const bool to_the_end = said->pieces && !said->pieces->length && !request.takes_chunks;
    const bool close = !request.keep_alive || worker_.stopping || to_the_end;
    const How how{request.method == Method::kHead, close, request.takes_chunks};
    auto sent = co_await send(*said, how);
    if (!sent || cut_ || late_) co_return;
    if (close || worker_.stopping) break;  // it may have been told while this was being sent
    if (in_.empty() && in_.capacity() > 2 * kBlock) std::string().swap(in_);
  }
  co_await linger();
}

// Closing with bytes unread would reset the connection, and the answer might never be read.
Task<void> Connection::linger() {
  enter(Phase::kLinger);
  co_await transport_->finish_sending();
  std::size_t left = 256 << 10;
  for (;;) {
    in_.clear();
    auto more = co_await read_more();
    if (!more || left < in_.size()) co_return;
    left -= in_.size();
  }
}

}  // namespace net
