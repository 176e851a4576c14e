// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/today.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/commit.h"
#include "app/history.h"
#include "app/person.h"
#include "app/relations.h"
#include "base/text.h"
#include "exchange/moves.h"

namespace app {
namespace {

base::Result<Card> put_into_words(App& app, suggest::Suggestion suggestion, std::size_t number) {
  TRY(const std::vector<Item> items, read_items(app, suggestion.entries, store::WithText::kYes));
  if (items.empty() && !suggestion.in_profiles)
    return base::fail(base::Code::kCorrupt, "a card rests on an entry that is not there");
  Card card{number, std::move(suggestion), {}, {}};
  for (const Item& item : items) card.entries.push_back(item.interaction);
  card.words = card.suggestion.rule->say(view_of(app), card.suggestion, card.entries);
  return card;
}

// The hand is a line a card: the rule's name and the person's id. No name, no address.
std::string print_hand(const App& app, const std::vector<Card>& cards) {
  std::string hand;
  for (const Card& card : cards) {
    hand += fmt::format("{}\t{}\n", card.suggestion.rule->name,
                        base::print(app.state.people.at(card.suggestion.about).id));
  }
  return hand;
}

base::Result<Card> standing_card(App& app, const suggest::Rule& rule, identity::Number person,
                                 std::size_t number) {
  std::vector<suggest::Suggestion> all;
  rule.propose(view_of(app), all);
  for (suggest::Suggestion& s : all) {
    if (s.about != person) continue;
    s.rule = &rule;
    return put_into_words(app, std::move(s), number);
  }
  return base::fail(
      base::Code::kConflict,
      (number == 0 ? "this card" : fmt::format("card {}", number)) + " is dealt with already");
}

}  // namespace

suggest::View view_of(const App& app) {
  return {app.state.people,  app.state.ties,     app.state.conversations,
          app.state.answers, app.state.profiles, app.state.exchanges,
          app.moment.at};
}

base::Result<std::vector<Card>> today(App& app, bool deal) {
  TRY_DO(owner_of(app));
  std::vector<Card> cards;
  for (suggest::Suggestion& s : suggest::rank(view_of(app))) {
    TRY(cards.emplace_back(), put_into_words(app, std::move(s), cards.size() + 1));
  }
  if (deal) TRY_DO(store::write_file_durably(hand_file(app.folder), print_hand(app, cards)));
  return cards;
}

base::Result<Card> card(App& app, std::size_t number) {
  const auto unknown = [&] {
    return base::fail(base::Code::kNotFound,
                      fmt::format("no card {} was shown: say `rapport today` first", number));
  };
  const auto hand = store::read_file(hand_file(app.folder));
  if (!hand || number == 0) return unknown();
  const std::vector<std::string_view> lines = base::split(*hand, '\n');
  if (number >= lines.size()) return unknown();
  const std::vector<std::string_view> parts = base::split(lines[number - 1], '\t');
  const auto id = parts.size() == 2 ? base::parse_hex16(parts[1]) : std::nullopt;
  const suggest::Rule* rule = suggest::find_rule(parts[0]);
  const auto person = id ? app.state.people.find(model::IdentityId{*id}) : std::nullopt;
  if (rule == nullptr || !person) return unknown();
  return standing_card(app, *rule, *person, number);
}

std::string id_of(const App& app, const suggest::Suggestion& suggestion) {
  std::string rule = suggestion.rule->name;
  std::replace(rule.begin(), rule.end(), ' ', '_');
  return rule + "-" + id_of(app, suggestion.about);
}

base::Result<Card> find_card(App& app, std::string_view id) {
  const std::size_t dash = id.find('-');
  std::string name(id.substr(0, dash));
  std::replace(name.begin(), name.end(), '_', ' ');
  const suggest::Rule* rule = suggest::find_rule(name);
  if (rule == nullptr || dash == std::string_view::npos)
    return base::fail(base::Code::kNotFound, "there is no such card");
  TRY(const identity::Number person, find_by_id(app, id.substr(dash + 1)));
  return standing_card(app, *rule, person, 0);
}

base::Result<std::vector<Card>> cards_of(App& app, const suggest::Rule& rule) {
  TRY_DO(owner_of(app));
  std::vector<Card> cards;
  for (suggest::Suggestion& s : suggest::proposals(view_of(app), rule)) {
    TRY(cards.emplace_back(), put_into_words(app, std::move(s), cards.size() + 1));
  }
  return cards;
}

base::Result<void> answer_card(App& app, const Card& card, model::Verdict verdict,
                               base::Time until) {
  // By id: the folds may move while this waits its turn.
  const auto& due = card.suggestion.due;
  const model::ExchangeId in = due ? due->course->id : model::ExchangeId{};
  const model::IdentityId whom = due ? due->whom : model::IdentityId{};
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    // What was due in an exchange and is done is its next step.
    if (const exchange::Course* course = known.state.exchanges.find(in);
        course != nullptr && verdict == model::Verdict::kDone) {
      if (const auto next = exchange::settling({card.suggestion.due->kind, course, whom, {}})) {
        exchange::Step wanted;
        wanted.kind = next->kind;
        wanted.by = next->by;
        TRY(exchange::Step step, exchange::decide(*course, std::move(wanted), app.moment.at));
        return Facts{{known.random.id<model::EntryTag>(), model::ExchangeStepped{std::move(step)}}};
      }
    }
    const model::IdentityId about = known.state.people.at(card.suggestion.about).id;
    return Facts{{known.random.id<model::EntryTag>(),
                  model::SuggestionAnswered{card.suggestion.rule->name, about, verdict,
                                            app.moment.at, until}}};
  }));
  return {};
}

}  // namespace app
