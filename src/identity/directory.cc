// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/directory.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/assert.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "identity/names.h"

namespace identity {
namespace {

constexpr std::size_t kFewestSlots = 64;

// Whoever an archive belongs to, where its files speak of nobody by name: "owner@linkedin".
bool is_the_owners(const model::Handle& handle) {
  return handle.kind == model::HandleKind::kAccount && handle.text.starts_with("owner@") &&
         handle.text.find('.') == std::string::npos;
}

}  // namespace

std::size_t Directory::slot_of(const model::IdentityId& id) const {
  std::size_t slot = id.prefix() & (slots_.size() - 1);
  while (slots_[slot].number != kNobody && slots_[slot].id != id)
    slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void Directory::make_room() {
  if (known_.size() * 2 < slots_.size()) return;
  slots_.assign(std::max(kFewestSlots, slots_.size() * 2), {});
  for (Number n = 0; n < known_.size(); ++n) slots_[slot_of(known_[n].id)] = {known_[n].id, n};
}

void Directory::apply(const model::IdentitySeen& fact) {
  make_room();
  Slot& slot = slots_[slot_of(fact.identity)];
  const bool fresh = slot.number == kNobody;
  if (fresh) slot = {fact.identity, static_cast<Number>(known_.size())};
  const Number n = slot.number;
  if (fresh) {
    known_.push_back({fact.identity, fact.handle, {}});
    now_.persons.groups.push_back(n);
    now_.person.push_back(n);
    if (std::binary_search(owner_ids_.begin(), owner_ids_.end(), fact.identity)) regroup();
  }
  if (fact.name.empty()) return;
  std::vector<std::string>& names = known_[n].names;
  const auto place = std::lower_bound(names.begin(), names.end(), fact.name);
  if (place == names.end() || *place != fact.name) names.insert(place, fact.name);
}

void Directory::apply(const model::OwnerNamed& fact) {
  owner_ids_ = fact.identities;
  std::sort(owner_ids_.begin(), owner_ids_.end());
  regroup();
}

void Directory::regroup() { now_ = group(std::move(now_.persons)); }

Grouping Directory::group(Persons persons) const {
  ASSERT(persons.groups.size() == known_.size());
  Grouping out;
  std::vector<Number> group = persons.groups;
  std::set<Number> owners;
  for (const model::IdentityId& id : owner_ids_) {
    if (const std::optional<Number> n = find(id)) owners.insert(group[*n]);
  }
  for (Number n = 0; n < known_.size() && !owners.empty(); ++n) {
    if (is_the_owners(known_[n].handle)) owners.insert(group[n]);
  }
  std::vector<Number> sizes(known_.size());
  for (Number& g : group) {
    if (!owners.empty() && owners.contains(g)) g = *owners.begin();
    ++sizes[g];
  }
  std::unordered_map<Number, std::vector<Number>> several;
  out.person.resize(known_.size());
  for (Number n = 0; n < known_.size(); ++n) {
    out.person[n] = n;
    if (sizes[group[n]] > 1) several[group[n]].push_back(n);
    if (!owners.empty() && group[n] == *owners.begin()) out.owner = n;
  }
  for (auto& [g, members] : several) {
    std::sort(members.begin(), members.end(),
              [&](Number a, Number b) { return known_[a].handle < known_[b].handle; });
    const Number first = members.front();
    for (const Number n : members) out.person[n] = first;
    out.members.emplace(first, std::move(members));
  }
  if (out.owner != kNobody) out.owner = out.person[out.owner];
  out.first_name.resize(known_.size() + 1);
  for (const auto& [n, name] : persons.names) ++out.first_name[n + 1];
  std::partial_sum(out.first_name.begin(), out.first_name.end(), out.first_name.begin());
  out.persons = std::move(persons);
  return out;
}

std::optional<Number> Directory::find(const model::IdentityId& id) const {
  if (slots_.empty()) return std::nullopt;
  const Number n = slots_[slot_of(id)].number;
  return n == kNobody ? std::nullopt : std::optional(n);
}

bool Directory::knows(const model::IdentityId& id, std::string_view name) const {
  const std::optional<Number> n = find(id);
  if (!n) return false;
  const std::vector<std::string>& names = known_[*n].names;
  return name.empty() || std::binary_search(names.begin(), names.end(), name);
}

Number Directory::person_of_profile(std::size_t i) const {
  const Number n = i < now_.persons.profiles.size() ? now_.persons.profiles[i] : kNobody;
  return n == kNobody ? kNobody : now_.person[n];
}

std::vector<Number> Directory::identities_of(Number person) const {
  const auto several = now_.members.find(person);
  return several == now_.members.end() ? std::vector{person} : several->second;
}

template <class Each>
void Directory::each_name(Number person, const Each& each) const {
  for (const Number n : identities_of(person)) {
    for (const std::string& name : known_[n].names) each(name);
    if (n + std::size_t{1} >= now_.first_name.size()) continue;  // nobody has grouped it yet
    for (std::uint32_t i = now_.first_name[n]; i < now_.first_name[n + 1]; ++i)
      each(now_.persons.names[i].second);
  }
}

std::vector<std::string> Directory::names(Number person) const {
  std::vector<std::string> all;
  each_name(person, [&](const std::string& name) { all.push_back(name); });
  return all;
}

std::string Directory::name(Number person) const {
  std::vector<std::string_view> all;
  each_name(person, [&](const std::string& name) { all.push_back(name); });
  const std::string_view best = best_name(all);
  return best.empty() ? handle(person).text : std::string(best);
}

const model::Handle& Directory::handle(Number person) const {
  return known_[person].handle;  // the first of several stands for them
}

void Directory::save(std::string& out) const {
  base::ByteWriter to(out);
  to.u64(known_.size());
  for (const Known& k : known_) {
    to.bytes(base::view(k.id.bytes));
    to.u8(static_cast<std::uint8_t>(k.handle.kind));
    to.text(k.handle.text);
    to.u64(k.names.size());
    for (const std::string& name : k.names) to.text(name);
  }
  for (const Number group : now_.persons.groups) to.u32(group);
  to.u64(now_.persons.profiles.size());
  for (const Number n : now_.persons.profiles) to.u32(n);
  to.u64(now_.persons.names.size());
  for (const auto& [n, name] : now_.persons.names) {
    to.u32(n);
    to.text(name);
  }
  to.u64(now_.persons.doubts.size());
  for (const Doubt& d : now_.persons.doubts) {
    to.u32(d.a);
    to.u32(d.b);
    to.f64(d.chance);
    to.text(d.why);
  }
  to.u64(owner_ids_.size());
  for (const model::IdentityId& id : owner_ids_) to.bytes(base::view(id.bytes));
}

base::Result<Directory> Directory::load(std::string_view bytes) {
  base::ByteReader from(bytes);
  Directory directory;
  const auto read_id = [&] {
    model::IdentityId id;
    from.bytes(id.bytes.data(), id.bytes.size());
    return id;
  };
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    model::IdentitySeen seen;
    seen.identity = read_id();
    seen.handle.kind = static_cast<model::HandleKind>(from.u8());
    seen.handle.text = from.text();
    directory.apply(seen);
    for (std::uint64_t names = from.u64(); names > 0 && from.ok(); --names) {
      seen.name = from.text();
      directory.apply(seen);
    }
  }
  Persons persons;
  bool sound = true;
  const auto read_number = [&] {
    const Number n = from.u32();
    sound = sound && n < directory.size();
    return n;
  };
  for (std::size_t n = directory.size(); n > 0; --n) persons.groups.push_back(read_number());
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    persons.profiles.push_back(from.u32());
    sound =
        sound && (persons.profiles.back() < directory.size() || persons.profiles.back() == kNobody);
  }
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const Number who = read_number();
    persons.names.emplace_back(who, from.text());
  }
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const Number a = read_number(), b = read_number();
    const double chance = from.f64();
    persons.doubts.push_back({a, b, chance, from.text()});
  }
  if (!sound) return base::fail(base::Code::kCorrupt, "a person of nobody");
  directory.set_persons(std::move(persons));
  model::OwnerNamed owner;
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) owner.identities.push_back(read_id());
  directory.apply(owner);
  if (!from.done()) return base::fail(base::Code::kCorrupt, "the directory's bytes do not read");
  return directory;
}

}  // namespace identity
