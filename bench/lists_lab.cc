// Lists: how long the lists of people, a page and the map of a large book take, whatever is asked.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "app/count.h"
#include "app/exchanges.h"
#include "app/fields.h"
#include "app/found_deeds.h"
#include "app/gate.h"
#include "app/give_and_take.h"
#include "app/machine.h"
#include "app/map.h"
#include "app/matches.h"
#include "app/person.h"
#include "app/tags.h"
#include "app/today.h"
#include "lab.h"
#include "large_book.h"

namespace lab {
namespace {

constexpr std::size_t kPage = 50;

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
  if (app.state.people.size() == 0 && !make_large_book(app, people)) return 1;
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
  time("who fits a need, after an offer each time", [&] {
    app::Fields offer;
    offer.statements = {{model::StatementKind::kOffer, "chimneys swept", "", app.moment.at}};
    (void)app::record_fields(app, 10, offer);
    (void)app::who_helps(app, "somebody who repairs a roof");
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
