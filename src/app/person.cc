// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/person.h"

namespace app {

base::Result<Person> person(App& app, identity::Number number) {
  Person person;
  const identity::Number me = app.state.people.owner();
  person.relation.person = number;
  if (me != identity::kNobody && me != number) person.relation = relation(app, me, number);
  person.facts = facts_of(app, number);
  TRY(person.items, history_of(app, number, store::WithText::kYes));
  return person;
}

std::string id_of(const App& app, identity::Number person) {
  return base::print(app.state.people.at(person).id);
}

base::Result<identity::Number> find_by_id(const App& app, std::string_view id) {
  const auto bytes = base::parse_hex16(id);
  const auto n = bytes ? app.state.people.find(model::IdentityId{*bytes}) : std::nullopt;
  if (!n) return base::fail(base::Code::kNotFound, "there is nobody with this id");
  return app.state.people.person_of(*n);
}

}  // namespace app
