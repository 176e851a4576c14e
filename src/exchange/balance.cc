// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/balance.h"

#include <algorithm>
#include <cmath>

#include "exchange/referral.h"

namespace exchange {
namespace {

constexpr double kHalfLife = 3 * 365.25;    // days
constexpr std::chrono::days kSilence(90);   // without a word: vanished
constexpr std::chrono::days kThankYou(14);  // a word in these is the thanks for it, and no more
constexpr double kOwing = 0.75;             // a small deed of a year ago still counts

model::DeedSize size_of_effort(std::uint32_t effort) {
  return effort >= 5                  ? model::DeedSize::kBeyond
         : effort >= 3 || effort == 0 ? model::DeedSize::kReal
                                      : model::DeedSize::kSmall;
}

struct Done {
  model::DeedKind kind{};
  model::DeedSize size{};
  base::Time at{};
  Part by{};               // who did it,
  std::vector<Part> for_;  // and for whom
};

std::optional<Done> done_in(const Course& c) {
  switch (c.what.kind) {
    case model::ExchangeKind::kReferral:
      return Done{model::DeedKind::kReferral,
                  size_of_effort(c.what.effort),
                  c.what.at,
                  Part::kGiver,
                  {Part::kReceiver}};
    case model::ExchangeKind::kIntroduction:
      if (const Step* made = c.last(StepKind::kMade))
        return Done{model::DeedKind::kIntroduction,
                    model::DeedSize::kReal,
                    made->at,
                    Part::kConnector,
                    {Part::kFirst, Part::kSecond}};
      return std::nullopt;
    case model::ExchangeKind::kPromise:
      if (const Step* kept = c.last(StepKind::kKept))
        return Done{model::DeedKind::kFavour,
                    model::DeedSize::kSmall,
                    kept->at,
                    Part::kMaker,
                    {Part::kTaker}};
      return std::nullopt;
    case model::ExchangeKind::kAsk: {
      const Step *won = c.last(StepKind::kWon), *yes = c.last(StepKind::kYes);
      if (won == nullptr && yes == nullptr) return std::nullopt;
      return Done{c.what.ask == model::AskKind::kIntroduction ? model::DeedKind::kIntroduction
                                                              : model::DeedKind::kFavour,
                  won != nullptr ? model::DeedSize::kReal : model::DeedSize::kSmall,
                  won != nullptr ? won->at : yes->at,
                  Part::kHelper,
                  {Part::kAsker}};
    }
  }
  return std::nullopt;
}

// The only deed one way, and after it nothing: no deed back, and no word beyond the first thanks.
bool vanished(std::span<const model::Deed> deeds, bool given, base::Time last_word,
              base::Time now) {
  const model::Deed* only = nullptr;
  for (const model::Deed& d : deeds) {
    if (d.given != given) continue;
    if (only != nullptr) return false;
    only = &d;
  }
  if (only == nullptr || now - only->at < kSilence) return false;
  const bool back = std::any_of(deeds.begin(), deeds.end(), [&](const model::Deed& d) {
    return d.given != given && d.at >= only->at;
  });
  return !back && last_word <= only->at + kThankYou;
}

}  // namespace

double weight(const model::Deed& deed) {
  // An endorsement is a click, whatever it is called.
  if (deed.kind == model::DeedKind::kEndorsement || deed.size == model::DeedSize::kSmall) return 1;
  return deed.size == model::DeedSize::kBeyond ? 9 : 3;
}

double weight(const model::Deed& deed, base::Time now) {
  return weight(deed) * std::exp2(-std::max(0.0, base::days(now - deed.at)) / kHalfLife);
}

double balance(std::span<const model::Deed> deeds, base::Time now) {
  double sum = 0;
  for (const model::Deed& d : deeds) {
    if (d.at <= now) sum += d.given ? weight(d, now) : -weight(d, now);
  }
  return sum;
}

std::vector<model::Deed> deeds_in(const Courses& courses, const model::IdentityId& me,
                                  base::Time now) {
  std::vector<model::Deed> deeds;
  for (const Course& c : courses.all()) {
    const auto done = done_in(c);
    if (!done || done->at > now) continue;
    const auto by = c.who(done->by);
    if (!by) continue;
    for (const Part part : done->for_) {
      const auto whom = c.who(part);
      if (!whom || (*by != me && *whom != me)) continue;
      model::Deed deed;
      deed.at = done->at;
      deed.kind = done->kind;
      deed.size = done->size;
      deed.given = *by == me;
      deed.other = *by == me ? *whom : *by;
      deed.text = c.what.about;
      deeds.push_back(std::move(deed));
    }
  }
  return deeds;
}

Standing standing(std::span<const model::Deed> deeds, base::Time last_from_them,
                  base::Time last_from_me, base::Time now) {
  Standing s;
  s.balance = balance(deeds, now);
  s.i_owe = s.balance <= -kOwing;
  s.they_vanished = vanished(deeds, true, last_from_them, now);
  s.i_vanished = vanished(deeds, false, last_from_me, now);
  return s;
}

}  // namespace exchange
