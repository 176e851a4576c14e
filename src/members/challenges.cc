// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/challenges.h"

#include <cstring>

#include "members/secret.h"

namespace members {
namespace {

constexpr std::chrono::minutes kLasts(5);
constexpr std::size_t kNonce = 16, kEnd = sizeof(std::int64_t), kSize = kNonce + kEnd + 32;

// Until when; the beginning of time where it is none of ours.
base::Time end_of(const std::string& bytes, const base::Key& key) {
  if (bytes.size() != kSize) return {};
  const std::string_view said = std::string_view(bytes).substr(0, kNonce + kEnd);
  const base::Bytes32 seal = base::Hasher(key).add(said).finish();
  unsigned char differs = 0;
  for (std::size_t i = 0; i < seal.size(); ++i)
    differs = static_cast<unsigned char>(
        differs | (static_cast<unsigned char>(bytes[kNonce + kEnd + i]) ^ seal[i]));
  if (differs != 0) return {};
  std::int64_t end = 0;
  std::memcpy(&end, bytes.data() + kNonce, kEnd);
  return base::time_from_micros(end);
}

base::Bytes32 mark_of(std::string_view challenge) {
  return base::Hasher().add("challenge").add(challenge).finish();
}

}  // namespace

Challenges::Challenges(base::Random& random) : random_(random) {
  random_.fill(key_.data(), key_.size());
}

std::string Challenges::make(base::Time now) {
  std::string bytes(kNonce + kEnd, '\0');
  random_.fill(bytes.data(), kNonce);
  const std::int64_t end = base::micros(now + kLasts);
  std::memcpy(bytes.data() + kNonce, &end, kEnd);
  bytes += base::view(base::Hasher(key_).add(bytes).finish());
  return to_base64url(bytes);
}

bool Challenges::is_good(std::string_view challenge, base::Time now) const {
  const auto bytes = from_base64url(challenge);
  return bytes && now <= end_of(*bytes, key_) && used_.count(mark_of(challenge)) == 0;
}

void Challenges::use(std::string_view challenge, base::Time now) {
  std::erase_if(used_, [&](const auto& one) { return one.second < now; });
  used_[mark_of(challenge)] = now + kLasts;
}

}  // namespace members
