// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/repeats.h"

#include "api/problem.h"

namespace api {
namespace {

constexpr std::size_t kMost = 4096;

base::Bytes32 print_of(const net::Request& request) {
  base::Hasher hasher;
  hasher.add(net::word(request.method));
  for (const std::string& segment : request.segments) hasher.add(segment);
  for (const net::Field& p : request.parameters) hasher.add(p.name).add(p.value);
  return hasher.add("body").add(request.body).finish();
}

}  // namespace

net::ResponseRef Repeats::find(const std::string& key, const net::Request& request) {
  const base::Bytes32 print = print_of(request);
  std::unique_lock lock(access_);
  const auto [at, first] = all_.try_emplace(key, Kept{print, nullptr});
  if (first) {
    oldest_.push_back(key);
    return nullptr;
  }
  if (at->second.request != print) {
    return std::make_shared<const net::Response>(
        problem(422, "this Idempotency-Key came with another request before"));
  }
  net::ResponseRef said;
  answered_.wait(lock, [&] {
    const auto now = all_.find(key);
    if (now == all_.end()) return true;  // it failed: the client is to try again
    said = now->second.said;
    return said != nullptr;
  });
  return said ? said : std::make_shared<const net::Response>(problem(503, "try again"));
}

void Repeats::answer(const std::string& key, const net::ResponseRef& said) {
  const std::lock_guard lock(access_);
  if (said->status >= 500 || said->status == 429) {
    all_.erase(key);
    std::erase(oldest_, key);
  } else {
    all_[key].said = said;
  }
  if (oldest_.size() > kMost && all_[oldest_.front()].said) {
    all_.erase(oldest_.front());
    oldest_.pop_front();
  }
  answered_.notify_all();
}

}  // namespace api
