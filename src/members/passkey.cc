// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/passkey.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

#include "formats/json.h"
#include "members/secret.h"

namespace members {
namespace {

using base::Code;

constexpr std::size_t kHead = 32 + 1 + 4;  // relying party's hash, flags, counter
constexpr unsigned kPresent = 0x01, kVerified = 0x04, kHasKey = 0x40;
constexpr int kLeastRsaBits = 2048, kMostRsaBits = 8192;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using KeyRef = std::unique_ptr<EVP_PKEY, Free>;

base::Failure refuse(const char* why) { return base::fail(Code::kInvalid, why); }

std::string sha256(std::string_view bytes) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

base::Result<void> check_client(const Party& party, std::string_view challenge,
                                std::string_view client_data, const char* type) {
  const auto json = formats::parse_json(client_data);
  if (!json || json->as_object() == nullptr) return refuse("the passkey's answer does not read");
  if (formats::text_in(*json, "type") != type)
    return refuse("the passkey's answer is of another kind");
  if (formats::text_in(*json, "challenge") != challenge)
    return refuse("the passkey answers something else");
  if (formats::text_in(*json, "origin") != party.origin)
    return refuse("the passkey is of another site");
  const formats::Json* cross = json->find("crossOrigin");
  if (cross != nullptr && cross->as_bool() != nullptr && *cross->as_bool())
    return refuse("the passkey was asked by a page inside of another site");
  return {};
}

base::Result<void> check_authenticator(const Party& party, std::string_view data) {
  if (data.size() < kHead) return refuse("the passkey's data is cut off");
  if (data.substr(0, 32) != sha256(party.id)) return refuse("the passkey is of another site");
  const auto flags = static_cast<unsigned char>(data[32]);
  if ((flags & kPresent) == 0 || (flags & kVerified) == 0)
    return refuse("the passkey did not check who holds it");
  return {};
}

std::uint32_t number(std::string_view bytes) {
  std::uint32_t n = 0;
  for (const char c : bytes.substr(0, 4)) n = n << 8 | static_cast<unsigned char>(c);
  return n;
}

KeyRef read_key(std::string_view spki) {
  const auto* at = reinterpret_cast<const unsigned char*>(spki.data());
  KeyRef key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  ERR_clear_error();  // nothing of it is left for whatever uses OpenSSL next on this thread
  const bool whole = at == reinterpret_cast<const unsigned char*>(spki.data()) + spki.size();
  if (!key || !whole) return nullptr;
  if (EVP_PKEY_base_id(key.get()) == EVP_PKEY_RSA) {
    const int bits = EVP_PKEY_bits(key.get());
    return bits >= kLeastRsaBits && bits <= kMostRsaBits ? std::move(key) : nullptr;
  }
  std::array<char, 32> group{};
  std::size_t size = 0;
  const bool p256 = EVP_PKEY_base_id(key.get()) == EVP_PKEY_EC &&
                    EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &size) == 1 &&
                    std::string_view(group.data(), size) == "prime256v1";
  return p256 ? std::move(key) : nullptr;
}

}  // namespace

base::Result<std::string> challenge_in(std::string_view client_data) {
  const auto json = formats::parse_json(client_data);
  if (!json || json->as_object() == nullptr) return refuse("the passkey's answer does not read");
  return formats::text_in(*json, "challenge");
}

base::Result<NewKey> check_new_key(const Party& party, std::string_view challenge,
                                   std::string_view client_data, std::string_view data,
                                   std::string_view spki) {
  TRY_DO(check_client(party, challenge, client_data, "webauthn.create"));
  TRY_DO(check_authenticator(party, data));
  // Behind the head: 16 bytes that name the kind of device, the id's length, the id, the key.
  constexpr std::size_t kId = kHead + 16 + 2;
  if ((static_cast<unsigned char>(data[32]) & kHasKey) == 0 || data.size() < kId)
    return refuse("the passkey's data has no key");
  const std::size_t length = static_cast<std::size_t>(static_cast<unsigned char>(data[kId - 2]))
                                 << 8 |
                             static_cast<unsigned char>(data[kId - 1]);
  if (length == 0 || length > 1023 || data.size() < kId + length)
    return refuse("the passkey's id is cut off");
  if (!read_key(spki)) return refuse("the passkey's key is of no kind that is known here");
  return NewKey{std::string(data.substr(kId, length)), std::string(spki), number(data.substr(33))};
}

base::Result<std::uint32_t> check_assertion(const Party& party, std::string_view challenge,
                                            const Assertion& it, std::string_view spki,
                                            std::uint32_t counter) {
  TRY_DO(check_client(party, challenge, it.client_data, "webauthn.get"));
  TRY_DO(check_authenticator(party, it.authenticator_data));
  const KeyRef key = read_key(spki);
  if (!key) return refuse("the passkey's key is of no kind that is known here");
  const std::string said = it.authenticator_data + sha256(it.client_data);
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  const auto* signature = reinterpret_cast<const unsigned char*>(it.signature.data());
  const auto* bytes = reinterpret_cast<const unsigned char*>(said.data());
  const bool right =
      context &&
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context.get(), signature, it.signature.size(), bytes, said.size()) == 1;
  ERR_clear_error();
  if (!right) return refuse("the passkey's signature is not right");
  const std::uint32_t now = number(std::string_view(it.authenticator_data).substr(33));
  // A device that counts has counted on; one that does not says 0 for ever.
  if ((now != 0 || counter != 0) && now <= counter)
    return refuse("this passkey has been copied: remove it");
  return now;
}

}  // namespace members
