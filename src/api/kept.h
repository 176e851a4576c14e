// Kept: answers that are as good as new as long as the book and its moment stay as they are.
// Cost:   a kept answer: a look into a table, and no copy of the body.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "net/message.h"

namespace api {

class Kept {
 public:
  // `as_of`: the number of the change that the answer must be newer than.
  net::ResponseRef find(const net::Request& request, std::uint64_t as_of);
  net::ResponseRef keep(const net::Request& request, std::uint64_t as_of, net::Response response);

 private:
  void make_room(std::uint64_t as_of, std::size_t size);

  std::mutex access_;
  std::unordered_map<std::string, net::ResponseRef> all_;
  std::size_t bytes_ = 0;
  std::uint64_t as_of_ = 0;
};

}  // namespace api
