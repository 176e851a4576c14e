// Limits: what one client, and all of them together, may cost a server. Everything is bounded.
// Unit:   bytes; milliseconds from the moment a phase begins to its end, however it trickles.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace net {

struct Limits {
  std::size_t target_bytes = 8 << 10;  // beyond: 414
  std::size_t head_bytes = 16 << 10;   // request line and headers; beyond: 431
  std::size_t headers = 100;           // … or parameters
  std::size_t body_bytes = 1 << 20;    // beyond: 413
  std::size_t connections = 12'000;    // beyond: 503 at once, and closed
  std::size_t waiting = 256;           // requests in the pool, working or waiting; beyond: 503

  std::chrono::milliseconds handshake{10'000};  // of TLS
  std::chrono::milliseconds idle{60'000};       // between two requests
  std::chrono::milliseconds head{10'000};       // from its first byte to its empty line; then 408
  std::chrono::milliseconds body{10'000};       // from there to its last byte; then 408
  std::chrono::milliseconds write{
      10'000};  // a whole answer, or a piece of one that comes in pieces
  std::chrono::milliseconds pulse{15'000};  // between two pieces, until something is sent anyway
  std::chrono::milliseconds queued{2'000};  // waiting for a thread of the pool; then 503
  std::chrono::milliseconds linger{1'000};  // for the other side to close after an answer
  std::chrono::milliseconds stop{4'000};    // for what is under way when the server is to stop
};

}  // namespace net
