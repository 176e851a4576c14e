// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/moves.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>

#include "exchange/introduction.h"
#include "exchange/referral.h"
#include "exchange/wall.h"

namespace exchange {
namespace {

using model::AskKind;
using model::Exchange;
using model::ExchangeKind;

base::Failure invalid(const std::string& why) { return base::fail(base::Code::kInvalid, why); }
base::Failure not_now(const std::string& why) { return base::fail(base::Code::kConflict, why); }

constexpr std::array kOfAsk = {
    Move{StepKind::kAsked, Part::kHelper}, Move{StepKind::kOverruled, Part::kHelper},
    Move{StepKind::kYes, Part::kHelper},   Move{StepKind::kLater, Part::kHelper},
    Move{StepKind::kNo, Part::kHelper},    Move{StepKind::kWon, Part::kHelper},
    Move{StepKind::kLost, Part::kHelper},  Move{StepKind::kThanked, Part::kHelper},
    Move{StepKind::kClosed, Part::kAsker},
};
constexpr std::array kOfWatch = {Move{StepKind::kFound, Part::kHelper},
                                 Move{StepKind::kClosed, Part::kAsker}};
constexpr std::array kOfIntroduction = {
    Move{StepKind::kAsked, Part::kFirst},       Move{StepKind::kYes, Part::kFirst},
    Move{StepKind::kLater, Part::kFirst},       Move{StepKind::kNo, Part::kFirst},
    Move{StepKind::kAsked, Part::kSecond},      Move{StepKind::kYes, Part::kSecond},
    Move{StepKind::kLater, Part::kSecond},      Move{StepKind::kNo, Part::kSecond},
    Move{StepKind::kMade, Part::kConnector},    Move{StepKind::kMet, Part::kFirst},
    Move{StepKind::kThanked, Part::kConnector}, Move{StepKind::kClosed, Part::kConnector},
};
constexpr std::array kOfReferral = {
    Move{StepKind::kAccepted, Part::kReceiver}, Move{StepKind::kContacted, Part::kReceiver},
    Move{StepKind::kMet, Part::kReceiver},      Move{StepKind::kWon, Part::kReceiver},
    Move{StepKind::kLost, Part::kReceiver},     Move{StepKind::kPoorFit, Part::kReceiver},
    Move{StepKind::kNoAnswer, Part::kReceiver}, Move{StepKind::kTold, Part::kGiver},
    Move{StepKind::kThanked, Part::kGiver},     Move{StepKind::kClarified, Part::kGiver},
    Move{StepKind::kClosed, Part::kGiver},
};
constexpr std::array kOfPromise = {Move{StepKind::kKept, Part::kMaker},
                                   Move{StepKind::kClosed, Part::kTaker},
                                   Move{StepKind::kThanked, Part::kMaker}};

std::span<const Move> moves_of(const Exchange& e) {
  switch (e.kind) {
    case ExchangeKind::kAsk:
      if (e.ask == AskKind::kWatch) return kOfWatch;
      return kOfAsk;
    case ExchangeKind::kIntroduction:
      return kOfIntroduction;
    case ExchangeKind::kReferral:
      return kOfReferral;
    case ExchangeKind::kPromise:
      return kOfPromise;
  }
  return {};
}

// Why a step may not be taken now; "": it may.
std::string objection_in_ask(const Course& c, const Move& m, Stage stage, base::Time now) {
  const bool asked = c.last(StepKind::kAsked) != nullptr;
  const bool ended = c.last(StepKind::kWon) != nullptr || c.last(StepKind::kLost) != nullptr;
  if (c.what.ask == AskKind::kWatch)
    return stage == Stage::kOpen || m.kind != StepKind::kFound ? "" : "it is not open any more";
  switch (m.kind) {
    case StepKind::kAsked: {
      const Step* later = c.last(StepKind::kLater);
      if (later != nullptr && later->until > now) return "they asked for time";
      const bool again = stage == Stage::kDraft || stage == Stage::kExpired || later != nullptr;
      return again && !ended ? "" : "they were asked already";
    }
    case StepKind::kYes:
    case StepKind::kNo:
    case StepKind::kLater:
    case StepKind::kWon:
    case StepKind::kLost:
      if (!asked) return "nobody asked them yet";
      if (ended) return "how it ended is noted already";
      return m.kind == StepKind::kYes && stage == Stage::kYes ? "they said yes already" : "";
    case StepKind::kThanked:
      return asked ? "" : "nobody asked them yet";
    default:
      return "";
  }
}

std::string objection_in_introduction(const Course& c, const Move& m, Stage stage, base::Time now) {
  const bool made = c.last(StepKind::kMade) != nullptr;
  switch (m.kind) {
    case StepKind::kMade:
      if (made) return "it is made already";
      // Of one that somebody else made for the member nobody's answers are noted here.
      return stage == Stage::kAgreed || made_for_member(c) ? "" : "both must say yes first";
    case StepKind::kMet:
      if (!made) return "it is not made yet";
      return c.last(StepKind::kMet) == nullptr ? "" : "that they met is noted already";
    case StepKind::kThanked:
      return made ? "" : "it is not made yet";
    case StepKind::kClosed:
      return made ? "it is made already" : "";
    default:
      break;
  }
  // An answer is taken until its time is over, whatever the other one said: else a no would show.
  const bool answers = m.kind != StepKind::kAsked;
  const std::optional<base::Time> expiry = expiry_of(c);
  if (made || (answers ? expiry && now >= *expiry : is_over(stage))) return "its time is over";
  if (c.last(StepKind::kYes, m.by) != nullptr || c.last(StepKind::kNo, m.by) != nullptr)
    return "they have answered already";
  const bool asked = c.last(StepKind::kAsked, m.by) != nullptr;
  const Step* later = c.last(StepKind::kLater, m.by);
  if (answers) return asked ? "" : "nobody asked them yet";
  if (later != nullptr && later->until > now) return "they asked for time";
  return asked && later == nullptr ? "they were asked already" : "";
}

std::string objection_in_referral(const Course& c, const Move& m, Stage stage) {
  const bool ended = end_of(c) != nullptr;
  const auto reached = [&](StepKind k) { return c.last(k) != nullptr; };
  switch (m.kind) {
    case StepKind::kTold:
    case StepKind::kThanked:
      return ended ? "" : "it has not ended yet";
    case StepKind::kClarified:
      return stage == Stage::kPoorFit ? "" : "there is nothing to clarify: it was no poor fit";
    default:
      break;
  }
  if (ended) return "how it ended is noted already";
  // Forwards only.
  const bool back = m.kind == StepKind::kMet ? reached(StepKind::kMet)
                    : m.kind == StepKind::kContacted
                        ? reached(StepKind::kMet) || reached(StepKind::kContacted)
                    : m.kind == StepKind::kAccepted ? stage != Stage::kGiven
                                                    : false;
  return back ? "it is further on already" : "";
}

std::string objection_in_promise(const Course& c, const Move& m) {
  const bool kept = c.last(StepKind::kKept) != nullptr;
  if (m.kind == StepKind::kThanked) return kept ? "" : "it is not kept yet";
  return kept ? "it is kept already" : "";
}

// Whom the steps of the wall are about: whoever was thanked, and not the member.
bool is_thanked(const Course& c, Part by) {
  const Step* thanks = c.last(StepKind::kThanked);
  return thanks != nullptr && thanks->by == by && c.who(by).value_or(model::IdentityId{});
}

std::string objection(const Course& c, const Move& m, Stage stage, base::Time now) {
  if (m.kind == StepKind::kThanked && c.last(StepKind::kThanked) != nullptr)
    return "they were thanked already";
  const bool answers = c.what.kind == ExchangeKind::kIntroduction &&
                       (m.by == Part::kFirst || m.by == Part::kSecond) &&
                       m.kind != StepKind::kAsked && m.kind != StepKind::kMet;
  if (m.kind != StepKind::kThanked && !answers && c.last(StepKind::kClosed) != nullptr)
    return "it was closed";
  switch (c.what.kind) {
    case ExchangeKind::kAsk:
      return objection_in_ask(c, m, stage, now);
    case ExchangeKind::kIntroduction:
      return objection_in_introduction(c, m, stage, now);
    case ExchangeKind::kReferral:
      return objection_in_referral(c, m, stage);
    case ExchangeKind::kPromise:
      return objection_in_promise(c, m);
  }
  return "";
}

}  // namespace

base::Result<void> check(const Exchange& e) {
  std::set<Part> parts;
  for (const model::Party& p : e.parties) {
    if (!parts.insert(p.part).second) return invalid("somebody stands twice in it");
  }
  const auto has = [&](Part p) { return parts.contains(p); };
  const auto needs = [&](std::initializer_list<Part> some) {
    return std::all_of(some.begin(), some.end(), has) && parts.size() == some.size();
  };
  std::set<model::IdentityId> people;
  for (const model::Party& p : e.parties) {
    if (!people.insert(p.who).second) return invalid("nobody can be two parties of one exchange");
  }
  if (e.about.empty() && e.kind != ExchangeKind::kIntroduction)
    return invalid(e.kind == ExchangeKind::kPromise ? "say what was promised"
                                                    : "say what it is about");
  if (e.effort > 5) return invalid("the effort is 1, a name, to 5, brought together");
  bool fits = false;
  switch (e.kind) {
    case ExchangeKind::kAsk:
      fits = has(Part::kAsker) && (e.ask == AskKind::kWatch || has(Part::kHelper)) &&
             (e.ask != AskKind::kIntroduction || has(Part::kTarget));
      break;
    case ExchangeKind::kIntroduction:
      fits = needs({Part::kConnector, Part::kFirst, Part::kSecond});
      break;
    case ExchangeKind::kReferral:
      fits = has(Part::kGiver) && has(Part::kReceiver) &&
             parts.size() == (has(Part::kReferred) ? 3U : 2U);
      break;
    case ExchangeKind::kPromise:
      fits = needs({Part::kMaker, Part::kTaker});
      break;
  }
  if (!fits) return invalid(std::string("these are not the parties of a ") + word(e.kind));
  return {};
}

base::Result<Step> decide(const Course& course, Step wanted, base::Time now) {
  const bool of_wall = is_of_wall(wanted.kind);
  const std::span<const Move> possible = moves_of(course.what);
  const auto at = std::find_if(possible.begin(), possible.end(), [&](const Move& m) {
    return m.kind == wanted.kind && m.by == wanted.by;
  });
  const bool thanked = course.last(StepKind::kThanked) != nullptr;
  if (of_wall && !thanked) return not_now("nobody was thanked in it yet");
  if (of_wall ? !is_thanked(course, wanted.by) : at == possible.end())
    return invalid(std::string("“") + word(wanted.kind) + "” is no step of this");
  if (wanted.at > now) return invalid("a step cannot be noted before it was taken");
  if (wanted.kind == StepKind::kLater && wanted.until <= now)
    return invalid("say until when, a day that is still to come");
  if (wanted.kind == StepKind::kOverruled && wanted.words.empty())
    return invalid("say why, in a word or two");
  if (of_wall && wanted.kind != StepKind::kHidden && wanted.words.empty())
    return invalid("say which words: nobody agrees to more than these");
  wanted.exchange = course.id;
  if (wanted.at == base::Time{}) wanted.at = now;
  const std::string why = of_wall ? objection_to_wall(course, wanted)
                                  : objection(course, *at, stage_of(course, now), now);
  if (!why.empty()) return not_now(why);
  return wanted;
}

std::vector<Move> moves(const Course& course, base::Time now) {
  std::vector<Move> open;
  const Stage stage = stage_of(course, now);
  for (const Move& m : moves_of(course.what)) {
    if (m.kind != StepKind::kOverruled && objection(course, m, stage, now).empty())
      open.push_back(m);
  }
  const Step* thanks = course.last(StepKind::kThanked);
  if (thanks == nullptr || !is_thanked(course, thanks->by)) return open;
  Step wanted;
  wanted.words = words_to_show(course);
  wanted.at = now;
  for (const StepKind kind : {StepKind::kAskedToShow, StepKind::kShown, StepKind::kHidden}) {
    wanted.kind = kind;
    if (objection_to_wall(course, wanted).empty()) open.push_back({kind, thanks->by});
  }
  return open;
}

}  // namespace exchange
