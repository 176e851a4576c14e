// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/hash.h"

#include <sodium.h>

#include "base/assert.h"

namespace base {

struct Hasher::State {
  crypto_generichash_state blake;
};

namespace {
const unsigned char* bytes_of(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}
}  // namespace

Hasher::Hasher() : state_(std::make_unique<State>()) {
  ASSERT(crypto_generichash_init(&state_->blake, nullptr, 0, 32) == 0);
}

Hasher::Hasher(const Key& key) : state_(std::make_unique<State>()) {
  ASSERT(crypto_generichash_init(&state_->blake, key.data(), key.size(), 32) == 0);
}

Hasher::~Hasher() = default;

Hasher& Hasher::add(std::string_view part) {
  add(std::uint64_t{part.size()});
  ASSERT(crypto_generichash_update(&state_->blake, bytes_of(part), part.size()) == 0);
  return *this;
}

Hasher& Hasher::add(std::uint64_t number) {
  std::array<unsigned char, 8> little;
  for (std::size_t i = 0; i < little.size(); ++i) {
    little[i] = static_cast<unsigned char>(number >> (8 * i));
  }
  ASSERT(crypto_generichash_update(&state_->blake, little.data(), little.size()) == 0);
  return *this;
}

Bytes32 Hasher::finish() {
  Bytes32 out;
  ASSERT(crypto_generichash_final(&state_->blake, out.data(), out.size()) == 0);
  return out;
}

}  // namespace base
