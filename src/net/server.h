// Server: HTTP/1.1 for an application: connections kept alive, pipelined requests answered in order,
// everything bounded, stopped with what is under way finished.
// Shape:  one thread a core that reads and writes, and a pool as large for what takes long. An
//         application is asked on a connection's own thread first, where it must not wait for
//         anything; if it has no answer at hand, it is asked on the pool.
// Order:  answers of one connection in the order of its requests.
//         With a certificate it speaks TLS and nothing else; looks once a minute for a newer one.
// Errors: start(): kConflict where somebody listens there already, kUnavailable otherwise, those of
//         Certificate. An exception out of the application is a 500.
// Cost:   docs/decisions/0014-http-server.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "net/address.h"
#include "net/counters.h"
#include "net/limits.h"
#include "net/message.h"
#include "net/tls.h"

namespace net {

struct Application {
  std::function<ResponseRef(const Request&)> at_once;  // nullptr: ask work()
  std::function<ResponseRef(const Request&)> work;     // from several threads at once
  std::function<ResponseRef(int status)> refuse;       // what was not read, or not taken on
};

class Server {
 public:
  static base::Result<std::unique_ptr<Server>> start(const Address& address,
                                                     Application application, const Limits& limits,
                                                     base::Clock& clock,
                                                     const std::optional<TlsFiles>& tls = {});
  ~Server();  // stops it
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  Address address() const;  // with the port that was free
  const Counters& counters() const;
  // Takes on nothing more, lets what is under way end, at most limits.stop, and returns.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace net
