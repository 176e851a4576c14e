// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/met.h"

#include <algorithm>
#include <optional>

#include "app/commit.h"
#include "app/fields.h"
#include "app/find_person.h"
#include "app/owner.h"
#include "app/relations.h"
#include "app/watches.h"
#include "base/text.h"

namespace app {
namespace {

using identity::Number;

constexpr std::size_t kIntroductions = 2;  // each way

struct Newcomer {
  model::IdentitySeen seen;
  bool known = false;  // the very same is in the book already
};

base::Result<Newcomer> newcomer(const App& app, const std::string& name) {
  const std::string shown = base::shorten(base::one_line(base::make_utf8(name)), 200);
  if (base::fold(shown).empty()) return base::fail(base::Code::kInvalid, "a person needs a name");
  Newcomer who;
  who.seen.handle = {model::HandleKind::kName, base::fold(shown)};
  if (shown.find('@') != std::string::npos) {
    TRY(who.seen.handle, parse_address(shown));
  } else {
    who.seen.name = shown;
  }
  who.seen.identity = ledger::identity_id(app.ledger->key(), who.seen.handle);
  who.known = app.state.people.find(who.seen.identity).has_value();
  return who;
}

model::Interaction interaction_of(const Known& known, const MeetSomeone& meeting,
                                  const model::IdentityId& them) {
  model::Interaction it;
  it.id = known.random.id<model::InteractionTag>();
  it.at = meeting.at;
  it.channel =
      meeting.kind == model::Kind::kCall ? model::Channel::kPhone : model::Channel::kInPerson;
  it.kind = meeting.kind;
  const identity::Directory& people = known.state.people;
  it.participants = {{people.at(people.owner()).id, model::Role::kFrom}, {them, model::Role::kTo}};
  std::sort(it.participants.begin(), it.participants.end());
  it.text = base::shorten(base::make_utf8(meeting.note), model::kMaxText);
  return it;
}

bool names_them(const App& app, Number person, const std::string& words) {
  const std::vector<identity::Match> matches = app.index.names(app)->find(words);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const identity::Match& m) { return m.person == person; });
}

// Whom the words mean: a person, several that it could be, or somebody new.
base::Result<Found> whom(const App& app, const MeetSomeone& meeting, const std::string& name) {
  if (meeting.person != identity::kNobody) return Found{meeting.person, {}};
  if (name.empty()) return base::fail(base::Code::kInvalid, "whom did you meet? A name is missing");
  if (meeting.fresh) return Found{};
  return find_person(app, name);
}

}  // namespace

base::Result<MetAnswer> met_someone(App& app, const MeetSomeone& asked) {
  TRY(const Number me, owner_of(app));
  MeetSomeone meeting = asked;
  TRY(Fields fields, read_fields(meeting.text, meeting.at));
  std::string name = base::one_line(base::make_utf8(meeting.name));
  if (name.empty() && meeting.person == identity::kNobody) {
    name = fields.name;
  } else if (!fields.name.empty() && base::fold(fields.name) != base::fold(name) &&
             !names_them(app, meeting.person, fields.name)) {
    meeting.note += (meeting.note.empty() ? "" : "\n") + fields.name;  // words, not a name
  }
  TRY(const Found found, whom(app, meeting, name));
  MetAnswer answer;
  answer.candidates = found.candidates;
  if (!answer.candidates.empty()) return answer;
  if (found.person == me) return base::fail(base::Code::kInvalid, "this is you");
  if (meeting.at > app.clock.now() + std::chrono::days(1)) {
    return base::fail(base::Code::kInvalid,
                      "a meeting on " + base::print_day(meeting.at) + " has not happened yet");
  }
  std::optional<Newcomer> fresh;
  if (found.person == identity::kNobody) {
    TRY(fresh, newcomer(app, name));
    answer.fresh = !fresh->known;
  }
  const model::IdentityId them =
      fresh ? fresh->seen.identity : app.state.people.at(found.person).id;
  TRY(const std::vector<model::Entry> entries,
      commit(app, [&](const Known& known) -> base::Result<Facts> {
        Facts facts;
        model::Interaction it = interaction_of(known, meeting, them);
        const model::EntryId id{it.id.bytes};
        if (fresh && !known.state.people.knows(them, fresh->seen.name))
          facts.push_back({known.random.id<model::EntryTag>(), fresh->seen});
        facts.push_back({id, model::InteractionRecorded{std::move(it)}});
        for (model::NewEntry& fact : facts_of_fields(known, them, fields))
          facts.push_back(std::move(fact));
        return facts;
      }));
  for (const model::Entry& entry : entries) {
    if (std::holds_alternative<model::InteractionRecorded>(entry.fact)) answer.entry = entry.seq;
  }
  answer.person = app.state.people.person_of(*app.state.people.find(them));
  answer.said = say(fields);
  look_out(app);
  answer.introductions = propose_introductions(app, answer.person, kIntroductions);
  return answer;
}

base::Result<Number> add_person(App& app, const std::string& name) {
  TRY(const Newcomer who, newcomer(app, name));
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    if (known.state.people.knows(who.seen.identity, who.seen.name)) return Facts{};
    return Facts{{known.random.id<model::EntryTag>(), who.seen}};
  }));
  return app.state.people.person_of(*app.state.people.find(who.seen.identity));
}

}  // namespace app
