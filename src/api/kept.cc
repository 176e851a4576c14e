// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/kept.h"

#include <algorithm>
#include <utility>

#include "net/negotiation.h"

namespace api {
namespace {

constexpr std::size_t kMost = 256, kMostBytes = 16 << 20, kMostBody = 1 << 20;

// What was asked, in one form, and in which encoding the answer may come.
std::string key_of(const net::Request& request) {
  std::string key;
  for (const std::string& segment : request.segments) key.append(segment) += '\0';
  for (const net::Field& p : request.parameters)
    (key.append(1, '\1').append(p.name) += '\0').append(p.value);
  if (net::accepts_gzip(request)) key += '\2';
  return key;
}

net::ResponseRef if_changed(const net::Request& request, const net::ResponseRef& whole) {
  const std::string* etag = whole->header("ETag");
  if (etag == nullptr || !net::is_current(request, *etag)) return whole;
  return std::make_shared<const net::Response>(net::not_modified(*whole));
}

}  // namespace

net::ResponseRef Kept::find(const net::Request& request, std::uint64_t as_of) {
  const std::string key = key_of(request);
  const std::lock_guard lock(access_);
  if (as_of_ != as_of) return nullptr;
  const auto at = all_.find(key);
  return at == all_.end() ? nullptr : if_changed(request, at->second);
}

net::ResponseRef Kept::keep(const net::Request& request, std::uint64_t as_of,
                            net::Response response) {
  response.headers.push_back({"ETag", net::etag_of(response.body)});
  net::compress(response, net::accepts_gzip(request));
  const std::size_t size = response.body.size();
  auto whole = std::make_shared<const net::Response>(std::move(response));
  if (size <= kMostBody) {
    const std::lock_guard lock(access_);
    make_room(as_of, size);
    if (as_of == as_of_ && all_.emplace(key_of(request), whole).second) bytes_ += size;
  }
  return if_changed(request, whole);
}

void Kept::make_room(std::uint64_t as_of, std::size_t size) {
  if (as_of <= as_of_ && all_.size() < kMost && bytes_ + size <= kMostBytes) return;
  all_.clear();
  bytes_ = 0;
  as_of_ = std::max(as_of, as_of_);
}

}  // namespace api
