// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/still_so.h"

#include <algorithm>
#include <tuple>

#include "app/commit.h"
#include "app/fields.h"
#include "base/text.h"
#include "suggest/aging.h"

namespace app {
namespace {

using identity::Number;
using model::Statement;

base::Result<StatedFact> find(const App& app, Number person, std::uint64_t seq) {
  for (StatedFact& f : facts_of(app, person))
    if (f.seq == seq && f.holds && suggest::ages(f.statement.kind)) return std::move(f);
  return base::fail(base::Code::kNotFound, "no such need, goal or offer of theirs holds");
}

bool says_the_same(const Statement& a, const Statement& b) {
  return a.kind == b.kind && base::fold(a.value) == base::fold(b.value) &&
         base::fold(a.detail) == base::fold(b.detail);
}

}  // namespace

bool is_aged(const App& app, const StatedFact& fact) {
  return fact.holds && suggest::is_aged(fact.statement.kind, fact.when, app.moment.at);
}

base::Result<void> still_so(App& app, Number person, std::uint64_t fact, base::Time now) {
  TRY(const StatedFact found, find(app, person, fact));
  Fields fields;
  fields.statements.push_back(found.statement);
  fields.statements.front().at = now;
  return record_fields(app, person, fields);
}

base::Result<void> no_longer(App& app, Number person, std::uint64_t fact) {
  TRY(const StatedFact found, find(app, person, fact));
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    Facts facts;
    for (const auto& said : known.state.profiles.said()) {
      const auto n = known.state.people.find(said.said.about);
      if (n && known.state.people.person_of(*n) == person &&
          says_the_same(said.said.statement, found.statement))
        facts.push_back({known.random.id<model::EntryTag>(), model::Undone{said.seq}});
    }
    if (facts.empty())
      return base::fail(base::Code::kInvalid,
                        "a file says so, not you: the next one may know better");
    return facts;
  }));
  return {};
}

}  // namespace app
