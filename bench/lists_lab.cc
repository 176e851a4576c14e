// Lists: how long the lists of people, a page and the map of a large book take, whatever is asked.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "app/commit.h"
#include "app/count.h"
#include "app/exchanges.h"
#include "app/fields.h"
#include "app/found_deeds.h"
#include "app/gate.h"
#include "app/give_and_take.h"
#include "app/machine.h"
#include "app/map.h"
#include "app/owner.h"
#include "app/person.h"
#include "app/tags.h"
#include "app/today.h"
#include "lab.h"
#include "made_events.h"

namespace lab {
namespace {

constexpr std::size_t kLot = 8192, kPage = 50;
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

template <class Job>
void time(const std::string& what, const Job& job) {
  std::vector<double> ms;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    job();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                     .count());
  }
  const double first = ms.front();
  std::sort(ms.begin(), ms.end());
  fmt::print("{:<44} {:9.2f} ms, the first time {:9.2f}\n", what, ms[2], first);
}

void page(const app::App& app, const app::PeopleFilter& filter) {
  auto found = app::people(app, filter);
  if (!found) return;
  found->list.resize(std::min(found->list.size(), kPage));
  (void)app::relations_of(app, found->list);
}

}  // namespace

int lists(Args args) {
  if (args.size() != 2) {
    fmt::print(stderr, "rapport-lab lists FOLDER PEOPLE\n");
    return 1;
  }
  const auto clock = base::fixed_clock(base::time_from_seconds(1'750'000'000));
  const auto random = base::system_random();
  auto opened = app::open({args[0], std::nullopt, true, std::nullopt}, *clock, *random);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().message);
    return 1;
  }
  app::App& app = **opened;
  const std::size_t people = std::strtoul(args[1].c_str(), nullptr, 10);
  if (app.state.people.size() == 0 &&
      !(make_book(app, people) && add_exchanges(app, people / 10, people)))
    return 1;
  fmt::print("{} identities, {} contacts of the owner, {} interactions\n", app.state.people.size(),
             app.state.conversations.all().size(), app.state.interactions);
  time("everybody", [&] { page(app, {}); });
  for (const char* words :
       {"a", "an", "ann", "made", "example", "elcor", "el cor", "zzz", "1234"}) {
    app::PeopleFilter filter;
    filter.words = words;
    time(std::string("q=") + words, [&] { page(app, filter); });
  }
  app::PeopleFilter steady;
  steady.band = "steady";
  time("band=steady", [&] { page(app, steady); });
  time("everybody, after a fact each time", [&] {
    app::Fields note;
    note.statements = {{model::StatementKind::kNote, "A note", "", app.moment.at}};
    (void)app::record_fields(app, 10, note);
    page(app, {});
  });
  time("one person", [&] { (void)app::person(app, 10); });
  fmt::print("{} exchanges\n", app.state.exchanges.all().size());
  time("exchanges under way", [&] { (void)app::exchanges(app, {}); });
  time("with one person, over or not", [&] { (void)app::exchanges(app, {{}, 10, true}); });
  time("give and take with one person", [&] { (void)app::give_and_take(app, 10); });
  time("the circle", [&] { (void)app::circle(app, app::Side::kAny, 50); });
  time("the gate", [&] { (void)app::gate(app, 10, "Would you introduce me to Ann?"); });
  time("the gauge", [&] { (void)app::machine(app); });
  time("today", [&] { (void)app::today(app, false); });
  time("deeds that letters speak of", [&] { (void)app::found_deeds(app); });
  time("real and slipping", [&] { (void)app::count(app); });
  for (const std::size_t most : {std::size_t{2000}, std::size_t{10'000}}) {
    time(fmt::format("map of {}", most), [&] {
      ++app.changes;  // drawn anew
      (void)app::map(app, most, std::nullopt);
    });
  }
  app::close(app);
  return 0;
}

}  // namespace lab
