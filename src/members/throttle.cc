// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/throttle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace members {
namespace {

constexpr std::size_t kMostBuckets = 8192;

}  // namespace

std::string network_of(std::string_view address) {
  if (address.find(':') == std::string_view::npos) return std::string(address);
  // "2001:db8:1:2:…" → its first four groups; "::1" and the like stand as they are.
  std::size_t at = 0;
  for (int groups = 0; groups < 4; ++groups) {
    const std::size_t colon = address.find(':', at);
    if (colon == std::string_view::npos || colon == at) return std::string(address);
    at = colon + 1;
  }
  return std::string(address.substr(0, at)) + ":/64";
}

Throttle::Bucket& Throttle::filled(const std::string& key, const Rate& rate, base::Time now) {
  const auto [at, fresh] = all_.try_emplace(key, Bucket{rate.most, now});
  Bucket& bucket = at->second;
  const double passed =
      std::max(0.0, static_cast<double>(base::micros(now) - base::micros(bucket.at)) / 1e6);
  bucket.left = std::min(rate.most, bucket.left + passed / rate.seconds);
  bucket.at = std::max(bucket.at, now);
  return bucket;
}

std::chrono::seconds Throttle::take(const Try& one, base::Time now) {
  if (all_.size() > kMostBuckets) {
    const auto oldest =
        std::min_element(all_.begin(), all_.end(),
                         [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
    all_.erase(oldest);
  }
  const std::string member = base::fold(one.member), network(one.network);
  constexpr Rate kNetwork{20, 60}, kStrangers{10, 60}, kOwn{10, 30}, kAll{300, 0.2};
  const std::array<std::pair<std::string, Rate>, 3> keys = {
      std::pair("network " + network, kNetwork),
      one.known ? std::pair("own " + network + " " + member, kOwn)
                : std::pair("strangers " + member, kStrangers),
      std::pair(std::string("all"), kAll)};
  double wait = 0;
  for (const auto& [key, rate] : keys) {
    const Bucket& bucket = filled(key, rate, now);
    if (bucket.left < 1) wait = std::max(wait, (1 - bucket.left) * rate.seconds);
  }
  if (wait > 0) return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(wait)));
  for (const auto& [key, rate] : keys) all_[key].left -= 1;
  return {};
}

void Throttle::succeeded(const Try& one) {
  const std::string member = base::fold(one.member), network(one.network);
  for (const std::string& key :
       {"network " + network, "own " + network + " " + member, "strangers " + member}) {
    const auto at = all_.find(key);
    if (at != all_.end()) at->second.left += 1;
  }
}

}  // namespace members
