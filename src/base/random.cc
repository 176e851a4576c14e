// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.h"

#include <algorithm>
#include <array>

#include <sodium.h>

#include <cstring>

namespace base {
namespace {

// Bytes of the system's, stretched: ChaCha20 under a key that the system gave fills a block, the
// first bytes of which are the next block's key. What was handed out is wiped here, so a look into
// this memory tells nothing of earlier bytes. One a thread; a process that forks would share it.
class Stretched {
 public:
  Stretched() { randombytes_buf(block_.data(), kKey); }
  ~Stretched() { sodium_memzero(block_.data(), block_.size()); }
  Stretched(const Stretched&) = delete;
  Stretched& operator=(const Stretched&) = delete;

  void take(unsigned char* out, std::size_t size) {
    while (size > 0) {
      if (at_ == block_.size()) refill();
      const std::size_t n = std::min(size, block_.size() - at_);
      std::memcpy(out, block_.data() + at_, n);
      sodium_memzero(block_.data() + at_, n);
      at_ += n;
      out += n;
      size -= n;
    }
  }

 private:
  static constexpr std::size_t kKey = crypto_stream_chacha20_KEYBYTES;

  void refill() {
    static constexpr std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> kOnce{};
    std::array<unsigned char, kKey> key;
    std::memcpy(key.data(), block_.data(), kKey);
    crypto_stream_chacha20(block_.data(), block_.size(), kOnce.data(), key.data());
    sodium_memzero(key.data(), key.size());
    at_ = kKey;
  }

  std::array<unsigned char, 4096> block_;
  std::size_t at_ = 4096;
};

class SystemRandom : public Random {
 public:
  void fill(void* bytes, std::size_t size) override {
    thread_local Stretched stretched;
    stretched.take(static_cast<unsigned char*>(bytes), size);
  }
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
