// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/forget.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/commit.h"
#include "base/text.h"

namespace app {
namespace {

using model::Interaction;

const Interaction* interaction_in(const model::Fact& fact) {
  if (const auto* f = std::get_if<model::InteractionRecorded>(&fact)) return &f->interaction;
  if (const auto* f = std::get_if<model::InteractionCompleted>(&fact)) return &f->interaction;
  return nullptr;
}

// What gives a person away in a text: every handle, and every name of more than one word.
struct Traces {
  std::set<model::IdentityId> ids;
  std::vector<std::string> words;

  bool in(std::string_view text) const {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return base::contains_ignoring_case(text, w); });
  }
  bool any_of(const std::vector<model::IdentityId>& some) const {
    return std::any_of(some.begin(), some.end(),
                       [&](const model::IdentityId& id) { return ids.contains(id); });
  }
  // A profile with one of their handles is theirs, whatever else stands in it; so are the statements
  // and deeds about them, and what in others' profiles names them.
  bool in_any_other(const model::Fact& fact) const {
    if (const auto* f = std::get_if<model::ProfileSeen>(&fact)) {
      const model::Profile& p = f->profile;
      return any_of(p.identities) || in(p.name) || in(p.raw) ||
             std::any_of(p.statements.begin(), p.statements.end(),
                         [&](const model::Statement& s) { return in(s.value) || in(s.detail); });
    }
    if (const auto* f = std::get_if<model::StatementMade>(&fact))
      return ids.contains(f->about) || in(f->statement.value) || in(f->statement.detail);
    if (const auto* f = std::get_if<model::DeedRecorded>(&fact))
      return ids.contains(f->deed.other) || in(f->deed.text);
    if (const auto* f = std::get_if<model::IdentitiesJudged>(&fact))
      return any_of(f->these) || any_of(f->those);
    if (const auto* f = std::get_if<model::ExchangeOpened>(&fact)) {
      const model::Exchange& e = f->exchange;
      return in(e.about) || in(e.words) ||
             std::any_of(e.parties.begin(), e.parties.end(),
                         [&](const model::Party& p) { return ids.contains(p.who); });
    }
    if (const auto* f = std::get_if<model::ExchangeStepped>(&fact))
      return ids.contains(f->step.whom) || in(f->step.words) || in(f->step.value);
    if (const auto* f = std::get_if<model::IdealCardWritten>(&fact))
      return in(f->card.who) || in(f->card.phrase) || in(f->card.not_for) || in(f->card.example);
    return false;
  }
  bool stands_in(const Interaction& it, bool as_author) const {
    return std::any_of(
        it.participants.begin(), it.participants.end(), [&](const model::Participant& p) {
          return ids.contains(p.identity) && (!as_author || p.role == model::Role::kFrom);
        });
  }
};

Traces traces_of(const identity::Directory& people, identity::Number person) {
  Traces traces;
  for (const identity::Number n : people.identities_of(person)) {
    const identity::Known& known = people.at(n);
    traces.ids.insert(known.id);
    traces.words.push_back(known.handle.text);
  }
  for (const std::string& name : people.names(person)) {
    if (name.find(' ') != std::string::npos) traces.words.push_back(name);
  }
  return traces;
}

struct Copies {
  std::vector<std::uint64_t> seqs;
  Interaction latest;  // with text
};

struct Search {
  std::map<model::InteractionId, Copies> touched;
  std::vector<std::uint64_t> other;  // identities, answers, owner facts that name the person
};

