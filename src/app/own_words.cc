// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/own_words.h"

#include <algorithm>
#include <tuple>

#include "app/relations.h"

namespace app {
namespace {

void take(const State& state, identity::Number me, const model::Interaction& it, std::uint64_t seq,
          std::vector<OwnWord>& words) {
  for (const Contact& c : contacts_of(it, seq, state.people)) {
    const identity::Number from = state.people.person_of(c.from), to = state.people.person_of(c.to);
    if (from == to || (from != me && to != me)) continue;
    const bool both = goes_both_ways(c.kind);
    words.push_back({it.at, seq, from == me ? to : from, it.channel, both || from == me,
                     both || to == me, c.asks, it.message_key, it.parent_key});
  }
}

}  // namespace

base::Result<std::vector<OwnWord>> own_words(App& app) {
  TRY(const identity::Number me, owner_of(app));
  std::vector<OwnWord> words;
  TRY_DO(ledger_of(app)->replay(
      0, store::WithText::kNo, [&](const model::Entry& entry) -> base::Result<void> {
        if (app.state.superseded.contains(entry.seq)) return {};
        const model::Interaction* it = nullptr;
        if (const auto* recorded = std::get_if<model::InteractionRecorded>(&entry.fact))
          it = &recorded->interaction;
        if (const auto* completed = std::get_if<model::InteractionCompleted>(&entry.fact))
          it = &completed->interaction;
        if (it != nullptr && it->at <= app.moment.at) take(app.state, me, *it, entry.seq, words);
        return {};
      }));
  std::sort(words.begin(), words.end(), [](const OwnWord& a, const OwnWord& b) {
    return std::tie(a.at, a.seq, a.other) < std::tie(b.at, b.seq, b.other);
  });
  return words;
}

}  // namespace app
