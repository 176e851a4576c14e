// Passkey: a key pair of the member's own device, which proves the member without a password.
// Shape:  what browsers give as getClientDataJSON(), getAuthenticatorData() and getPublicKey(). No
//         attestation is asked for: the session that adds a key vouches for it.
// Errors: kInvalid with what does not hold.
// Source: W3C Web Authentication Level 2 §7.1, §7.2; keys and signatures by OpenSSL (ES256, RS256).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace members {

// For whom a key is: "rapport.example" and "https://rapport.example".
struct Party {
  std::string id, origin;
};

struct NewKey {
  std::string id;    // of the credential, raw bytes
  std::string spki;  // the public key, DER
  std::uint32_t counter = 0;
};
base::Result<NewKey> check_new_key(const Party& party, std::string_view challenge,
                                   std::string_view client_data,
                                   std::string_view authenticator_data, std::string_view spki);

struct Assertion {
  std::string id, client_data, authenticator_data, signature;  // raw bytes
};
// The counter, which is to be kept.
base::Result<std::uint32_t> check_assertion(const Party& party, std::string_view challenge,
                                            const Assertion& assertion, std::string_view spki,
                                            std::uint32_t counter);
// The challenge that the client's answer speaks of, unchecked: to find the one that was set.
base::Result<std::string> challenge_in(std::string_view client_data);

}  // namespace members
