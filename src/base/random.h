// Random: where fresh ids, salts and keys come from. Tests pass a seeded one.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "base/hash.h"

namespace base {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(void* bytes, std::size_t size) = 0;

  template <class Tag>
  Id<Tag> id() {
    Id<Tag> fresh;
    fill(fresh.bytes.data(), fresh.bytes.size());
    return fresh;
  }
};

std::unique_ptr<Random> system_random();
std::unique_ptr<Random> seeded_random(std::uint64_t seed);  // the same bytes for the same seed

}  // namespace base
