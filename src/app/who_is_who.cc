// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/who_is_who.h"

#include <algorithm>
#include <tuple>

#include "app/commit.h"
#include "app/person.h"
#include "base/text.h"
#include "graph/strength.h"
#include "identity/resolve.h"

namespace app {
namespace {

using identity::Number;

std::vector<model::IdentityId> ids_of(const identity::Directory& people,
                                      const std::vector<Number>& identities) {
  std::vector<model::IdentityId> ids;
  for (const Number n : identities) ids.push_back(people.at(n).id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

base::Result<void> record(App& app, const std::vector<Number>& these,
                          const std::vector<Number>& those, bool same) {
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return Facts{{known.random.id<model::EntryTag>(),
                  model::IdentitiesJudged{ids_of(known.state.people, these),
                                          ids_of(known.state.people, those), same, known.now}}};
  }));
  return {};
}

base::Result<void> judge(App& app, const std::vector<Number>& these,
                         const std::vector<Number>& those, bool same) {
  TRY_DO(record(app, these, those, same));
  return settle(app);
}

// The entry of the owner's last word that stands; 0: none. An archive's deeds are not among them.
std::uint64_t last_said(const State& state) {
  std::uint64_t last = state.answers.last();
  for (const auto& said : state.profiles.said()) last = std::max(last, said.seq);
  for (const auto& judged : state.profiles.judged()) last = std::max(last, judged.seq);
  if (const auto exchanged = state.exchanges.entries(); !exchanged.empty())
    last = std::max(last, exchanged.back());
  return last;
}

// Whether it says something that can be taken back, and was not.
bool stands(const State& state, const model::Entry& entry) {
  const auto is_in = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& one) { return one.seq == entry.seq; });
  };
  if (const auto* logged = std::get_if<model::InteractionRecorded>(&entry.fact)) {
    const model::Channel channel = logged->interaction.channel;
    return (channel == model::Channel::kInPerson || channel == model::Channel::kPhone) &&
           !state.superseded.contains(entry.seq);
  }
  const identity::Profiles& profiles = state.profiles;
  const std::vector<std::uint64_t> exchanged = state.exchanges.entries();
  return is_in(profiles.said()) || is_in(profiles.judged()) || is_in(profiles.deeds()) ||
         state.answers.holds(entry.seq) ||
         std::binary_search(exchanged.begin(), exchanged.end(), entry.seq);
}

}  // namespace

base::Result<void> merge(App& app, Number a, Number b) {
  const identity::Directory& people = app.state.people;
  if (a == b) return base::fail(base::Code::kInvalid, "these are one person already");
  return judge(app, people.identities_of(a), people.identities_of(b), true);
}

base::Result<void> keep_apart(App& app, Number a, Number b) {
  if (a == b)
    return base::fail(base::Code::kInvalid, "these are one person: `rapport split` parts them");
  return judge(app, app.state.people.identities_of(a), app.state.people.identities_of(b), false);
}

base::Result<void> split(App& app, const std::vector<Number>& these,
                         const std::vector<Number>& those) {
  if (these.empty() || those.empty())
    return base::fail(base::Code::kInvalid, "a split leaves something on either side");
  return judge(app, these, those, false);
}

base::Result<Undoing> undo(App& app, std::optional<std::uint64_t> seq) {
  const std::uint64_t last = seq ? *seq : last_said(app.state);
  const auto unknown = [&] {
    return base::fail(base::Code::kNotFound,
                      seq ? "#" + std::to_string(*seq) + " is nothing that can be undone"
                          : "there is nothing to undo: you have said nothing of anybody");
  };
  if (last == 0 || last > app.state.seq) return unknown();
  TRY(std::optional<model::Entry> entry, ledger_of(app)->read(last, store::WithText::kYes));
  if (!entry) return unknown();
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    if (!stands(known.state, *entry)) return unknown();
    return Facts{{known.random.id<model::EntryTag>(), model::Undone{last}}};
  }));
  TRY_DO(settle(app));
  return Undoing{last, std::move(entry->fact)};
}

base::Result<void> answer_question(App& app, const Question& q, bool same) {
  const identity::Directory& people = app.state.people;
  return record(app, people.identities_of(people.person_of(q.a)),
                people.identities_of(people.person_of(q.b)), same);
}

base::Result<Questions> questions(App& app, std::size_t most, bool deal) {
  const identity::Directory& people = app.state.people;
  const Number me = people.owner();
  const double day = base::days_since_epoch(app.moment.at);
  const auto strength = [&](Number n) {
    if (n == me) return 1.0;  // who is you decides every tie
    return me == identity::kNobody ? 0.0 : graph::strength(app.state.ties, me, n, day).probability;
  };
  std::vector<Question> all;
  for (const identity::Doubt& d : identity::doubts(people))
    all.push_back({d.a, d.b, d.chance, std::max(strength(d.a), strength(d.b)), d.why});
  std::sort(all.begin(), all.end(), [&](const Question& x, const Question& y) {
    // A stranger counts a little too: a doubled card is worth a question.
    const auto worth = [](const Question& q) { return -q.chance * (q.strength + 0.01); };
    return std::forward_as_tuple(worth(x), people.handle(x.a), people.handle(x.b)) <
           std::forward_as_tuple(worth(y), people.handle(y.a), people.handle(y.b));
  });
  const std::size_t found = all.size();
  if (found > most) all.resize(most);
  std::string shown;
  for (const Question& q : all)
    shown += base::print(people.at(q.a).id) + "\t" + base::print(people.at(q.b).id) + "\n";
  if (deal) TRY_DO(store::write_file_durably(questions_file(app.folder), shown));
  const std::size_t left = found - all.size();
  return Questions{std::move(all), left};
}

std::string id_of(const App& app, const Question& question) {
  return id_of(app, question.a) + "-" + id_of(app, question.b);
}

base::Result<Question> find_question(const App& app, std::string_view id) {
  const std::vector<std::string_view> ids = base::split(id, '-');
  if (ids.size() != 2) return base::fail(base::Code::kNotFound, "there is no such question");
  Question q;
  TRY(q.a, find_by_id(app, ids[0]));
  TRY(q.b, find_by_id(app, ids[1]));
  if (q.a == q.b) return base::fail(base::Code::kConflict, "these are one person already");
  return q;
}

base::Result<std::vector<Question>> questions_shown(const App& app) {
  const auto text = store::read_file(questions_file(app.folder));
  if (!text)
    return base::fail(base::Code::kNotFound,
                      "no questions were shown: say `rapport questions` first");
  std::vector<Question> all;
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string_view> ids = base::split(line, '\t');
    Question q;
    for (const std::size_t i : {0, 1}) {
      const auto id = ids.size() == 2 ? base::parse_hex16(ids[i]) : std::nullopt;
      const auto n = id ? app.state.people.find(model::IdentityId{*id}) : std::nullopt;
      if (n) (i == 0 ? q.a : q.b) = app.state.people.person_of(*n);
    }
    all.push_back(q);
  }
  return all;
}

}  // namespace app
