// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cards.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/facts.h"
#include "formats/vcard.h"

namespace app {
namespace {

using identity::Number;

// The newest version of every card, by person.
std::map<Number, std::vector<std::uint64_t>> cards_of(const App& app) {
  std::map<model::ProfileId, std::tuple<base::Time, std::uint64_t, Number>> newest;
  const auto& all = app.state.profiles.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].said.source != "vcard") continue;
    auto& best = newest[all[i].said.id];
    best = std::max(
        best, std::tuple(all[i].said.as_of, all[i].seq, app.state.people.person_of_profile(i)));
  }
  std::map<Number, std::vector<std::uint64_t>> cards;
  for (const auto& [id, version] : newest)
    cards[std::get<Number>(version)].push_back(std::get<1>(version));
  return cards;
}

bool is_real(const App& app, Number person, const std::set<Number>& with_profile) {
  if (with_profile.contains(person)) return true;
  const suggest::Conversation* c = app.state.conversations.find(person);
  return c != nullptr && c->to_me > 0 && c->to_them > 0;
}

formats::VCard made(const App& app, Number person) {
  formats::VCard card;
  const identity::Directory& people = app.state.people;
  card.name = people.name(person);
  for (const Number n : people.identities_of(person)) {
    const model::Handle& h = people.at(n).handle;
    if (h.kind == model::HandleKind::kMail) card.mails.push_back(h.text);
    if (h.kind == model::HandleKind::kPhone) card.phones.push_back(h.text);
    if (h.kind == model::HandleKind::kUrl) card.urls.push_back("https://" + h.text);
  }
  for (const StatedFact& f : facts_of(app, person)) {
    if (!f.holds) continue;
    if (f.statement.kind == model::StatementKind::kWorksAt && card.organization.empty() &&
        card.title.empty()) {
      card.organization = f.statement.value;
      card.title = f.statement.detail;
    }
    if (f.statement.kind == model::StatementKind::kBirthday && card.birthday.empty())
      card.birthday = f.statement.value;
    if (f.statement.kind == model::StatementKind::kTag)
      card.categories.push_back(f.statement.value);
  }
  return card;
}

}  // namespace

base::Result<CardsWritten> write_cards(App& app, const std::string& file) {
  std::set<Number> with_profile;
  for (std::size_t i = 0; i < app.state.profiles.all().size(); ++i)
    with_profile.insert(app.state.people.person_of_profile(i));
  const auto cards = cards_of(app);
  std::vector<Number> people;
  for (Number n = 0; n < app.state.people.size(); ++n) {
    if (app.state.people.person_of(n) == n) people.push_back(n);
  }
  std::sort(people.begin(), people.end(), [&](Number a, Number b) {
    return app.state.people.handle(a) < app.state.people.handle(b);
  });
  CardsWritten written;
  std::string text;
  for (const Number person : people) {
    const std::uint64_t before = written.as_they_were;
    if (const auto own = cards.find(person); own != cards.end()) {
      for (const std::uint64_t seq : own->second) {
        TRY(const std::optional<model::Entry> entry,
            ledger_of(app)->read(seq, store::WithText::kYes));
        const auto* seen = entry ? std::get_if<model::ProfileSeen>(&entry->fact) : nullptr;
        if (seen == nullptr || seen->profile.raw.empty()) continue;
        text += seen->profile.raw;
        if (!text.ends_with('\n')) text += "\r\n";
        ++written.as_they_were;
      }
    }
    if (written.as_they_were == before && person != app.state.people.owner() &&
        is_real(app, person, with_profile)) {
      text += formats::print_vcard(made(app, person));
      ++written.made;
    }
  }
  TRY_DO(store::write_file_durably(file, text));
  return written;
}

}  // namespace app
