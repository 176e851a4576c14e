// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mirror.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "app/channels.h"
#include "app/own_words.h"
#include "exchange/balance.h"
#include "suggest/suggestion.h"

namespace app {
namespace {

using identity::Number;

constexpr std::chrono::days kYear(365), kSoon(7), kTurn(30), kBroughtTogether(60), kWithoutADay(7);

struct Window {
  base::Time from{}, to{};
  bool has(base::Time at) const { return at > from && at <= to; }
};

// A share of nothing is none.
std::optional<double> mean(std::initializer_list<std::pair<std::uint64_t, std::uint64_t>> shares) {
  double sum = 0;
  int count = 0;
  for (const auto& [part, of] : shares) {
    if (of == 0) continue;
    sum += static_cast<double>(part) / static_cast<double>(of);
    ++count;
  }
  return count == 0 ? std::nullopt : std::optional(sum / count);
}

// Mails of the owner to two people who had never been in touch, and were soon after.
std::uint64_t introductions_in(const App& app, std::span<const OwnWord> words, const Window& when) {
  std::map<std::uint64_t, std::vector<const OwnWord*>> mails;
  for (const OwnWord& w : words) {
    if (when.has(w.at) && w.from_me && !w.from_them) mails[w.seq].push_back(&w);
  }
  std::uint64_t count = 0;
  std::set<graph::PairIndex> pairs;
  for (const auto& [seq, to] : mails) {
    if (to.size() != 2) continue;
    const graph::PairIndex i = app.state.ties.find(to[0]->other, to[1]->other);
    if (i == graph::kNoPair) continue;
    const base::Time met = base::time_from_seconds(app.state.ties.pair(i).first_s);
    if (met >= to[0]->at && met - to[0]->at <= kBroughtTogether && pairs.insert(i).second) ++count;
  }
  return count;
}

base::Time due(const model::Statement& promise) {
  if (const auto day = base::parse_time(promise.detail)) return *day;
  return promise.at + kWithoutADay;
}

Reflection generous(const App& app, std::span<const OwnWord> words, const Window& when) {
  std::uint64_t done = 0, received = 0, offered = 0;
  for (const auto& deed : app.state.profiles.deeds()) {
    if (when.has(deed.said.at)) ++(deed.said.given ? done : received);
  }
  for (const auto& said : app.state.profiles.said()) {
    const model::Statement& s = said.said.statement;
    if (s.kind == model::StatementKind::kPromise && when.has(s.at)) ++offered;
  }
  for (const model::Deed& d :
       exchange::deeds_in(app.state.exchanges, model::IdentityId{}, when.to)) {
    if (when.has(d.at)) ++(d.given ? done : received);
  }
  for (const exchange::Course& c : app.state.exchanges.all()) {
    const auto maker = c.who(model::Part::kMaker);
    const bool own = maker && !*maker && when.has(c.what.at);
    if (own && c.last(model::StepKind::kKept) == nullptr) ++offered;  // kept, it is a deed
  }
  const std::uint64_t brought = introductions_in(app, words, when);
  const std::uint64_t given = done + offered + brought;
  return {mean({{given, given + received}}),
          std::nullopt,
          "what you did, promised and whom you brought together, against what was done for you",
          {{"deeds_done", done},
           {"deeds_offered", offered},
           {"introductions_made", brought},
           {"deeds_received", received}}};
}

// What somebody asked the owner, and what became of it.
struct Asked {
  std::uint64_t all = 0, answered = 0, soon = 0;
  std::vector<double> hours;
  std::set<Number> waiting;  // whose last question is open still
};

Asked asked_in(std::span<const OwnWord> words, const Window& when) {
  Asked asked;
  std::map<Number, std::vector<base::Time>> open;
  for (const OwnWord& w : words) {
    if (w.at > when.to) break;
    if (w.from_me) {
      const auto questions = open.find(w.other);
      if (questions == open.end()) continue;
      for (const base::Time at : questions->second) {
        ++asked.answered;
        if (w.at - at <= kSoon) ++asked.soon;
        asked.hours.push_back(base::days(w.at - at) * 24);
      }
      open.erase(questions);
    } else if (w.asks && when.has(w.at)) {
      ++asked.all;
      open[w.other].push_back(w.at);
    }
  }
  for (const auto& [person, questions] : open) asked.waiting.insert(person);
  return asked;
}

Reflection other_centred(std::span<const OwnWord> words, const Window& when) {
  std::map<std::uint64_t, Number> letters;  // theirs, by their keys
  std::map<Number, base::Time> unanswered;  // their last word that the owner has not answered
  std::map<std::uint64_t, bool> own;        // the owner's messages: about them?
  for (const OwnWord& w : words) {
    if (w.at > when.to) break;
    if (w.from_them) {
      if (!w.from_me && w.key != 0) letters.emplace(w.key, w.other);
      unanswered[w.other] = w.at;
      continue;
    }
    const auto parent = letters.find(w.parent);
    const auto last = unanswered.find(w.other);
    const bool answers = (w.parent != 0 && parent != letters.end()) ||
                         (last != unanswered.end() && w.at - last->second <= kTurn);
    if (when.has(w.at)) own[w.seq] = own[w.seq] || answers || w.asks;
    unanswered.erase(w.other);
  }
  const auto about_them = static_cast<std::uint64_t>(
      std::count_if(own.begin(), own.end(), [](const auto& one) { return one.second; }));
  const Asked asked = asked_in(words, when);
  return {mean({{about_them, own.size()}, {asked.answered, asked.all}}),
          std::nullopt,
          "your messages that answer somebody or ask them something, and their questions that you "
          "answered",
          {{"messages", own.size()},
           {"that_answer_or_ask", about_them},
           {"questions_to_you", asked.all},
           {"questions_answered", asked.answered},
           {"questions_unanswered", asked.all - asked.answered},
           {"people_waiting", asked.waiting.size()}}};
}

Reflection helpful(const App& app, std::span<const OwnWord> words, const Window& when) {
  const suggest::View view{app.state.people,
                           app.state.ties,
                           app.state.conversations,
                           app.state.answers,
                           app.state.profiles,
                           app.state.exchanges,
                           when.to};
  std::uint64_t promised = 0, kept = 0;
  for (const auto& said : app.state.profiles.said()) {
    const model::Statement& s = said.said.statement;
    const auto n = app.state.people.find(said.said.about);
    if (s.kind != model::StatementKind::kPromise || !n || !when.has(due(s))) continue;
    ++promised;
    if (view.said("promise", app.state.people.person_of(*n)).done >= s.at) ++kept;
  }
  for (const exchange::Course& c : app.state.exchanges.all()) {
    const model::Exchange& e = c.what;
    const auto maker = c.who(model::Part::kMaker);
    const base::Time day = e.due == base::Time{} ? e.at + kWithoutADay : e.due;
    if (e.kind != model::ExchangeKind::kPromise || !maker || *maker || !when.has(day)) continue;
    ++promised;
    if (c.last(model::StepKind::kKept) != nullptr) ++kept;
  }
  Asked asked = asked_in(words, when);
  const double hours = median(std::move(asked.hours)).value_or(0);
  return {mean({{asked.soon, asked.all}, {kept, promised}}),
          std::nullopt,
          "their questions that you answered within a week, and your promises that you kept",
          {{"questions_to_you", asked.all},
           {"answered_within_a_week", asked.soon},
           {"median_answer_hours", static_cast<std::uint64_t>(hours + .5)},
           {"promises_due", promised},
           {"promises_kept", kept}}};
}

}  // namespace

base::Result<Mirror> mirror(App& app) {
  TRY(const std::vector<OwnWord> words, own_words(app));
  const base::Time now = app.moment.at;
  const Window year{now - kYear, now}, before{now - 2 * kYear, now - kYear};
  Mirror mirror{generous(app, words, year), other_centred(words, year), helpful(app, words, year)};
  mirror.generous.before = generous(app, words, before).value;
  mirror.other_centred.before = other_centred(words, before).value;
  mirror.helpful.before = helpful(app, words, before).value;
  return mirror;
}

}  // namespace app