base::Result<Search> search(App& app, const Traces& traces) {
  Search found;
  std::set<model::ExchangeId> exchanges;  // that they are part of: their steps go too
  std::set<model::InteractionId> ids;
  TRY_DO(ledger_of(app)->replay(
      0, store::WithText::kYes, [&](const model::Entry& entry) -> base::Result<void> {
        if (const Interaction* it = interaction_in(entry.fact)) {
          if (traces.stands_in(*it, false) || traces.in(it->subject) || traces.in(it->text))
            ids.insert(it->id);
        } else if (const auto* seen = std::get_if<model::IdentitySeen>(&entry.fact)) {
          if (traces.ids.contains(seen->identity)) found.other.push_back(entry.seq);
        } else if (const auto* said = std::get_if<model::SuggestionAnswered>(&entry.fact)) {
          if (traces.ids.contains(said->about)) found.other.push_back(entry.seq);
        } else if (traces.in_any_other(entry.fact)) {
          found.other.push_back(entry.seq);
          if (std::holds_alternative<model::ExchangeOpened>(entry.fact))
            exchanges.insert(model::ExchangeId{entry.id.bytes});
        } else if (const auto* step = std::get_if<model::ExchangeStepped>(&entry.fact)) {
          if (exchanges.contains(step->step.exchange)) found.other.push_back(entry.seq);
        }
        return {};
      }));
  // Every copy of a touched interaction, also those that did not name the person yet.
  TRY_DO(ledger_of(app)->replay(0, store::WithText::kYes,
                                [&](const model::Entry& entry) -> base::Result<void> {
                                  const Interaction* it = interaction_in(entry.fact);
                                  if (it == nullptr || !ids.contains(it->id)) return {};
                                  Copies& copies = found.touched[it->id];
                                  copies.seqs.push_back(entry.seq);
                                  copies.latest = *it;
                                  return {};
                                }));
  return found;
}

// What may stay of it: nullopt where it is about the person alone, or their own words.
std::optional<Interaction> redact(const Interaction& it, const Traces& traces) {
  if (traces.stands_in(it, true)) return std::nullopt;
  Interaction rest = it;
  std::erase_if(rest.participants,
                [&](const model::Participant& p) { return traces.ids.contains(p.identity); });
  if (rest.participants.size() < 2) return std::nullopt;
  const auto receivers = static_cast<std::uint32_t>(it.participants.size() - 1);
  rest.recipients = std::max(it.recipients, receivers);
  if (traces.in(rest.subject)) rest.subject.clear();
  if (traces.in(rest.text)) rest.text.clear();
  rest.sealed = true;
  return rest;
}

}  // namespace

base::Result<Forgotten> forget_person(App& app, identity::Number person, bool dry) {
  const identity::Directory& people = app.state.people;
  if (person == people.owner()) {
    return base::fail(base::Code::kForbidden, "this is you: a book cannot forget its owner");
  }
  const Traces traces = traces_of(people, person);
  TRY(const Search found, search(app, traces));
  Forgotten forgotten;
  const std::string name = base::fold(people.name(person));
  for (identity::Number n = 0; n < people.size(); ++n) {
    if (n != person && people.person_of(n) == n && base::fold(people.name(n)) == name) {
      forgotten.namesakes.push_back(n);
    }
  }
  std::vector<std::uint64_t> seqs = found.other;
  Facts further;
  for (const auto& [id, copies] : found.touched) {
    seqs.insert(seqs.end(), copies.seqs.begin(), copies.seqs.end());
    if (std::optional<Interaction> rest = redact(copies.latest, traces)) {
      ++forgotten.redacted;
      further.push_back(
          {app.random.id<model::EntryTag>(), model::InteractionCompleted{std::move(*rest)}});
    } else {
      ++forgotten.erased;
    }
  }
  if (dry) return forgotten;
  std::sort(seqs.begin(), seqs.end());
  TRY_DO(erase(app, seqs, std::move(further)));
  return forgotten;
}

base::Result<void> forget_item(App& app, std::uint64_t seq) {
  const auto none = [&] {
    return base::fail(base::Code::kNotFound, "there is no item #" + std::to_string(seq));
  };
  if (seq == 0 || seq > ledger_of(app)->last_seq()) return none();
  TRY(const std::optional<model::Entry> entry, ledger_of(app)->read(seq, store::WithText::kNo));
  const Interaction* it = entry ? interaction_in(entry->fact) : nullptr;
  if (it == nullptr) return none();
  std::vector<std::uint64_t> seqs;
  TRY_DO(ledger_of(app)->replay(0, store::WithText::kNo,
                                [&](const model::Entry& other) -> base::Result<void> {
                                  const Interaction* copy = interaction_in(other.fact);
                                  if (copy != nullptr && copy->id == it->id)
                                    seqs.push_back(other.seq);
                                  return {};
                                }));
  return erase(app, seqs, {});
}

}  // namespace app
