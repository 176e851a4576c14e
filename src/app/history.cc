// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/history.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace app {
namespace {

// What each letter replies to, as its own headers say, among the letters here.
void link_replies(std::vector<Item>& items) {
  std::unordered_map<std::uint64_t, std::uint64_t> letters;
  for (const Item& item : items) {
    if (item.interaction.message_key != 0) letters.emplace(item.interaction.message_key, item.seq);
  }
  for (Item& item : items) {
    const auto parent = letters.find(item.interaction.parent_key);
    if (parent != letters.end() && parent->second != item.seq) item.answers = parent->second;
  }
}

}  // namespace

base::Result<std::vector<Item>> read_items(App& app, std::span<const std::uint64_t> seqs,
                                           store::WithText with_text) {
  std::vector<Item> items;
  TRY(BorrowedReader ledger, reader_of(app));
  for (const std::uint64_t seq : seqs) {
    if (app.state.superseded.contains(seq)) continue;
    TRY(std::optional<model::Entry> entry, ledger->read(seq, with_text));
    if (!entry) continue;
    if (auto* recorded = std::get_if<model::InteractionRecorded>(&entry->fact)) {
      items.push_back({seq, std::move(recorded->interaction), 0});
    } else if (auto* completed = std::get_if<model::InteractionCompleted>(&entry->fact)) {
      items.push_back({seq, std::move(completed->interaction), 0});
    }
  }
  return items;
}

base::Result<std::vector<Item>> history_of(App& app, identity::Number person,
                                           store::WithText with_text) {
  std::vector<std::uint64_t> seqs;
  std::set<model::IdentityId> ids;
  TRY(BorrowedReader ledger, reader_of(app));
  for (const identity::Number n : app.state.people.identities_of(person)) {
    ids.insert(app.state.people.at(n).id);
    TRY(const std::vector<std::uint64_t> some, ledger->timeline(app.state.people.at(n).id));
    seqs.insert(seqs.end(), some.begin(), some.end());
  }
  std::sort(seqs.begin(), seqs.end());
  seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
  TRY(std::vector<Item> items, read_items(app, seqs, with_text));
  std::erase_if(items, [&](const Item& item) {
    const auto& parties = item.interaction.participants;
    return item.interaction.at > app.until ||
           std::none_of(parties.begin(), parties.end(),
                        [&](const model::Participant& p) { return ids.contains(p.identity); });
  });
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::tuple(a.interaction.at, a.seq) < std::tuple(b.interaction.at, b.seq);
  });
  link_replies(items);
  return items;
}

}  // namespace app
