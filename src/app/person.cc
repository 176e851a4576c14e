// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/person.h"

#include <algorithm>

#include "app/tags.h"
#include "suggest/keeping.h"

namespace app {
namespace {

using identity::Number;

// "Ada Brenner <ada@brenner.example>": the first of them, and how many more.
std::string called(const App& app, const std::vector<model::IdentityId>& ids) {
  const identity::Directory& people = app.state.people;
  std::vector<Number> known;
  for (const model::IdentityId& id : ids) {
    if (const auto n = people.find(id)) known.push_back(*n);
  }
  if (known.empty()) return "somebody who is gone";
  const identity::Known& first = people.at(known.front());
  std::string text = first.names.empty() || first.handle.kind == model::HandleKind::kName
                         ? first.handle.text
                         : first.names.front() + " <" + first.handle.text + ">";
  if (known.size() > 1) text += " and " + std::to_string(known.size() - 1) + " more";
  return text;
}

std::vector<Judgement> judgements_of(const App& app, Number person) {
  const auto is_theirs = [&](const model::IdentityId& id) {
    const auto n = app.state.people.find(id);
    return n && app.state.people.person_of(*n) == person;
  };
  std::vector<Judgement> all;
  for (const auto& judged : app.state.profiles.judged()) {
    const auto& [these, those, same, at] = judged.said;
    if (std::none_of(these.begin(), these.end(), is_theirs) &&
        std::none_of(those.begin(), those.end(), is_theirs))
      continue;
    all.push_back({judged.seq, called(app, these) + " and " + called(app, those) +
                                   (same ? " are one person" : " are two people")});
  }
  return all;
}

// To the newest so many.
base::Result<void> add_texts(App& app, std::vector<Item>& items, std::size_t most) {
  std::vector<std::uint64_t> seqs;
  for (std::size_t i = items.size(); i-- > 0 && seqs.size() < most;) seqs.push_back(items[i].seq);
  TRY(std::vector<Item> read, read_items(app, seqs, store::WithText::kYes));
  for (Item& with : read) {
    const auto at = std::find_if(items.rbegin(), items.rend(),
                                 [&](const Item& item) { return item.seq == with.seq; });
    if (at == items.rend()) continue;
    at->interaction.subject = std::move(with.interaction.subject);
    at->interaction.text = std::move(with.interaction.text);
  }
  return {};
}

}  // namespace

base::Result<Person> person(App& app, Number number, std::size_t texts) {
  Person person;
  const Number me = app.state.people.owner();
  person.relation.person = number;
  if (me != identity::kNobody && me != number) person.relation = relation(app, me, number);
  person.facts = facts_of(app, number);
  person.tags = tags_of(app, number);
  const auto keepings = suggest::keepings(app.state.people, app.state.profiles);
  if (const auto keeping = keepings.find(number); keeping != keepings.end())
    person.keeping = keeping->second;
  person.judgements = judgements_of(app, number);
  const bool all = texts == kAllTexts;
  TRY(person.items, history_of(app, number, all ? store::WithText::kYes : store::WithText::kNo));
  if (!all) TRY_DO(add_texts(app, person.items, texts));
  return person;
}

base::Result<Timeline> timeline(App& app, Number person, std::uint64_t before, std::size_t most) {
  TRY(std::vector<Item> all, history_of(app, person, store::WithText::kNo));
  std::reverse(all.begin(), all.end());
  auto from = all.begin();
  if (before != 0) {
    from = std::find_if(all.begin(), all.end(), [&](const Item& i) { return i.seq == before; });
    if (from == all.end())
      return base::fail(base::Code::kInvalid, "this page is no longer here: begin with the first");
    ++from;
  }
  const auto count = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(most), all.end() - from);
  std::vector<std::uint64_t> seqs;
  for (auto at = from; at != from + count; ++at) seqs.push_back(at->seq);
  Timeline page;
  TRY(page.items, read_items(app, seqs, store::WithText::kYes));
  for (Item& item : page.items) {
    item.answers =
        std::find_if(from, all.end(), [&](const Item& i) { return i.seq == item.seq; })->answers;
  }
  if (count > 0 && from + count != all.end()) page.next = seqs.back();
  return page;
}

std::string mail_address(const App& app, Number person) {
  for (const Number n : app.state.people.identities_of(person)) {
    const model::Handle& handle = app.state.people.at(n).handle;
    if (handle.kind == model::HandleKind::kMail) return handle.text;
  }
  return "";
}

std::string id_of(const App& app, Number person) {
  return base::print(app.state.people.at(person).id);
}

base::Result<Number> find_by_id(const App& app, std::string_view id) {
  const auto bytes = base::parse_hex16(id);
  const auto n = bytes ? app.state.people.find(model::IdentityId{*bytes}) : std::nullopt;
  if (!n) return base::fail(base::Code::kNotFound, "there is nobody with this id");
  return app.state.people.person_of(*n);
}

}  // namespace app
