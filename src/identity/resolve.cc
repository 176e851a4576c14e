// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "identity/evidence.h"
#include "identity/match.h"

namespace identity {
namespace {

using Index = std::uint32_t;
using Pair = std::pair<Index, Index>;

// The records of a book: one an identity, then one a profile, in an order that does not depend on
// how they came.
struct Records {
  std::vector<MatchRecord> shown;
  std::vector<Number> identity;      // by record; kNobody: a profile
  std::vector<std::size_t> profile;  // by record
  std::vector<Index> of_identity;    // by identity
  std::vector<MatchJudgement> judged;
};

MatchRecord show(const Known& known) {
  MatchRecord r;
  r.names = known.names;
  show_handle(r, known.handle);
  r.place = known.handle.text;
  return r;
}

MatchRecord show(const Directory& people, const model::Profile& profile) {
  MatchRecord r;
  r.names.push_back(profile.name);
  r.place = profile.source;
  for (const model::IdentityId& id : profile.identities) {
    if (const auto n = people.find(id)) show_handle(r, people.at(*n).handle);
  }
  for (const model::Statement& s : profile.statements) {
    if (s.kind == model::StatementKind::kWorksAt) show_job(r, s.value, s.detail);
  }
  return r;
}

// The pairs that the owner's sayings, in their order, leave standing.
std::vector<MatchJudgement> judgements(const Directory& people, const Profiles& profiles,
                                       const std::vector<Index>& of_identity) {
  const auto records = [&](const std::vector<model::IdentityId>& ids) {
    std::vector<Index> out;
    for (const model::IdentityId& id : ids) {
      if (const auto n = people.find(id)) out.push_back(of_identity[*n]);
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  std::map<Pair, bool> same;
  for (const auto& judged : profiles.judged()) {  // in the order in which they were said
    const std::vector<Index> these = records(judged.said.these), those = records(judged.said.those);
    if (judged.said.same && !these.empty()) {
      for (const Index b : these) same[{these.front(), b}] = true;
    }
    for (const Index a : these) {
      for (const Index b : those) same[std::minmax(a, b)] = judged.said.same;
    }
  }
  std::vector<MatchJudgement> out;
  for (const auto& [pair, is] : same) {
    if (pair.first != pair.second) out.push_back({pair.first, pair.second, is});
  }
  return out;
}

Records records_of(const Directory& people, const Profiles& profiles) {
  Records r;
  std::vector<Number> numbers(people.size());
  for (Number n = 0; n < numbers.size(); ++n) numbers[n] = n;
  std::sort(numbers.begin(), numbers.end(),
            [&](Number a, Number b) { return people.at(a).handle < people.at(b).handle; });
  r.of_identity.resize(people.size());
  r.shown.reserve(people.size() + profiles.all().size());
  for (const Number n : numbers) {
    r.of_identity[n] = static_cast<Index>(r.shown.size());
    r.shown.push_back(show(people.at(n)));
    r.identity.push_back(n);
    r.profile.push_back(0);
  }
  std::vector<std::pair<MatchRecord, std::size_t>> sorted;
  for (std::size_t i = 0; i < profiles.all().size(); ++i) {
    const model::Profile& p = profiles.all()[i].said;
    sorted.emplace_back(show(people, p), i);
    std::sort(sorted.back().first.handles.begin(), sorted.back().first.handles.end());
  }
  std::sort(sorted.begin(), sorted.end(), [&](const auto& x, const auto& y) {
    const auto key = [&](const auto& one) {
      const model::Profile& p = profiles.all()[one.second].said;
      return std::tie(one.first.handles, p.name, p.source, p.as_of, p.statements);
    };
    return key(x) < key(y);
  });
  // Versions of one card are one person's, though every line of it has changed. Its id differs from
  // book to book: the first version stands for it.
  std::map<model::ProfileId, std::size_t> first;
  for (std::size_t at = 0; at < sorted.size(); ++at) {
    const model::ProfileId& id = profiles.all()[sorted[at].second].said.id;
    sorted[at].first.handles.push_back(
        fmt::format("profile:{:09}", first.emplace(id, at).first->second));
  }
  for (auto& [record, i] : sorted) {
    r.shown.push_back(std::move(record));
    r.identity.push_back(kNobody);
    r.profile.push_back(i);
  }
  r.judged = judgements(people, profiles, r.of_identity);
  return r;
}

}  // namespace

struct Resolving::Parts {
  Directory people;
  Profiles profiles;
  Records records;
  Matching matching;
};

Resolving::Resolving(const Directory& people, const Profiles& profiles)
    : parts_(std::make_unique<Parts>(Parts{people, profiles, {}, {}})) {}
Resolving::~Resolving() = default;

void Resolving::work() {
  parts_->records = records_of(parts_->people, parts_->profiles);
  parts_->matching = match(parts_->records.shown, parts_->records.judged, Ask::kYes);
}

Persons Resolving::persons() const {
  const Directory& people = parts_->people;
  const Profiles& profiles = parts_->profiles;
  const Records& records = parts_->records;
  const Matching& matching = parts_->matching;
  Persons out;
  out.groups.resize(people.size());
  std::map<Index, Number> first;  // of a group, in order of handles
  for (Index i = 0; i < records.shown.size(); ++i) {
    if (records.identity[i] == kNobody) continue;
    out.groups[records.identity[i]] =
        first.emplace(matching.group[i], records.identity[i]).first->second;
  }
  out.profiles.resize(profiles.all().size(), kNobody);
  for (Index i = 0; i < records.shown.size(); ++i) {
    if (records.identity[i] != kNobody) continue;
    const model::Profile& p = profiles.all()[records.profile[i]].said;
    Number& bearer = out.profiles[records.profile[i]];
    // Where a mailbox is several people's, the profile is not its group; then it stands there all
    // the same, for want of another place.
    const auto better = [&](Number n) {
      const auto rank = [&](Number m) {
        return std::tuple(matching.group[records.of_identity[m]] != matching.group[i],
                          people.at(m).handle);
      };
      return bearer == kNobody || rank(n) < rank(bearer);
    };
    for (const model::IdentityId& id : p.identities) {
      const auto n = people.find(id);
      if (n && better(*n)) bearer = *n;
    }
    if (bearer != kNobody && !p.name.empty()) out.names.emplace_back(bearer, p.name);
  }
  for (const MatchQuestion& q : matching.questions) {
    // A group of profiles without an identity of its own has nobody to merge.
    const auto a = first.find(q.a), b = first.find(q.b);
    if (a != first.end() && b != first.end())
      out.doubts.push_back({a->second, b->second, q.chance, q.why});
  }
  std::sort(out.names.begin(), out.names.end());
  out.names.erase(std::unique(out.names.begin(), out.names.end()), out.names.end());
  return out;
}

Persons resolve_persons(const Directory& people, const Profiles& profiles) {
  Resolving resolving(people, profiles);
  resolving.work();
  return resolving.persons();
}

std::vector<Doubt> doubts(const Directory& people) {
  std::vector<Doubt> out;
  std::set<std::pair<Number, Number>> seen;
  for (Doubt d : people.persons().doubts) {
    d.a = people.person_of(d.a);
    d.b = people.person_of(d.b);
    if (d.a != d.b && seen.insert(std::minmax(d.a, d.b)).second) out.push_back(std::move(d));
  }
  return out;
}

}  // namespace identity
