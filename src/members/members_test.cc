// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/members.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>

#include "base/scratch_folder.h"
#include "members/made_device.h"
#include "members/secret.h"
#include "store/file.h"

namespace members {
namespace {

using namespace std::chrono_literals;
using base::Code;

const base::Time kNow = *base::parse_time("2026-11-25T08:00:00Z");
const Party kParty{"rapport.example", "https://rapport.example"};
constexpr const char* kPassword = "four small otters";

class Accounts : public testing::Test {
 protected:
  void SetUp() override { open(); }
  void open() {
    members_.reset();
    auto opened = Members::open(folder_.path(), *random_);
    ASSERT_TRUE(opened) << opened.error().message;
    members_ = std::move(*opened);
  }
  static Visitor from(base::Time now = kNow, const std::string& address = "192.0.2.7") {
    return {address, "Firefox on Linux", now};
  }
  SignedIn owner() {
    auto in = members_->welcome(members_->owner_code(), "Ada Brenner", kPassword, from());
    EXPECT_TRUE(in) << in.error().message;
    return *in;
  }
  SignedIn member(const std::string& name) {
    const auto invited = members_->invite(name, kNow);
    EXPECT_TRUE(invited) << invited.error().message;
    auto in = members_->welcome(invited->second, name, kPassword, from());
    EXPECT_TRUE(in) << in.error().message;
    return *in;
  }
  Known known(const SignedIn& in, base::Time now = kNow) {
    const auto who = members_->by_session(in.token, now);
    EXPECT_TRUE(who);
    return who.value_or(Known{});
  }
  bool is_in(const SignedIn& in, base::Time now = kNow) {
    return members_->by_session(in.token, now).has_value();
  }
  std::string file() const { return *store::read_file(folder_ / "members.json"); }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::unique_ptr<Members> members_;
};

TEST_F(Accounts, TheFirstOwnerComesInWithACodeThatIsGoodOnce) {
  EXPECT_FALSE(members_->has_owner());
  const std::string old = members_->owner_code(), code = members_->owner_code();
  EXPECT_EQ(members_->welcome(old, "Ada", kPassword, from()).error().code, Code::kForbidden);
  EXPECT_EQ(members_->welcome("", "Ada", kPassword, from()).error().code, Code::kForbidden);
  ASSERT_TRUE(members_->welcome(code, "Ada", kPassword, from()));
  EXPECT_TRUE(members_->has_owner());
  EXPECT_EQ(members_->welcome(code, "Eve", kPassword, from()).error().code, Code::kForbidden);
  EXPECT_EQ(members_->welcome(members_->owner_code(), "Eve", kPassword, from()).error().code,
            Code::kForbidden);
  EXPECT_EQ(members_->all().size(), 1U);
  open();
  EXPECT_TRUE(members_->has_owner());
}

TEST_F(Accounts, AnInvitationIsGoodOnceForAWeekAndAnotherOneVoidsIt) {
  owner();
  const std::string first = members_->invite("Tom", kNow)->second;
  const auto again = members_->invite("tóm", kNow);
  ASSERT_TRUE(again);
  EXPECT_EQ(members_->all().size(), 2U);
  EXPECT_FALSE(members_->welcome(first, "Tom", kPassword, from()));
  EXPECT_FALSE(members_->welcome(again->second, "Tom", kPassword, from(kNow + 24h * 8)));
  const auto in = members_->welcome(again->second, "Thomas", kPassword, from(kNow + 24h * 6));
  ASSERT_TRUE(in) << in.error().message;
  EXPECT_EQ(in->member, again->first.id);
  EXPECT_FALSE(members_->welcome(again->second, "Thomas", kPassword, from(kNow + 24h * 6)));
  EXPECT_FALSE(members_->sign_in("Tom", kPassword, from(kNow + 24h * 6)));
  EXPECT_TRUE(members_->sign_in("thomas", kPassword, from(kNow + 24h * 6)));
}

TEST_F(Accounts, AnOwnerWhoHasTheMachineComesInAgainAndAllSessionsEnd) {
  EXPECT_EQ(members_->owner_again(kNow).error().code, Code::kNotFound);
  const SignedIn before = owner();
  const auto code = members_->owner_again(kNow);
  ASSERT_TRUE(code);
  EXPECT_FALSE(members_->welcome(*code, "Ada", "seven tall herons", from(kNow + 24h * 8)));
  const auto in = members_->welcome(*code, "Ada", "seven tall herons", from());
  ASSERT_TRUE(in) << in.error().message;
  EXPECT_EQ(in->member, before.member);
  EXPECT_FALSE(is_in(before));
  EXPECT_EQ(known(*in).role, Role::kOwner);
  EXPECT_FALSE(members_->welcome(*code, "Ada", "seven tall herons", from()));
}

TEST_F(Accounts, NamesAreOneEachWithoutCaseAndAccentsAndOfOneTo64Characters) {
  owner();
  EXPECT_EQ(members_->invite("ÀDA  BRENNER", kNow).error().code, Code::kConflict);
  const std::string code = members_->invite("Tom", kNow)->second;
  EXPECT_EQ(members_->welcome(code, "ada brenner", kPassword, from()).error().code,
            Code::kConflict);
  EXPECT_EQ(members_->invite("", kNow).error().code, Code::kInvalid);
  EXPECT_EQ(members_->invite(" \n ", kNow).error().code, Code::kInvalid);
  std::string long_name;
  for (int i = 0; i < 64; ++i) long_name += "\xC3\xB6";
  EXPECT_TRUE(members_->invite(long_name, kNow));
  EXPECT_EQ(members_->invite(long_name + "o", kNow).error().code, Code::kInvalid);
}

TEST_F(Accounts, E1APasswordIsCheckedWhereverItIsChosen) {
  EXPECT_EQ(members_->welcome(members_->owner_code(), "Ada", "password", from()).error().code,
            Code::kInvalid);
  const SignedIn in = owner();
  EXPECT_EQ(members_->set_password(known(in), "brenner 1234").error().code, Code::kInvalid);
  const std::string code = members_->new_recovery_codes(known(in))->front();
  EXPECT_EQ(members_->recover("Ada Brenner", code, "short", from()).error().code, Code::kInvalid);
  EXPECT_TRUE(members_->recover("Ada Brenner", code, "seven tall herons", from()));
}

TEST_F(Accounts, E2StrangersWhoGuessDoNotLockTheMemberOut) {
  owner();
  int told = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string address = "198.51.100." + std::to_string(i);
    const auto in = members_->sign_in("ada brenner", "a guess of theirs", from(kNow, address));
    ASSERT_FALSE(in);
    if (in.error().code == Code::kUnavailable) {
      ++told;
      EXPECT_TRUE(in.error().message.starts_with("too many tries: wait "));
    }
  }
  EXPECT_EQ(told, 30);
  EXPECT_FALSE(members_->sign_in("ada brenner", kPassword, from(kNow, "203.0.113.1")));
  EXPECT_TRUE(members_->sign_in("ada brenner", kPassword, from()));
  EXPECT_TRUE(members_->sign_in("ada brenner", kPassword, from(kNow + 1h, "203.0.113.1")));
}

TEST_F(Accounts, E2WhoSignsInRightDoesNotRunOutOfTries) {
  owner();
  for (int i = 0; i < 25; ++i)
    ASSERT_TRUE(members_->sign_in("Ada Brenner", kPassword, from(kNow, "203.0.113.1"))) << i;
}

TEST_F(Accounts, E2GuessesAtCodesAndAtConfirmingAreCountedToo) {
  const SignedIn in = owner();
  const Known who = known(in);
  int told = 0;
  for (int i = 0; i < 30; ++i) {
    told += members_->recover("ada brenner", "aaaa-aaaa-aaaa-aaaa", "seven tall herons", from())
                .error()
                .code == Code::kUnavailable;
    told += members_->confirm(who, "a guess", from()).error().code == Code::kUnavailable;
  }
  EXPECT_EQ(told, 50);
}

TEST_F(Accounts, E3AllThatIsNotProvenIsAnsweredWithTheSameWords) {
  owner();
  const std::string suspended = member("Tom Reyes").member;
  ASSERT_TRUE(members_->set_state(suspended, State::kSuspended));
  ASSERT_TRUE(members_->invite("Noor", kNow));
  std::set<std::string> answers;
  const auto note = [&](const base::Result<SignedIn>& in) {
    ASSERT_FALSE(in);
    EXPECT_EQ(in.error().code, Code::kForbidden);
    answers.insert(in.error().message);
  };
  note(members_->sign_in("Ada Brenner", "not the one", from()));
  note(members_->sign_in("Nobody", kPassword, from()));
  note(members_->sign_in("Tom Reyes", kPassword, from()));
  note(members_->sign_in("Noor", "", from()));
  note(members_->sign_in(std::string(100'000, 'x'), kPassword, from()));
  note(members_->recover("Ada Brenner", "aaaa-bbbb-cccc-dddd", "seven tall herons", from()));
  note(members_->recover("Nobody", "aaaa-bbbb-cccc-dddd", "seven tall herons", from()));
  note(members_->recover("Noor", "", "seven tall herons", from()));
  const MadeDevice device;
  note(members_->sign_in(kParty, device.answer(members_->challenge(kNow)), from()));
  note(members_->sign_in(kParty, device.answer("made up"), from()));
  EXPECT_EQ(answers.size(), 1U);
}

TEST_F(Accounts, E5TokensAreNewEachTimeAndOnlyTheirHashesAreStored) {
  const SignedIn one = owner();
  const SignedIn two = *members_->sign_in("Ada Brenner", kPassword, from());
  const std::string code = members_->invite("Tom", kNow)->second;
  const auto codes = *members_->new_recovery_codes(known(one));
  const auto token = *members_->new_token({"", "", one.member, "a script", true, kNow, kNow + 24h});
  EXPECT_NE(one.token, two.token);
  EXPECT_EQ(one.token.size(), 64U);
  EXPECT_EQ(codes.size(), 10U);
  std::vector<std::string> secrets = {one.token, two.token, code, token.first};
  secrets.insert(secrets.end(), codes.begin(), codes.end());
  const std::string kept = file();
  for (const std::string& secret : secrets) {
    EXPECT_GE(plain_code(secret).size(), 16U);
    EXPECT_EQ(kept.find(secret), std::string::npos);
    EXPECT_EQ(kept.find(plain_code(secret)), std::string::npos);
  }
  EXPECT_EQ(kept.find(kPassword), std::string::npos);
  EXPECT_EQ(kept.find("192.0.2.7"), std::string::npos);
  struct stat there{};
  ASSERT_EQ(::stat((folder_ / "members.json").c_str(), &there), 0);
  EXPECT_EQ(there.st_mode & 0777, 0600U);
}

TEST_F(Accounts, E5WhatIsNoTokenIsNobody) {
  const SignedIn in = owner();
  EXPECT_TRUE(is_in(in));
  EXPECT_FALSE(members_->by_session("", kNow));
  EXPECT_FALSE(members_->by_session(hash_of(in.token), kNow));
  EXPECT_FALSE(members_->by_token(in.token, kNow));
  const auto token = *members_->new_token({"", "", in.member, "a script", false, kNow, kNow + 24h});
  EXPECT_FALSE(members_->by_session(token.first, kNow));
  const auto who = members_->by_token(token.first, kNow);
  ASSERT_TRUE(who);
  EXPECT_EQ(who->member, in.member);
  EXPECT_FALSE(who->writes);
  EXPECT_FALSE(who->confirmed);
  EXPECT_FALSE(members_->by_token(token.first, kNow + 25h));
  ASSERT_TRUE(members_->end_token(in.member, token.second));
  EXPECT_FALSE(members_->by_token(token.first, kNow));
  EXPECT_EQ(members_->end_token(in.member, token.second).error().code, Code::kNotFound);
}

TEST_F(Accounts, E6ASessionEndsWhenItIsIdleOrOldAndOnASignOut) {
  const SignedIn in = owner();
  EXPECT_TRUE(is_in(in, kNow + 24h * 29));
  EXPECT_TRUE(is_in(in, kNow + 24h * 58));
  EXPECT_FALSE(is_in(in, kNow + 24h * 89));
  const SignedIn used = *members_->sign_in("Ada Brenner", kPassword, from());
  for (int day = 0; day <= 90; day += 10) EXPECT_TRUE(is_in(used, kNow + 24h * day));
  EXPECT_FALSE(is_in(used, kNow + 24h * 90 + 1s));
  const SignedIn left = *members_->sign_in("Ada Brenner", kPassword, from());
  const std::uint64_t before = members_->endings();
  ASSERT_TRUE(members_->end_session(left.member, left.session));
  EXPECT_FALSE(is_in(left));
  EXPECT_NE(members_->endings(), before);
}

TEST_F(Accounts, E6NobodyEndsWhatIsSomebodyElses) {
  const SignedIn ada = owner(), tom = member("Tom");
  const auto token = *members_->new_token({"", "", ada.member, "a script", true, kNow, kNow + 24h});
  EXPECT_EQ(members_->end_session(tom.member, ada.session).error().code, Code::kNotFound);
  EXPECT_EQ(members_->end_token(tom.member, token.second).error().code, Code::kNotFound);
  EXPECT_TRUE(is_in(ada));
  EXPECT_EQ(members_->sessions(tom.member).size(), 1U);
}

TEST_F(Accounts, E6AnotherPasswordOrPasskeyEndsTheOtherSessions) {
  const SignedIn in = owner();
  const auto other = [&] { return *members_->sign_in("Ada Brenner", kPassword, from()); };
  SignedIn elsewhere = other();
  const MadeDevice device;
  const std::string challenge = members_->challenge(kNow);
  ASSERT_TRUE(members_->add_passkey(known(in), "Telephone", kParty,
                                    device.client_data("webauthn.create", challenge),
                                    device.new_key_data(), device.spki(), kNow));
  EXPECT_FALSE(is_in(elsewhere));
  elsewhere = other();
  const std::string key = members_->all().front().passkeys.front().id;
  ASSERT_TRUE(members_->remove_passkey(known(in), key));
  EXPECT_FALSE(is_in(elsewhere));
  elsewhere = other();
  ASSERT_TRUE(members_->set_password(known(in), "seven tall herons"));
  EXPECT_FALSE(is_in(elsewhere));
  EXPECT_TRUE(is_in(in));
  EXPECT_FALSE(members_->sign_in("Ada Brenner", kPassword, from()));
  EXPECT_TRUE(members_->sign_in("Ada Brenner", "seven tall herons", from()));
}

TEST_F(Accounts, E6WhoIsSuspendedOrRemovedIsOutAtOnceWithAllTheirTokens) {
  const SignedIn ada = owner();
  SignedIn tom = member("Tom");
  const auto token = *members_->new_token({"", "", tom.member, "a script", true, kNow, kNow + 24h});
  std::uint64_t before = members_->endings();
  ASSERT_TRUE(members_->set_state(tom.member, State::kSuspended));
  EXPECT_NE(members_->endings(), before);
  EXPECT_FALSE(is_in(tom));
  EXPECT_FALSE(members_->by_token(token.first, kNow));
  EXPECT_FALSE(members_->sign_in("Tom", kPassword, from()));
  ASSERT_TRUE(members_->set_state(tom.member, State::kActive));
  EXPECT_FALSE(is_in(tom));
  EXPECT_FALSE(members_->by_token(token.first, kNow));
  tom = *members_->sign_in("Tom", kPassword, from());
  ASSERT_TRUE(members_->remove(tom.member));
  EXPECT_FALSE(is_in(tom));
  EXPECT_EQ(file().find("\"Tom\""), std::string::npos);
  EXPECT_FALSE(members_->set_state(ada.member, State::kSuspended));
  EXPECT_FALSE(members_->remove(ada.member));
  EXPECT_TRUE(is_in(ada));
}

TEST_F(Accounts, E7ConfirmingIsGoodForFiveMinutesAndForThisSession) {
  const SignedIn in = owner();
  EXPECT_TRUE(known(in, kNow + 5min).confirmed);
  EXPECT_FALSE(known(in, kNow + 6min).confirmed);
  const SignedIn other = *members_->sign_in("Ada Brenner", kPassword, from());
  const base::Time later = kNow + 1h;
  EXPECT_EQ(members_->confirm(known(in, later), "not the one", from(later)).error().code,
            Code::kForbidden);
  EXPECT_FALSE(known(in, later).confirmed);
  ASSERT_TRUE(members_->confirm(known(in, later), kPassword, from(later)));
  EXPECT_TRUE(known(in, later + 5min).confirmed);
  EXPECT_FALSE(known(other, later).confirmed);
  open();
  EXPECT_FALSE(known(in, later).confirmed);  // a restart does not remember it
}

TEST_F(Accounts, E7APasskeyConfirmsItsOwnMemberOnly) {
  const SignedIn ada = owner(), tom = member("Tom");
  const MadeDevice device;
  ASSERT_TRUE(
      members_->add_passkey(known(ada), "Telephone", kParty,
                            device.client_data("webauthn.create", members_->challenge(kNow)),
                            device.new_key_data(), device.spki(), kNow));
  const base::Time later = kNow + 1h;
  const auto answer = [&] { return device.answer(members_->challenge(later)); };
  EXPECT_FALSE(members_->confirm(known(tom, later), kParty, answer(), from(later)));
  EXPECT_FALSE(known(tom, later).confirmed);
  ASSERT_TRUE(members_->confirm(known(ada, later), kParty, answer(), from(later)));
  EXPECT_TRUE(known(ada, later).confirmed);
}

TEST_F(Accounts, E8ARecoveryCodeIsGoodOnceAndEndsAllSessions) {
  const SignedIn in = owner();
  const auto codes = *members_->new_recovery_codes(known(in));
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
  std::string typed = base::lower_ascii(codes[3]);
  std::replace(typed.begin(), typed.end(), '-', ' ');
  const auto back = members_->recover("ada brenner", typed, "seven tall herons", from());
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_FALSE(is_in(in));
  EXPECT_TRUE(is_in(*back));
  EXPECT_EQ(members_->all().front().recovery.size(), 9U);
  EXPECT_FALSE(members_->recover("ada brenner", codes[3], "nine grey geese", from()));
  EXPECT_FALSE(members_->sign_in("ada brenner", kPassword, from()));
  ASSERT_TRUE(members_->new_recovery_codes(known(*back)));
  EXPECT_FALSE(members_->recover("ada brenner", codes[4], "nine grey geese", from()));
  EXPECT_TRUE(members_->sign_in("ada brenner", "seven tall herons", from()));
}

TEST_F(Accounts, APasskeySignsInWithEachChallengeOnce) {
  const SignedIn in = owner();
  MadeDevice device;
  device.counter = 1;
  const std::string asked = members_->challenge(kNow);
  const auto add = [&](const std::string& challenge) {
    return members_->add_passkey(known(in), "Telephone", kParty,
                                 device.client_data("webauthn.create", challenge),
                                 device.new_key_data(), device.spki(), kNow);
  };
  ASSERT_TRUE(add(asked));
  EXPECT_EQ(add(asked).error().code, Code::kForbidden);
  EXPECT_EQ(add(members_->challenge(kNow)).error().code, Code::kConflict);
  device.counter = 2;
  const Assertion answer = device.answer(members_->challenge(kNow));
  const auto back = members_->sign_in(kParty, answer, from());
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->member, in.member);
  EXPECT_FALSE(members_->sign_in(kParty, answer, from()));
  open();
  EXPECT_EQ(members_->all().front().passkeys.front().counter, 2U);
  EXPECT_FALSE(members_->sign_in(kParty, device.answer(members_->challenge(kNow)), from()));
  device.counter = 3;
  EXPECT_TRUE(members_->sign_in(kParty, device.answer(members_->challenge(kNow)), from()));
  EXPECT_FALSE(
      members_->sign_in(kParty, device.answer(members_->challenge(kNow)), from(kNow + 6min)));
}

TEST_F(Accounts, AllOfItIsThereAfterARestart) {
  const SignedIn ada = owner(), tom = member("Tom");
  const auto token = *members_->new_token({"", "", tom.member, "a script", true, kNow, kNow + 24h});
  const std::string invitation = members_->invite("Noor", kNow)->second;
  ASSERT_TRUE(members_->by_session(ada.token, kNow + 24h * 20));
  const std::string before = file();
  open();
  EXPECT_NE(file(), before);  // when the session was last used was written at the end
  EXPECT_TRUE(is_in(ada, kNow + 24h * 45));
  EXPECT_EQ(known(ada, kNow).role, Role::kOwner);
  EXPECT_EQ(known(tom, kNow).name, "Tom");
  EXPECT_TRUE(members_->by_token(token.first, kNow));
  EXPECT_TRUE(members_->welcome(invitation, "Noor", kPassword, from()));
}

TEST_F(Accounts, LookingUpASessionTouchesNoDiskAndItsUseIsSavedAtMostOnceAnHour) {
  const SignedIn in = owner();
  const std::string before = file();
  ASSERT_TRUE(is_in(in, kNow + 10min));
  EXPECT_EQ(file(), before);
  ASSERT_TRUE(members_->save_seen(kNow + 10min));
  const std::string saved = file();
  EXPECT_NE(saved, before);
  ASSERT_TRUE(is_in(in, kNow + 20min));
  ASSERT_TRUE(members_->save_seen(kNow + 20min));
  EXPECT_EQ(file(), saved);
  ASSERT_TRUE(members_->save_seen(kNow + 80min));
  EXPECT_NE(file(), saved);
}

TEST_F(Accounts, AChangeThatCannotBeWrittenIsNotMade) {
  const SignedIn in = owner();
  const std::string before = file(), obstacle = folder_ / "members.json.new";
  ASSERT_EQ(::mkdir(obstacle.c_str(), 0700), 0);
  EXPECT_EQ(members_->invite("Tom", kNow).error().code, Code::kUnavailable);
  EXPECT_FALSE(members_->end_session(in.member, in.session));
  EXPECT_FALSE(members_->sign_in("Ada Brenner", kPassword, from()));
  EXPECT_TRUE(is_in(in));
  EXPECT_EQ(members_->all().size(), 1U);
  EXPECT_EQ(members_->sessions(in.member).size(), 1U);
  EXPECT_EQ(file(), before);
  ASSERT_EQ(::rmdir(obstacle.c_str()), 0);
  EXPECT_TRUE(members_->invite("Tom", kNow));
}

TEST_F(Accounts, AFileThatOthersMayReadIsRefusedAndSoIsOneThatDoesNotRead) {
  owner();
  const std::string path = folder_ / "members.json";
  const auto refused = [&] { return Members::open(folder_.path(), *random_).error().code; };
  for (const mode_t mode : {0640, 0604, 0620}) {
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    EXPECT_EQ(refused(), Code::kForbidden);
  }
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  const std::string whole = file();
  for (const std::string& bytes :
       {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"),
        std::string(R"({"members":[{"name":"Ada","role":"owner"}]})")}) {
    ASSERT_TRUE(store::write_file_durably(path, bytes));
    EXPECT_EQ(refused(), Code::kCorrupt) << bytes;
  }
  ASSERT_TRUE(store::write_file_durably(path, whole));
  EXPECT_TRUE(Members::open(folder_.path(), *random_));
}

TEST_F(Accounts, SessionsOfAMemberAreBoundedAndTheOldestGoesFirst) {
  const SignedIn first = owner();
  for (int i = 1; i <= 50; ++i)
    ASSERT_TRUE(members_->sign_in("Ada Brenner", kPassword, from(kNow + 1min * i)));
  EXPECT_EQ(members_->sessions(first.member).size(), 50U);
  EXPECT_FALSE(is_in(first));
}

TEST_F(Accounts, AFeedIsOfOneMemberAndANewOneEndsTheOneBefore) {
  const SignedIn ada = owner(), ben = member("Ben");
  const std::string first = *members_->new_feed(ben.member, kNow);
  EXPECT_EQ(members_->by_feed(first)->member, ben.member);
  EXPECT_EQ(members_->feed_since(ben.member), kNow);
  EXPECT_EQ(members_->feed_since(ada.member), std::nullopt);
  const std::string second = *members_->new_feed(ben.member, kNow + 1h);
  EXPECT_FALSE(members_->by_feed(first));
  open();
  EXPECT_TRUE(members_->by_feed(second)) << "also after a restart";
  EXPECT_EQ(file().find(second), std::string::npos) << "only its hash is kept";
  for (const std::string& wrong : {std::string(), second + "0", second.substr(1), ben.token})
    EXPECT_FALSE(members_->by_feed(wrong));
  ASSERT_TRUE(members_->set_state(ben.member, State::kSuspended));
  EXPECT_FALSE(members_->by_feed(second));
  ASSERT_TRUE(members_->set_state(ben.member, State::kActive));
  EXPECT_TRUE(members_->by_feed(second));
  ASSERT_TRUE(members_->end_feed(ben.member));
  EXPECT_FALSE(members_->by_feed(second));
  const std::string third = *members_->new_feed(ben.member, kNow);
  ASSERT_TRUE(members_->remove(ben.member));
  EXPECT_FALSE(members_->by_feed(third));
  EXPECT_EQ(file().find("feeds\": []") == std::string::npos, false);
}

}  // namespace
}  // namespace members
