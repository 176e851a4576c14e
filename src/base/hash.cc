// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/hash.h"

#include <sodium.h>

#include <bit>

#include "base/assert.h"

namespace base {
namespace {

static_assert(sizeof(crypto_generichash_state) <= 384 && alignof(crypto_generichash_state) <= 64);
static_assert(std::endian::native == std::endian::little);  // numbers are hashed low byte first

// sodium_init() is left out with intent: it would choose code for AVX2, which for pieces as short as
// ours takes half as long again as the portable one.

crypto_generichash_state* in(std::array<unsigned char, 384>& state) {
  return reinterpret_cast<crypto_generichash_state*>(state.data());
}

}  // namespace

void Hasher::put(const void* bytes, std::size_t size) {
  if (size > gathered_.size() - used_) return spill(bytes, size);
  if (size == 0) return;
  std::memcpy(gathered_.data() + used_, bytes, size);
  used_ += size;
}

void Hasher::spill(const void* bytes, std::size_t size) {
  if (!spilled_) {
    ASSERT(crypto_generichash_init(in(state_), keyed_ ? key_.data() : nullptr,
                                   keyed_ ? key_.size() : 0, 32) == 0);
    spilled_ = true;
  }
  ASSERT(crypto_generichash_update(in(state_), gathered_.data(), used_) == 0);
  used_ = 0;
  if (size <= gathered_.size()) return put(bytes, size);
  ASSERT(crypto_generichash_update(in(state_), static_cast<const unsigned char*>(bytes), size) ==
         0);
}

Hasher& Hasher::add(std::string_view part) {
  add(std::uint64_t{part.size()});
  put(part.data(), part.size());
  return *this;
}

Hasher& Hasher::add(std::uint64_t number) {
  put(&number, sizeof number);
  return *this;
}

Bytes32 Hasher::finish() {
  Bytes32 out;
  if (!spilled_) {
    ASSERT(crypto_generichash(out.data(), out.size(), gathered_.data(), used_,
                              keyed_ ? key_.data() : nullptr, keyed_ ? key_.size() : 0) == 0);
    return out;
  }
  ASSERT(crypto_generichash_update(in(state_), gathered_.data(), used_) == 0);
  ASSERT(crypto_generichash_final(in(state_), out.data(), out.size()) == 0);
  return out;
}

bool same_secret(const Bytes16& a, const Bytes16& b) {
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace base
