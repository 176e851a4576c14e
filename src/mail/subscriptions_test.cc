// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/subscriptions.h"

#include <gtest/gtest.h>

#include "base/scratch_folder.h"
#include "store/file.h"

namespace mail {
namespace {

using base::Code;
using namespace std::chrono_literals;

base::Time at(const char* text) { return *base::parse_time(text); }

Daily daily(int hour, const char* zone) {
  Daily d;
  d.member = "a";
  d.on = d.confirmed = true;
  d.hour = hour;
  d.zone = zone;
  return d;
}

// The moments, a quarter of an hour apart, at which letters go out from one time to another.
std::vector<std::string> sent(Daily d, const char* from, const char* until) {
  std::vector<std::string> all;
  for (base::Time now = at(from); now < at(until); now += 15min) {
    const auto day = due_day(d, now);
    if (!day) continue;
    d.last = *day;
    all.push_back(base::print_time(now));
  }
  return all;
}

TEST(DueDay, IsOnceADayAtTheHourThatClocksShow) {
  EXPECT_EQ(sent(daily(7, "Europe/Vienna"), "2026-11-25T00:00:00Z", "2026-11-28T00:00:00Z"),
            (std::vector<std::string>{"2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z",
                                      "2026-11-27T06:00:00Z"}));
  EXPECT_EQ(sent(daily(0, "Pacific/Auckland"), "2026-11-25T00:00:00Z", "2026-11-26T12:00:00Z"),
            (std::vector<std::string>{"2026-11-25T11:00:00Z", "2026-11-26T11:00:00Z"}));
}

TEST(DueDay, HoldsItsHourWhenClocksGoForward) {
  EXPECT_EQ(sent(daily(7, "Europe/Vienna"), "2026-03-28T00:00:00Z", "2026-03-30T23:00:00Z"),
            (std::vector<std::string>{"2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z",
                                      "2026-03-30T05:00:00Z"}));
  // Between 2 and 3 there is nothing on the 29th.
  EXPECT_EQ(sent(daily(2, "Europe/Vienna"), "2026-03-28T14:00:00Z", "2026-03-30T12:00:00Z"),
            (std::vector<std::string>{"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"}));
}

TEST(DueDay, HoldsItsHourWhenClocksGoBackAndAnHourComesTwice) {
  EXPECT_EQ(sent(daily(7, "Europe/Vienna"), "2026-10-24T00:00:00Z", "2026-10-26T23:00:00Z"),
            (std::vector<std::string>{"2026-10-24T05:00:00Z", "2026-10-25T06:00:00Z",
                                      "2026-10-26T06:00:00Z"}));
  EXPECT_EQ(sent(daily(2, "Europe/Vienna"), "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"),
            (std::vector<std::string>{"2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"}))
      << "once, the first time";
}

TEST(DueDay, IsMadeUpForUntilTwelveHoursLater) {
  Daily d = daily(20, "UTC");
  d.last = "2026-11-23";
  EXPECT_EQ(due_day(d, at("2026-11-25T07:59:59Z")), "2026-11-24") << "late, but of yesterday";
  EXPECT_EQ(due_day(d, at("2026-11-25T08:00:00Z")), std::nullopt);
  EXPECT_EQ(due_day(d, at("2026-11-25T19:59:59Z")), std::nullopt);
  EXPECT_EQ(due_day(d, at("2026-11-25T20:00:00Z")), "2026-11-25");
  d.since = at("2026-11-25T20:00:01Z");
  EXPECT_EQ(due_day(d, at("2026-11-25T20:30:00Z")), std::nullopt) << "wanted only from then on";
}

class Wishes : public testing::Test {
 protected:
  void SetUp() override { open(); }
  void open() { all_ = std::move(*Subscriptions::open(folder_.path(), *random_)); }
  base::Result<std::optional<std::string>> set(const std::string& member,
                                               const std::string& address, base::Time now = kNow) {
    return all_->set(member, {7, "Europe/Vienna", address}, now);
  }
  static inline const base::Time kNow = at("2026-11-25T08:00:00Z");
  base::ScratchFolder folder_;
  std::unique_ptr<base::Random> random_ = base::seeded_random(7);
  std::unique_ptr<Subscriptions> all_;
};

TEST_F(Wishes, GoNowhereBeforeTheReaderOfTheAddressSaidYes) {
  const auto link = set("a", "ada@made.example");
  ASSERT_TRUE(link && *link);
  EXPECT_TRUE(all_->wanted().empty());
  EXPECT_EQ(*all_->confirm("", kNow), std::nullopt);
  EXPECT_EQ(*all_->confirm(std::string(64, '0'), kNow), std::nullopt);
  EXPECT_EQ(*all_->confirm(**link, kNow + std::chrono::days(8)), std::nullopt);
  open();
  EXPECT_EQ(*all_->confirm(**link, kNow + 1h), "a");
  EXPECT_EQ(*all_->confirm(**link, kNow + 1h), std::nullopt) << "once";
  ASSERT_EQ(all_->wanted().size(), 1U);
  EXPECT_EQ(all_->wanted()[0].since, kNow + 1h);
  EXPECT_EQ(*set("a", "Ada@made.example"), std::nullopt) << "the same one is not asked again";
  const auto other = set("a", "ada@elsewhere.example");
  ASSERT_TRUE(other && *other);
  EXPECT_TRUE(all_->wanted().empty());
  EXPECT_NE(store::read_file(folder_ / "subscriptions.json")->find("confirmed"), std::string::npos);
  EXPECT_EQ(store::read_file(folder_ / "subscriptions.json")->find(**other), std::string::npos);
}

TEST_F(Wishes, StopForGoodByTheLinkThatStandsInEachLetter) {
  ASSERT_TRUE(all_->confirm(**set("a", "ada@made.example"), kNow));
  const std::string stop = all_->of("a").stop;
  EXPECT_EQ(stop.size(), 64U);
  EXPECT_EQ(*all_->stop(""), std::nullopt);
  EXPECT_EQ(*all_->stop(std::string(64, '0')), std::nullopt);
  EXPECT_EQ(all_->wanted().size(), 1U);
  EXPECT_EQ(*all_->stop(stop), "a");
  EXPECT_EQ(*all_->stop(stop), "a") << "again is fine";
  open();
  EXPECT_TRUE(all_->wanted().empty()) << "also after a restart";
  const auto again = set("a", "ada@made.example");
  EXPECT_TRUE(again && *again) << "who said stop is asked anew";
  EXPECT_TRUE(all_->wanted().empty());
  ASSERT_TRUE(all_->confirm(**again, kNow));
  EXPECT_EQ(*all_->stop(stop), "a") << "an old letter's link still does it";
  EXPECT_TRUE(all_->wanted().empty());
}

TEST_F(Wishes, AMemberWhoTurnsItOffNeedsNoFurtherLink) {
  ASSERT_TRUE(all_->confirm(**set("a", "ada@made.example"), kNow));
  ASSERT_TRUE(all_->turn_off("a"));
  EXPECT_TRUE(all_->wanted().empty());
  EXPECT_EQ(*set("a", "ada@made.example", kNow + 5h), std::nullopt);
  ASSERT_EQ(all_->wanted().size(), 1U);
  EXPECT_EQ(all_->wanted()[0].since, kNow + 5h);
  const std::string old = all_->of("a").stop;
  ASSERT_TRUE(set("a", "ada@elsewhere.example"));
  EXPECT_NE(all_->of("a").stop, old) << "whoever reads an address that was left has no say";
  ASSERT_TRUE(all_->remove("a"));
  EXPECT_EQ(all_->of("a").address, "");
}

TEST_F(Wishes, ALinkThatWasMailedDoesNothingOnceItIsTurnedOff) {
  const std::string link = **set("a", "ada@made.example");
  ASSERT_TRUE(all_->turn_off("a"));
  EXPECT_EQ(*all_->confirm(link, kNow), std::nullopt);
  EXPECT_TRUE(all_->wanted().empty());
}

TEST_F(Wishes, StrangersAreNotWrittenToAgainAndAgain) {
  EXPECT_TRUE(set("a", "stranger@made.example"));
  EXPECT_TRUE(set("a", "Stranger@made.example"));
  EXPECT_EQ(set("a", "stranger@made.example").error().code, Code::kConflict);
  EXPECT_EQ(all_->of("a").address, "Stranger@made.example") << "what is refused changes nothing";
  open();
  EXPECT_EQ(set("a", "stranger@made.example").error().code, Code::kConflict);
  EXPECT_TRUE(set("b", "stranger@made.example")) << "one cannot use up another's";
  EXPECT_TRUE(set("b", "stranger@made.example"));
  EXPECT_TRUE(set("c", "stranger@made.example"));
  EXPECT_TRUE(set("c", "stranger@made.example"));
  EXPECT_EQ(set("d", "stranger@made.example").error().code, Code::kConflict) << "but all together";
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(set("a", "s" + std::to_string(i) + "@made.example"));
  EXPECT_EQ(set("a", "s9@made.example").error().code, Code::kConflict) << "five a day";
  EXPECT_TRUE(set("a", "s9@made.example", kNow + std::chrono::days(2)));
  EXPECT_TRUE(set("d", "stranger@made.example", kNow + std::chrono::days(31)));
}

TEST_F(Wishes, TakeOnlyWhatCanBe) {
  for (const Subscriptions::Wish& wish : {Subscriptions::Wish{24, "UTC", "ada@made.example"},
                                          {-1, "UTC", "ada@made.example"},
                                          {7, "Europe/Nowhere", "ada@made.example"},
                                          {7, "UTC", "ada"},
                                          {7, "UTC", "a@b, c@d"}})
    EXPECT_EQ(all_->set("a", wish, kNow).error().code, Code::kInvalid);
  ASSERT_TRUE(store::write_file_durably(folder_ / "subscriptions.json", "[]"));
  EXPECT_EQ(Subscriptions::open(folder_.path(), *random_).error().code, Code::kCorrupt);
}

}  // namespace
}  // namespace mail
