// Profiles: what sources and the owner say of people: the fold of profiles, statements, deeds and
// judgements.
// Shape:  lists in order of the ledger, each with its entry's number. What was undone is not there.
// Cost:   O(1) a fact; an undoing reads the lists.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

#include "model/fact.h"

namespace identity {

class Profiles {
 public:
  template <class Said>
  struct Numbered {
    std::uint64_t seq = 0;
    Said said;
  };

  void apply(std::uint64_t seq, model::ProfileSeen fact);  // its raw text is not kept
  void apply(std::uint64_t seq, model::StatementMade fact);
  void apply(std::uint64_t seq, model::DeedRecorded fact);
  void apply(std::uint64_t seq, model::IdentitiesJudged fact);
  struct Taken {  // what an undoing took out
    bool any = false, judgement = false;
  };
  Taken apply(const model::Undone& fact);

  const std::vector<Numbered<model::Profile>>& all() const { return profiles_; }
  const std::vector<Numbered<model::StatementMade>>& said() const { return said_; }
  const std::vector<Numbered<model::Deed>>& deeds() const { return deeds_; }
  const std::vector<Numbered<model::IdentitiesJudged>>& judged() const { return judged_; }

  // Every entry that counts: what a snapshot needs to make this fold anew.
  std::vector<std::uint64_t> entries() const;
  bool knows(const model::ProfileId& id) const { return versions_.contains(id); }

 private:
  std::vector<Numbered<model::Profile>> profiles_;
  std::vector<Numbered<model::StatementMade>> said_;
  std::vector<Numbered<model::Deed>> deeds_;
  std::vector<Numbered<model::IdentitiesJudged>> judged_;
  std::unordered_map<model::ProfileId, std::uint32_t> versions_;
};

}  // namespace identity
