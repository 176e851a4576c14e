// Api: one open book, asked over HTTP by its owner: who may ask, in which lane, and what is at hand.
// Shape:  reads only. An answer is kept as long as the book and its moment stay as they are; the
//         moment follows the clock once a minute, unless the book is seen as of another one.
// Errors: 421 for a Host that is no name of this machine; 401 without the token, whether or not
//         there is something; the rest as in route.h. Each 5xx has an id that is in the log.
// Cost:   a kept answer: two looks into tables, and no copy of the body.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "api/route.h"
#include "formats/json.h"

namespace api {

struct Settings {
  std::string token;
  std::optional<base::Time> as_of;                // the moment stays
  std::function<void(const formats::Json&)> log;  // a line; from several threads at once
};

class Api {
 public:
  Api(app::App& app, Settings settings);

  net::ResponseRef at_once(const net::Request& request);  // nullptr: it takes longer
  net::ResponseRef work(const net::Request& request);
  net::ResponseRef refuse(int status);
  void watch(const net::Counters& server) { server_ = &server; }  // for metrics

 private:
  bool may_ask(const net::Request& request) const;
  net::ResponseRef run(const Route& route, const Call& call);
  net::ResponseRef failed(int status, std::string_view where, std::string_view what);
  net::ResponseRef kept(const net::Request& request);
  net::ResponseRef keep(const net::Request& request, net::Response response);
  bool is_due() const;
  void follow_clock();

  app::App& app_;
  Settings settings_;
  std::atomic<const net::Counters*> server_ = nullptr;

  std::shared_mutex moment_;       // queries share it; follow_clock() has it alone
  std::mutex ledger_;              // of Lane::kLedger
  std::atomic<std::int64_t> due_;  // when the moment is to follow the clock next, in micros

  std::mutex keeping_;
  std::unordered_map<std::string, net::ResponseRef> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace api
