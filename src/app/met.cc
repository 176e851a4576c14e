// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/met.h"

#include <algorithm>

#include "app/commit.h"
#include "app/owner.h"
#include "app/relations.h"
#include "base/text.h"

namespace app {

base::Result<void> met(App& app, const Meeting& meeting) {
  TRY(const identity::Number me, owner_of(app));
  if (meeting.person == me) return base::fail(base::Code::kInvalid, "this is you");
  if (meeting.at > app.clock.now() + std::chrono::days(1)) {
    return base::fail(base::Code::kInvalid,
                      "a meeting on " + base::print_day(meeting.at) + " has not happened yet");
  }
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    model::Interaction it;
    it.id = known.random.id<model::InteractionTag>();
    it.at = meeting.at;
    it.channel =
        meeting.kind == model::Kind::kCall ? model::Channel::kPhone : model::Channel::kInPerson;
    it.kind = meeting.kind;
    it.participants = {{known.state.people.at(me).id, model::Role::kFrom},
                       {known.state.people.at(meeting.person).id, model::Role::kTo}};
    std::sort(it.participants.begin(), it.participants.end());
    it.text = base::shorten(base::make_utf8(meeting.note), model::kMaxText);
    const model::EntryId id{it.id.bytes};
    return Facts{{id, model::InteractionRecorded{std::move(it)}}};
  }));
  return settle(app);
}

base::Result<identity::Number> add_person(App& app, const std::string& name) {
  const std::string shown = base::shorten(base::one_line(base::make_utf8(name)), 200);
  if (base::fold(shown).empty()) return base::fail(base::Code::kInvalid, "a person needs a name");
  model::Handle handle{model::HandleKind::kName, base::fold(shown)};
  if (shown.find('@') != std::string::npos) {
    TRY(handle, parse_address(shown));
  }
  const model::IdentityId id = ledger::identity_id(app.ledger->key(), handle);
  const std::string seen_name = handle.kind == model::HandleKind::kName ? shown : "";
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    if (known.state.people.knows(id, seen_name)) return Facts{};
    return Facts{{known.random.id<model::EntryTag>(), model::IdentitySeen{id, handle, seen_name}}};
  }));
  return *app.state.people.find(id);
}

}  // namespace app
