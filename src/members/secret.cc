// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/secret.h"

#include <sodium.h>

#include <array>

namespace members {
namespace {

// 32 of them, so that five bits are one; without l, 1, o and 0.
constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kCodeLetters = 16, kGroup = 4;

}  // namespace

std::string new_secret(base::Random& random) {
  base::Bytes32 bytes{};
  random.fill(bytes.data(), bytes.size());
  return base::hex_of(bytes);
}

std::string new_id(base::Random& random) {
  base::Bytes16 bytes{};
  random.fill(bytes.data(), bytes.size());
  return base::to_hex(base::view(bytes));
}

std::string new_recovery_code(base::Random& random) {
  static_assert(kLetters.size() == 32);
  std::array<std::uint8_t, kCodeLetters> bytes{};
  random.fill(bytes.data(), bytes.size());
  std::string code;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % kGroup == 0) code += '-';
    code += kLetters[bytes[i] % kLetters.size()];
  }
  return code;
}

std::string hash_of(std::string_view secret) {
  return base::hex_of(base::Hasher().add("rapport secret").add(secret).finish());
}

std::string plain_code(std::string_view typed) {
  std::string code;
  for (const char c : base::lower_ascii(typed)) {
    if (c != '-' && c != ' ') code += c;
  }
  return code;
}

std::string to_base64url(std::string_view bytes) {
  std::string text(
      sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // libsodium ends it with a NUL
  return text;
}

base::Result<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return base::fail(base::Code::kInvalid, "this is not base64url");
  bytes.resize(size);
  return bytes;
}

}  // namespace members
