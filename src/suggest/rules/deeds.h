// Deeds: what was done for the owner and by the owner, as rules speak of it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "suggest/suggestion.h"

namespace suggest {

struct DeedSeen {
  std::uint64_t seq = 0;
  model::Deed deed;
};

// By person, in order of time; none after `now`, none of the owner's own.
std::map<Person, std::vector<DeedSeen>> deeds_by_person(const View& view);
double worth(model::DeedKind kind);  // an endorsement is a click; a referral is trust
// "recommended you"; "endorsed you for tax law"
std::string done_for_you(const model::Deed& deed);

}  // namespace suggest
