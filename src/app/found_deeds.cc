// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/found_deeds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>
#include <tuple>

#include "app/commit.h"
#include "app/relations.h"
#include "base/text.h"
#include "exchange/found.h"
#include "suggest/suggestion.h"

namespace app {
namespace {

using identity::Number;

constexpr const char* kRule = "found deed";  // under which a refusal is kept
constexpr std::size_t kLongestText = 120;
constexpr std::size_t kMostFound = 100;

// What is there already: by person, day and which way.
using Said = std::set<std::tuple<Number, std::string, bool>>;

Said said_by_hand(const App& app) {
  Said known;
  for (const auto& d : app.state.profiles.deeds()) {
    const auto n = app.state.people.find(d.said.other);
    if (n) known.emplace(app.state.people.person_of(*n), base::print_date(d.said.at), d.said.given);
  }
  return known;
}

struct Search {
  const App& app;
  Number me;
  Said known;
  std::vector<FoundDeed> found;

  void add(Number person, model::DeedKind kind, bool given, const model::Interaction& it,
           std::uint64_t seq) {
    if (person == me || known.contains({person, base::print_date(it.at), given})) return;
    const model::IdentityId about = app.state.people.at(person).id;
    if (app.state.answers.refused(kRule, about, it.at)) return;
    FoundDeed one;
    one.person = person;
    one.deed.at = it.at;
    one.deed.kind = kind;
    one.deed.given = given;
    one.deed.other = about;
    one.deed.text = base::shorten(base::one_line(it.subject), kLongestText, true);
    if (kind == model::DeedKind::kFavour) {
      one.deed.text = "shared what you wrote";
      one.deed.size = model::DeedSize::kSmall;
    }
    one.id = std::to_string(seq) + "-" + base::print(about);
    one.seq = seq;
    one.subject = it.subject;
    found.push_back(std::move(one));
  }

  void look_at(const model::Interaction& it, std::uint64_t seq) {
    if (it.at > app.moment.at) return;
    Number from = identity::kNobody;
    std::vector<Number> to;
    for (const model::Participant& p : it.participants) {
      const auto n = app.state.people.find(p.identity);
      if (!n) continue;
      const Number person = app.state.people.person_of(*n);
      if (p.role == model::Role::kFrom)
        from = person;
      else if (std::find(to.begin(), to.end(), person) == to.end())
        to.push_back(person);
    }
    const bool to_me = std::find(to.begin(), to.end(), me) != to.end();
    if (from == identity::kNobody || (from != me && !to_me)) return;
    if (it.kind == model::Kind::kShare) {
      if (from != me) add(from, model::DeedKind::kFavour, false, it, seq);
      return;
    }
    if (it.kind != model::Kind::kMessage || it.audience != model::Audience::kPersonal ||
        to.size() > kMostBroughtTogether)
      return;
    std::vector<std::string> names;
    for (const Number n : to) names.push_back(suggest::first_name(app.state.people, n));
    const auto kind = exchange::deed_in(it.subject, it.text, names);
    if (!kind) return;
    if (from != me) return add(from, *kind, false, it, seq);
    for (const Number n : to) add(n, *kind, true, it, seq);
  }
};

base::Result<void> look(App& app, Search& search, std::span<const std::uint64_t> seqs) {
  TRY(BorrowedReader reader, reader_of(app));
  for (const std::uint64_t seq : seqs) {
    if (app.state.superseded.contains(seq)) continue;
    TRY(const auto entry, reader->read(seq, store::WithText::kYes));
    if (!entry) continue;
    if (const auto* recorded = std::get_if<model::InteractionRecorded>(&entry->fact))
      search.look_at(recorded->interaction, seq);
    if (const auto* completed = std::get_if<model::InteractionCompleted>(&entry->fact))
      search.look_at(completed->interaction, seq);
  }
  return {};
}

// By its id: "SEQ-PERSON".
base::Result<FoundDeed> find(App& app, std::string_view id) {
  TRY(const Number me, owner_of(app));
  Search search{app, me, said_by_hand(app), {}};
  std::uint64_t seq = 0;
  std::from_chars(id.data(), id.data() + id.size(), seq);
  TRY_DO(look(app, search, std::array{seq}));
  for (FoundDeed& one : search.found)
    if (one.id == id) return std::move(one);
  return base::fail(base::Code::kNotFound, "this was answered already, or is not there any more");
}

}  // namespace

base::Result<std::vector<FoundDeed>> found_deeds(App& app) {
  TRY(const Number me, owner_of(app));
  Search search{app, me, said_by_hand(app), {}};
  std::vector<std::uint64_t> marks;
  {
    const Reading still = ledger_of(app);  // what is being written is not read
    TRY(marks, app.deed_marks.all(app));
  }
  for (std::size_t left = marks.size(); left > 0 && search.found.size() < kMostFound;) {
    const std::size_t some = std::min(left, kMostFound);
    TRY_DO(look(app, search, std::span(marks).subspan(left - some, some)));
    left -= some;
  }
  std::sort(search.found.begin(), search.found.end(), [](const FoundDeed& a, const FoundDeed& b) {
    return std::tuple(-base::micros(a.deed.at), a.id) < std::tuple(-base::micros(b.deed.at), b.id);
  });
  return std::move(search.found);
}

base::Result<void> confirm_deed(App& app, std::string_view id, model::DeedSize size) {
  TRY(FoundDeed one, find(app, id));
  one.deed.size = size;
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return Facts{{known.random.id<model::EntryTag>(), model::DeedRecorded{one.deed}}};
  }));
  return {};
}

base::Result<void> refuse_deed(App& app, std::string_view id) {
  TRY(const FoundDeed one, find(app, id));
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    // By the moment of the letter: one person may stand in several.
    return Facts{
        {known.random.id<model::EntryTag>(),
         model::SuggestionAnswered{kRule, one.deed.other, model::Verdict::kNot, one.deed.at, {}}}};
  }));
  return {};
}

}  // namespace app
