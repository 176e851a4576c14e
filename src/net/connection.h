// Connection: one client's requests and answers, one after the other, until either side has enough.
// Shape:  lives on one thread, its Worker's; a sweep over all of a worker's connections cuts those
//         whose phase took too long, so that no request needs a timer of its own.
// Cost:   idle: a coroutine and 2 KiB to read into.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <list>
#include <memory>
#include <string>

#include "net/request_reader.h"
#include "net/server.h"
#include "net/transport.h"

namespace net {

// What all connections share.
struct Shared {
  Application application;
  Limits limits;
  Counters counters;
  boost::asio::thread_pool& pool;
};

class Connection;

// What the connections of one thread share.
struct Worker {
  Shared& shared;
  std::list<Connection*> connections{};  // outlives the context, which ends the last of them
  boost::asio::io_context context{1};
  std::string date{};     // of now, for the Date header
  bool stopping = false;  // answers are the last of their connections
};

class Connection {
 public:
  Connection(Worker& worker, std::unique_ptr<Transport> transport);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  static Task<void> serve(std::unique_ptr<Connection> self);
  static Task<void> turn_away(std::unique_ptr<Connection> self);  // 503 and closed

  using Instant = std::chrono::steady_clock::time_point;
  void cut_if_late(Instant now);
  void stop();  // at once where no request was read yet, else after its answer
  void cut();

 private:
  enum class Phase { kHandshake, kIdle, kHead, kBody, kWork, kStream, kWrite, kLinger };
  void enter(Phase phase);
  Task<bool> read_more();
  Task<bool> read_request(RequestReader& reader);
  Task<ResponseRef> answer(const Request& request);
  struct How {
    bool head_only = false, close = true, chunked = true;
  };
  Task<bool> send(const Response& response, How how);
  Task<bool> send_pieces(const Pieces& pieces, bool chunked);
  Task<bool> send_piece(std::string_view piece, bool chunked);
  Task<void> serve_all();
  Task<void> linger();

  Worker& worker_;
  std::list<Connection*>::iterator place_;
  std::unique_ptr<Transport> transport_;
  std::string in_;  // read and not taken yet
  Phase phase_ = Phase::kHandshake;
  Instant until_{};
  bool late_ = false, cut_ = false;
};

}  // namespace net
