// E3: whether somebody has an account here is not heard from how long a refusal takes.
// Unit:   CPU time of the thread; what it takes beyond the 95th percentile is the machine's doing.
// Source: Welch's t over interleaved calls, as "dude, is my code constant time?" (Reparaz 2016) has it;
//         beyond 4.5 the two are told apart.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "base/sanitized.h"
#include "base/scratch_folder.h"
#include "members/members.h"

namespace members {
namespace {

constexpr int kPairs = 20'000, kNames = 40;
constexpr double kTold = 4.5;
constexpr Cost kCheap{1, std::size_t{8} << 10};  // the usual one would hide what is looked for

double cpu_ns() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

struct Moments {
  double n = 0, mean = 0, variance = 0;
};
Moments moments_of(const std::vector<double>& times, double most) {
  Moments m;
  for (const double t : times) {
    if (t > most) continue;
    m.n += 1;
    m.mean += t;
  }
  m.mean /= m.n;
  for (const double t : times) m.variance += t > most ? 0 : (t - m.mean) * (t - m.mean);
  m.variance /= m.n - 1;
  return m;
}

double t_of(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> both = a;
  both.insert(both.end(), b.begin(), b.end());
  const auto at = both.begin() + static_cast<std::ptrdiff_t>(both.size() * 95 / 100);
  std::nth_element(both.begin(), at, both.end());
  const Moments x = moments_of(a, *at), y = moments_of(b, *at);
  return (x.mean - y.mean) / std::sqrt(x.variance / x.n + y.variance / y.n);
}

class Enumeration : public testing::Test {
 protected:
  void SetUp() override {
    if (base::kSanitized) GTEST_SKIP() << "sanitizers change what takes how long";
    members_ = *Members::open(folder_.path(), *random_, kCheap);
    ASSERT_TRUE(
        members_->welcome(members_->owner_code(), "Ada Brenner", "four small otters", from()));
    for (int i = 0; i < kNames; ++i) {
      const std::string there = "member number " + std::to_string(100 + i);
      const auto in = members_->welcome(members_->invite(there, now_)->second, there,
                                        "four small otters", from());
      ASSERT_TRUE(in) << in.error().message;
      ASSERT_TRUE(members_->new_recovery_codes(*members_->by_session(in->token, now_)));
      there_.push_back(there);
      nobody_.push_back("member number " + std::to_string(500 + i));
      codes_.push_back(members_->invite("invited nr " + std::to_string(100 + i), now_)->second);
      unmade_.emplace_back(codes_.back().rbegin(), codes_.back().rend());
    }
    now_ += std::chrono::hours(24 * 8);  // the invitations are too old
  }
  Visitor from() {
    now_ += std::chrono::hours(2);  // no try has to wait for the one before
    return {"192.0.2.7", "Firefox on Linux", now_};
  }
  // From somewhere else: who shares a member's network has tries of their own, counted otherwise.
  Visitor stranger() {
    Visitor visitor = from();
    visitor.address = "203.0.113.9";
    return visitor;
  }

  using Try = std::function<base::Result<SignedIn>(const std::string&, const Visitor&)>;
  double measure(const std::vector<std::string>& a, const std::vector<std::string>& b,
                 const Try& attempt, int pairs = kPairs) {
    std::mt19937 dice(7);
    std::vector<double> times_a, times_b;
    const auto once = [&](const std::vector<std::string>& names, std::vector<double>& times) {
      const std::string& name = names[dice() % names.size()];
      const Visitor visitor = stranger();
      const double begun = cpu_ns();
      const auto in = attempt(name, visitor);
      times.push_back(cpu_ns() - begun);
      ASSERT_FALSE(in);
      ASSERT_EQ(in.error().code, base::Code::kForbidden) << in.error().message;
    };
    for (int i = 0; i < pairs; ++i) {
      const bool first = dice() % 2 == 0;
      once(first ? a : b, first ? times_a : times_b);
      once(first ? b : a, first ? times_b : times_a);
    }
    return t_of(times_a, times_b);
  }

  // What is always told apart is a fault; what is told apart once in three was the machine.
  void expect_alike(const std::vector<std::string>& a, const std::vector<std::string>& b,
                    const Try& attempt) {
    std::vector<double> seen;
    for (int turn = 0; turn < 3; ++turn) {
      seen.push_back(measure(a, b, attempt));
      if (std::abs(seen.back()) < kTold) return;
    }
    FAIL() << "|t| was " << testing::PrintToString(seen);
  }

  base::Time now_ = *base::parse_time("2026-11-25T08:00:00Z");
  base::ScratchFolder folder_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::unique_ptr<Members> members_;
  std::vector<std::string> there_, nobody_, codes_, unmade_;
};

TEST_F(Enumeration, E3AWrongPasswordTakesAsLongAsAWrongName) {
  expect_alike(there_, nobody_, [&](const std::string& name, const Visitor& visitor) {
    return members_->sign_in(name, "something else", visitor);
  });
}

TEST_F(Enumeration, E3AWrongRecoveryCodeTakesAsLongAsAWrongName) {
  expect_alike(there_, nobody_, [&](const std::string& name, const Visitor& visitor) {
    return members_->recover(name, "aaaa-bbbb-cccc-dddd", "seven tall herons", visitor);
  });
}

TEST_F(Enumeration, E3AnInvitationThatIsTooOldTakesAsLongAsOneThatNeverWas) {
  expect_alike(codes_, unmade_, [&](const std::string& code, const Visitor& visitor) {
    return members_->welcome(code, "somebody new", "seven tall herons", visitor);
  });
}

// The measure itself: a way out that is taken early is seen.
TEST_F(Enumeration, E3AnEarlyWayOutWouldBeSeen) {
  const double t = measure(
      there_, nobody_,
      [&](const std::string& name, const Visitor& visitor) {
        auto in = members_->sign_in(name, "something else", visitor);
        if (name < "member number 500") in = members_->sign_in(std::string(300, 'x'), "", visitor);
        return in;
      },
      kPairs / 10);
  EXPECT_GT(std::abs(t), kTold);
}

}  // namespace
}  // namespace members
