// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.h"

#include <algorithm>

#include <sodium.h>

#include <cstring>

namespace base {
namespace {

class SystemRandom : public Random {
 public:
  void fill(void* bytes, std::size_t size) override { randombytes_buf(bytes, size); }
};

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : seed_(seed) {}

  void fill(void* bytes, std::size_t size) override {
    auto* out = static_cast<unsigned char*>(bytes);
    while (size > 0) {
      const Bytes32 block = Hasher().add(seed_).add(counter_++).finish();
      const std::size_t take = std::min(size, block.size());
      std::memcpy(out, block.data(), take);
      out += take;
      size -= take;
    }
  }

 private:
  std::uint64_t seed_;
  std::uint64_t counter_ = 0;
};

}  // namespace

std::unique_ptr<Random> system_random() { return std::make_unique<SystemRandom>(); }
std::unique_ptr<Random> seeded_random(std::uint64_t seed) {
  return std::make_unique<SeededRandom>(seed);
}

}  // namespace base
