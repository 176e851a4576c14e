// MadeDevice: what a member's telephone does with a passkey, for tests: a key of its own, and answers
// to challenges as browsers hand them on. What it says can be bent, to see that it is refused.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <string>

#include "members/passkey.h"

namespace members {

class MadeDevice {
 public:
  explicit MadeDevice(EVP_PKEY* key = EVP_EC_gen("P-256")) : key_(key) {}
  ~MadeDevice() { EVP_PKEY_free(key_); }
  MadeDevice(const MadeDevice&) = delete;
  MadeDevice& operator=(const MadeDevice&) = delete;

  // May be bent.
  std::string id = "a credential's id";
  std::string rp = "rapport.example", origin = "https://rapport.example";
  unsigned char flags = 0x05;  // present, and verified
  std::uint32_t counter = 0;
  std::string more_client;  // further members of the client data

  std::string client_data(const std::string& type, const std::string& challenge) const {
    return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" + origin +
           "\"" + more_client + "}";
  }
  std::string new_key_data() const {
    const std::string name(16, '\0');
    return data(0x40) + name + static_cast<char>(id.size() >> 8) + static_cast<char>(id.size()) +
           id + "the key as CBOR, which nobody reads";
  }
  std::string spki() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key_, &der);
    std::string bytes(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return bytes;
  }
  Assertion answer(const std::string& challenge) const {
    Assertion it{id, client_data("webauthn.get", challenge), data(0), ""};
    it.signature = sign(it.authenticator_data + sha256(it.client_data));
    return it;
  }

 private:
  static std::string sha256(const std::string& bytes) {
    std::string hash(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
           reinterpret_cast<unsigned char*>(hash.data()));
    return hash;
  }
  std::string data(unsigned more_flags) const {
    std::string bytes = sha256(rp) + static_cast<char>(flags | more_flags);
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(counter >> shift);
    return bytes;
  }
  std::string sign(const std::string& bytes) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::string signature(1024, '\0');
    std::size_t size = signature.size();
    const bool done =
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_) == 1 &&
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
    EVP_MD_CTX_free(context);
    signature.resize(done ? size : 0);
    return signature;
  }

  EVP_PKEY* key_;
};

}  // namespace members
