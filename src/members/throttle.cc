// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/text.h"

namespace members {
namespace {

constexpr std::size_t kMostBuckets = 8192;

// Tries at once, and the seconds until one more comes back.
struct Rate {
  double most, seconds;
};
constexpr Rate kOwn{10, 30};        // 120 an hour, of somebody who was here before
constexpr Rate kNetwork{20, 120};   // 30 an hour
constexpr Rate kStrangers{10, 60};  // 60 an hour at one member, from everywhere
constexpr Rate kAll{300, 0.2};      // 5 a second: what hashing that many costs is bearable

double seconds_between(base::Time from, base::Time to) {
  return static_cast<double>(base::micros(to) - base::micros(from)) / 1e6;
}

}  // namespace

std::string network_of(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // without the interface's name
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  std::array<char, INET6_ADDRSTRLEN> printed{};
  static constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0,    0,
                                                            0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) {
    ::inet_ntop(AF_INET, bytes.data() + kMapped.size(), printed.data(), printed.size());
    return printed.data();
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  ::inet_ntop(AF_INET6, bytes.data(), printed.data(), printed.size());
  return std::string(printed.data()) + "/64";
}

std::vector<Throttle::Place> Throttle::places_of(const Try& one) {
  const auto place = [](std::string_view what, std::string_view a, std::string_view b, Rate rate) {
    return Place{base::Hasher().add(what).add(a).add(b).finish(), rate.most, rate.seconds};
  };
  const std::string member = base::fold(one.member);
  if (one.known) return {place("own", one.network, member, kOwn)};
  std::vector<Place> places = {place("all", "", "", kAll),
                               place("network", one.network, "", kNetwork)};
  if (!member.empty()) places.push_back(place("strangers", member, "", kStrangers));
  return places;
}

double Throttle::used(const base::Bytes32& key, base::Time now) const {
  const auto at = all_.find(key);
  if (at == all_.end()) return 0;
  const double passed = std::max(0.0, seconds_between(at->second.at, now));
  return std::max(0.0, at->second.used - passed / at->second.seconds);
}

std::chrono::seconds Throttle::take(const Try& one, base::Time now) {
  const std::vector<Place> places = places_of(one);
  double wait = 0;
  for (const Place& p : places) wait = std::max(wait, (used(p.key, now) + 1 - p.most) * p.seconds);
  constexpr double kNothing = 1e-6;  // what sums of fractions are off by
  if (wait > kNothing)
    return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(wait - kNothing)));
  make_room(now);
  for (const Place& p : places) {
    const double so_far = used(p.key, now);
    Bucket& bucket = all_[p.key];
    bucket = {so_far + 1, std::max(bucket.at, now), p.seconds};
  }
  return {};
}

void Throttle::give_back(const Try& one) {
  for (const Place& p : places_of(one)) {
    const auto at = all_.find(p.key);
    if (at != all_.end()) at->second.used = std::max(0.0, at->second.used - 1);
  }
}

// What has filled again says nothing; beyond that the longest unused go, many at a time.
void Throttle::make_room(base::Time now) {
  if (all_.size() + 3 <= kMostBuckets) return;
  std::erase_if(all_, [&](const auto& one) { return used(one.first, now) == 0; });
  if (all_.size() <= kMostBuckets * 3 / 4) return;
  std::vector<base::Time> times;
  for (const auto& [key, bucket] : all_) times.push_back(bucket.at);
  const auto quarter = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 4);
  std::nth_element(times.begin(), quarter, times.end());
  std::erase_if(all_, [&](const auto& one) { return one.second.at <= *quarter; });
}

}  // namespace members
