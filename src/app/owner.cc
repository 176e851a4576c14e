// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/owner.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "app/commit.h"
#include "base/text.h"
#include "identity/handles.h"

namespace app {
namespace {

std::set<std::string> folded_names(const identity::Known& known) {
  std::set<std::string> names;
  for (const std::string& name : known.names) names.insert(base::fold(name));
  return names;
}

bool share_a_name(const identity::Known& a, const identity::Known& b) {
  const std::set<std::string> names = folded_names(a);
  const std::set<std::string> others = folded_names(b);
  return std::any_of(others.begin(), others.end(), [&](const std::string& n) {
    return names.contains(n) && n.find(' ') != std::string::npos;
  });
}

}  // namespace

base::Result<std::vector<OwnerCandidate>> propose_owner(App& app, std::size_t most) {
  const identity::Directory& people = app.state.people;
  std::vector<OwnerCandidate> all(people.size());
  for (identity::Number n = 0; n < all.size(); ++n) all[n].identity = n;
  std::uint64_t personal = 0;
  TRY_DO(ledger_of(app)->replay(
      0, store::WithText::kNo, [&](const model::Entry& entry) -> base::Result<void> {
        const auto* recorded = std::get_if<model::InteractionRecorded>(&entry.fact);
        if (recorded == nullptr || recorded->interaction.audience != model::Audience::kPersonal)
          return {};
        ++personal;
        for (const model::Participant& p : recorded->interaction.participants) {
          const auto n = people.find(p.identity);
          if (!n) continue;
          ++(p.role == model::Role::kFrom ? all[*n].sent : all[*n].received);
        }
        return {};
      }));
  std::sort(all.begin(), all.end(), [&](const OwnerCandidate& a, const OwnerCandidate& b) {
    return std::tuple(b.sent + b.received, people.at(a.identity).handle) <
           std::tuple(a.sent + a.received, people.at(b.identity).handle);
  });
  std::erase_if(all, [](const OwnerCandidate& c) { return c.sent + c.received == 0; });
  if (all.empty()) return all;
  const auto total = [](const OwnerCandidate& c) { return c.sent + c.received; };
  // In a person's own mail nearly everything is from or to that person; second addresses bear the
  // same name.
  all.front().likely = total(all.front()) * 2 >= personal &&
                       (all.size() == 1 || total(all.front()) >= 2 * total(all[1]) ||
                        share_a_name(people.at(all[0].identity), people.at(all[1].identity)));
  if (all.front().likely) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      all[i].likely = share_a_name(people.at(all.front().identity), people.at(all[i].identity));
    }
    std::stable_sort(all.begin(), all.end(), [](const OwnerCandidate& a, const OwnerCandidate& b) {
      return a.likely > b.likely;
    });
  }
  if (all.size() > most) all.resize(most);
  return all;
}

base::Result<model::Handle> parse_address(const std::string& text) {
  const std::string address = base::lower_ascii(base::trim(text));
  const std::size_t at = address.find('@');
  const bool plain = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                     address.find('@', at + 1) == std::string::npos &&
                     address.find_first_of(" \t<>,;\"") == std::string::npos &&
                     base::is_utf8(address);
  if (!plain) return base::fail(base::Code::kInvalid, "“" + text + "” is not a mail address");
  return model::Handle{model::HandleKind::kMail, address};
}

namespace {

// A mail address, or any other handle: a page, a telephone number, an X.500 name, a bare name.
base::Result<model::Handle> parse_own(const App& app, const std::string& text) {
  if (const auto page = identity::page_handle(text)) return *page;
  if (const auto phone = identity::phone_handle(text, app.region)) return *phone;
  for (const auto kind :
       {model::HandleKind::kX500, model::HandleKind::kAccount, model::HandleKind::kName}) {
    const model::Handle handle{
        kind, kind == model::HandleKind::kName ? base::fold(text) : base::lower_ascii(text)};
    if (app.state.people.find(ledger::identity_id(app.ledger->key(), handle))) return handle;
  }
  return parse_address(text);
}

}  // namespace

base::Result<void> name_owner(App& app, std::span<const std::string> addresses) {
  std::vector<model::Handle> handles;
  for (const std::string& text : addresses) {
    TRY(handles.emplace_back(), parse_own(app, text));
  }
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    Facts facts;
    model::OwnerNamed owner;
    for (const model::Handle& handle : handles) {
      const model::IdentityId id = ledger::identity_id(known.ledger.key(), handle);
      if (!known.state.people.find(id)) {
        facts.push_back({known.random.id<model::EntryTag>(), model::IdentitySeen{id, handle, ""}});
      }
      owner.identities.push_back(id);
    }
    std::sort(owner.identities.begin(), owner.identities.end());
    owner.identities.erase(std::unique(owner.identities.begin(), owner.identities.end()),
                           owner.identities.end());
    if (facts.empty() && owner.identities == known.state.people.owner_identities()) return Facts{};
    facts.push_back({known.random.id<model::EntryTag>(), std::move(owner)});
    return facts;
  }));
  return settle(app);
}

}  // namespace app
