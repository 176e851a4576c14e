// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/passkey.h"

#include <gtest/gtest.h>

#include "members/challenges.h"
#include "members/made_device.h"

namespace members {
namespace {

using namespace std::chrono_literals;

const Party kParty{"rapport.example", "https://rapport.example"};
const base::Time kNow = *base::parse_time("2026-11-25T08:00:00Z");

std::string new_key_complaint(const MadeDevice& device, const std::string& type = "webauthn.create",
                              const std::string& asked = "what was asked") {
  const auto key = check_new_key(kParty, "what was asked", device.client_data(type, asked),
                                 device.new_key_data(), device.spki());
  return key ? "" : key.error().message;
}

std::string complaint(const Assertion& it, const std::string& spki, std::uint32_t counter = 0) {
  const auto now = check_assertion(kParty, "what was asked", it, spki, counter);
  return now ? "" : now.error().message;
}

TEST(Passkey, AKeyOfP256SignsAndIsKnownAgain) {
  const MadeDevice device;
  const auto key = check_new_key(kParty, "c", device.client_data("webauthn.create", "c"),
                                 device.new_key_data(), device.spki());
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->id, device.id);
  EXPECT_EQ(key->spki, device.spki());
  EXPECT_EQ(complaint(device.answer("what was asked"), key->spki), "");
}

TEST(Passkey, AKeyOfRsaDoesFromTwoThousandBitsOn) {
  const MadeDevice device(EVP_RSA_gen(2048)), weak(EVP_RSA_gen(1024));
  EXPECT_EQ(new_key_complaint(device), "");
  EXPECT_EQ(complaint(device.answer("what was asked"), device.spki()), "");
  EXPECT_NE(new_key_complaint(weak), "");
  EXPECT_NE(complaint(weak.answer("what was asked"), weak.spki()), "");
}

TEST(Passkey, OtherKindsOfKeysAndHalfOnesAreRefused) {
  const MadeDevice p384(EVP_EC_gen("P-384")), ed(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  EXPECT_NE(new_key_complaint(p384), "");
  EXPECT_NE(new_key_complaint(ed), "");
  const MadeDevice device;
  const std::string client = device.client_data("webauthn.create", "c"), spki = device.spki();
  const std::string data = device.new_key_data();
  EXPECT_TRUE(check_new_key(kParty, "c", client, data, spki));
  EXPECT_FALSE(check_new_key(kParty, "c", client, data, spki + "x"));
  EXPECT_FALSE(check_new_key(kParty, "c", client, data, ""));
  for (std::size_t cut = 0; cut < 55 + device.id.size(); ++cut)
    EXPECT_FALSE(check_new_key(kParty, "c", client, data.substr(0, cut), spki)) << cut;
}

TEST(Passkey, WhatWasAskedElsewhereOrForSomethingElseIsRefused) {
  MadeDevice device;
  EXPECT_EQ(new_key_complaint(device), "");
  EXPECT_NE(new_key_complaint(device, "webauthn.get"), "");
  EXPECT_NE(new_key_complaint(device, "webauthn.create", "something else"), "");
  device.more_client = R"(,"crossOrigin":true)";
  EXPECT_NE(new_key_complaint(device), "");
  device.more_client = R"(,"crossOrigin":false)";
  EXPECT_EQ(new_key_complaint(device), "");
  device.origin = "https://rapport.example.evil.example";
  EXPECT_NE(new_key_complaint(device), "");
  EXPECT_NE(complaint(device.answer("what was asked"), device.spki()), "");
  device.origin = kParty.origin;
  device.rp = "evil.example";
  EXPECT_NE(new_key_complaint(device), "");
  EXPECT_NE(complaint(device.answer("what was asked"), device.spki()), "");
}

TEST(Passkey, TheDeviceMustHaveCheckedWhoHoldsIt) {
  MadeDevice device;
  for (const int flags : {0x00, 0x01, 0x04}) {
    device.flags = static_cast<unsigned char>(flags);
    EXPECT_NE(new_key_complaint(device), "") << flags;
    EXPECT_NE(complaint(device.answer("what was asked"), device.spki()), "") << flags;
  }
}

TEST(Passkey, ASignatureOfAnotherKeyOrOfOtherBytesIsRefused) {
  const MadeDevice device, other;
  Assertion it = device.answer("what was asked");
  EXPECT_NE(complaint(it, other.spki()), "");
  for (std::string* part : {&it.client_data, &it.authenticator_data, &it.signature}) {
    Assertion bent = device.answer("what was asked");
    (part == &it.client_data          ? bent.client_data
     : part == &it.authenticator_data ? bent.authenticator_data
                                      : bent.signature)
        .push_back(' ');
    EXPECT_NE(complaint(bent, device.spki()), "");
  }
  it.signature.clear();
  EXPECT_NE(complaint(it, device.spki()), "");
}

TEST(Passkey, ACounterThatGoesBackIsACopy) {
  MadeDevice device;
  device.counter = 7;
  const Assertion it = device.answer("what was asked");
  EXPECT_EQ(*check_assertion(kParty, "what was asked", it, device.spki(), 6), 7U);
  EXPECT_NE(complaint(it, device.spki(), 7), "");
  EXPECT_NE(complaint(it, device.spki(), 8), "");
  device.counter = 0;
  EXPECT_NE(complaint(device.answer("what was asked"), device.spki(), 7), "");
}

TEST(Challenges, AreGoodOnceAndForFiveMinutes) {
  const auto random = base::seeded_random(1);
  Challenges challenges(*random);
  const std::string one = challenges.make(kNow), two = challenges.make(kNow);
  EXPECT_NE(one, two);
  EXPECT_TRUE(challenges.is_good(one, kNow + 5min));
  EXPECT_FALSE(challenges.is_good(one, kNow + 5min + 1us));
  challenges.use(one, kNow + 1min);
  EXPECT_FALSE(challenges.is_good(one, kNow + 1min));
  EXPECT_TRUE(challenges.is_good(two, kNow + 1min));
}

TEST(Challenges, AreNobodysElse) {
  const auto random = base::seeded_random(1);
  Challenges ours(*random), theirs(*random);
  std::string one = ours.make(kNow);
  EXPECT_FALSE(theirs.is_good(one, kNow));
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::string bent = one;
    bent[i] = bent[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(ours.is_good(bent, kNow)) << i;
  }
  EXPECT_FALSE(ours.is_good("", kNow));
  EXPECT_FALSE(ours.is_good(one + "A", kNow));
}

}  // namespace
}  // namespace members
