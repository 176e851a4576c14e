// SPDX-License-Identifier: AGPL-3.0-or-later
#include "large_book.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "app/commit.h"
#include "app/owner.h"
#include "made_events.h"

namespace lab {
namespace {

constexpr std::size_t kLot = 8192;
constexpr std::size_t kAmongOthers = 9;  // letters a person

model::Handle handle_of(std::size_t n) {
  std::string name = made_name(n);
  std::replace(name.begin(), name.end(), ' ', '.');
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return {model::HandleKind::kMail, fmt::format("{}.{}@made{}.example", name, n, n % 500)};
}

model::Interaction letter(const app::Known& known, std::size_t from, std::size_t to, int days_ago) {
  model::Interaction it;
  it.id = known.random.id<model::InteractionTag>();
  it.at = known.now - std::chrono::days(days_ago) + std::chrono::seconds(from % 5000);
  it.participants = {{ledger::identity_id(known.ledger.key(), handle_of(from)), model::Role::kFrom},
                     {ledger::identity_id(known.ledger.key(), handle_of(to)), model::Role::kTo}};
  std::sort(it.participants.begin(), it.participants.end());
  return it;
}

// What others write among themselves, and now and then, that somebody should meet the owner.
model::Interaction other_letter(const app::Known& known, Dice& dice, std::size_t people,
                                int days_ago) {
  const std::size_t from = 1 + dice.below(people - 1), to = 1 + dice.below(people - 1);
  model::Interaction it = letter(known, from, to == from ? from % (people - 1) + 1 : to, days_ago);
  it.subject = "The plans for " + made_name(from);
  for (int i = 0; i < 12; ++i) it.text += "We looked at it once more, and it will do. ";
  if (dice.below(1000) > 0) return it;
  const auto first = [](std::size_t n) { return made_name(n).substr(0, made_name(n).find(' ')); };
  it.participants.push_back(
      {ledger::identity_id(known.ledger.key(), handle_of(0)), model::Role::kTo});
  std::sort(it.participants.begin(), it.participants.end());
  it.subject = first(to) + ", meet " + first(0);
  return it;
}

// Everybody is known; every tenth wrote with the owner, the nearer the oftener, and with a neighbour.
bool make_book(app::App& app, std::size_t people) {
  for (std::size_t from = 0; from < people; from += kLot) {
    const auto done = app::commit(
        app,
        [&](const app::Known& known) -> base::Result<app::Facts> {
          app::Facts facts;
          for (std::size_t n = from; n < std::min(people, from + kLot); ++n) {
            const model::Handle handle = handle_of(n);
            facts.push_back({known.random.id<model::EntryTag>(),
                             model::IdentitySeen{ledger::identity_id(known.ledger.key(), handle),
                                                 handle, made_name(n)}});
          }
          return facts;
        },
        app::Size::kBulk);
    if (!done) return false;
  }
  const std::vector<std::string> mine = {handle_of(0).text};
  if (!app::name_owner(app, mine)) return false;
  Dice dice(5);
  for (int days_ago = 720; days_ago > 0; days_ago -= 20) {
    const auto done = app::commit(
        app,
        [&](const app::Known& known) -> base::Result<app::Facts> {
          app::Facts facts;
          const auto record = [&](std::size_t a, std::size_t b) {
            for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
              model::Interaction it = letter(known, from, to, days_ago);
              const model::EntryId id{it.id.bytes};
              facts.push_back({id, model::InteractionRecorded{std::move(it)}});
            }
          };
          for (std::size_t n = 10; n < people; n += 10) {
            if (dice.below(1 + n * 20 / people) == 0) record(0, n);
            const std::size_t other = n - n % 200 + 10 * dice.below(20);
            if (dice.below(20) == 0 && other != n && other > 0) record(n, other);
          }
          for (std::size_t i = 0; i < people * kAmongOthers / 36; ++i) {
            model::Interaction it = other_letter(known, dice, people, days_ago);
            const model::EntryId id{it.id.bytes};
            facts.push_back({id, model::InteractionRecorded{std::move(it)}});
          }
          return facts;
        },
        app::Size::kBulk);
    if (!done) return false;
  }
  return app::settle(app).has_value();
}

// Referrals, introductions and promises of the owner with whoever they write to, a third of them over.
bool add_exchanges(app::App& app, std::size_t count, std::size_t people) {
  const auto done = app::commit(
      app,
      [&](const app::Known& known) -> base::Result<app::Facts> {
        app::Facts facts;
        const auto id = [&](std::size_t n) {
          return ledger::identity_id(known.ledger.key(), handle_of(10 + n * 10 % (people - 10)));
        };
        for (std::size_t i = 0; i < count; ++i) {
          const model::EntryId entry = known.random.id<model::EntryTag>();
          model::Exchange e;
          e.kind = static_cast<model::ExchangeKind>(1 + i % 3);
          e.about = made_name(i);
          e.at = known.now - std::chrono::hours(20 * i % 8760);
          model::Step step{model::ExchangeId{entry.bytes}, {}, {}, {}, e.at, {}, "so it went", {}};
          switch (e.kind) {
            case model::ExchangeKind::kIntroduction:
              e.parties = {{model::Part::kConnector, {}},
                           {model::Part::kFirst, id(i)},
                           {model::Part::kSecond, id(i + 1)}};
              step.kind = model::StepKind::kAsked;
              step.by = model::Part::kFirst;
              break;
            case model::ExchangeKind::kReferral:
              e.parties = {{model::Part::kGiver, id(i)}, {model::Part::kReceiver, {}}};
              step.kind = model::StepKind::kLost;
              step.by = model::Part::kReceiver;
              break;
            default:
              e.parties = {{model::Part::kMaker, {}}, {model::Part::kTaker, id(i)}};
              step.kind = model::StepKind::kKept;
              step.by = model::Part::kMaker;
          }
          facts.push_back({entry, model::ExchangeOpened{e}});
          if (i % 4 != 0)
            facts.push_back({known.random.id<model::EntryTag>(), model::ExchangeStepped{step}});
        }
        return facts;
      },
      app::Size::kBulk);
  return done.has_value();
}

constexpr std::array kTrades = {"roofer",
                                "tax adviser",
                                "notary",
                                "violin teacher",
                                "web designer",
                                "physiotherapist",
                                "welder",
                                "architect",
                                "baker",
                                "translator",
                                "patent attorney",
                                "bookkeeper",
                                "beekeeper",
                                "data analyst",
                                "event planner",
                                "locksmith",
                                "speech coach",
                                "electrician",
                                "landscape gardener",
                                "dentist"};
constexpr std::array kNeeds = {"somebody who repairs a roof", "help with the tax return",
                               "a logo and a website",        "a will drawn up",
                               "lessons for my daughter",     "a leaflet put into French",
                               "the kitchen wired anew",      "my back hurts from sitting",
                               "a hedge cut before autumn",   "someone to plan our anniversary"};

// A card of everybody says their trade; every tenth person told the owner of a need.
bool add_statements(app::App& app, std::size_t people) {
  for (std::size_t from = 1; from < people; from += kLot) {
    const auto done = app::commit(
        app,
        [&](const app::Known& known) -> base::Result<app::Facts> {
          app::Facts facts;
          for (std::size_t n = from; n < std::min(people, from + kLot); ++n) {
            const model::IdentityId id = ledger::identity_id(known.ledger.key(), handle_of(n));
            model::Profile card;
            card.id = known.random.id<model::ProfileTag>();
            card.source = "cards";
            card.name = made_name(n);
            card.identities = {id};
            card.as_of = known.now - std::chrono::days(n % 900);
            card.statements = {
                {model::StatementKind::kSkill, kTrades[n % kTrades.size()], "", card.as_of}};
            facts.push_back(
                {known.random.id<model::EntryTag>(), model::ProfileSeen{std::move(card)}});
            if (n % 10 != 0) continue;
            facts.push_back(
                {known.random.id<model::EntryTag>(),
                 model::StatementMade{id,
                                      {model::StatementKind::kNeed, kNeeds[n / 10 % kNeeds.size()],
                                       "", known.now - std::chrono::days(n % 300)}}});
          }
          return facts;
        },
        app::Size::kBulk);
    if (!done) return false;
  }
  return app::settle(app).has_value();
}

}  // namespace

bool make_large_book(app::App& app, std::size_t people) {
  return make_book(app, people) && add_exchanges(app, people / 10, people) &&
         add_statements(app, people);
}

}  // namespace lab
