// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/resolve.h"

namespace identity {

std::vector<Number> resolve_persons(const Directory& people, const Profiles& profiles) {
  (void)profiles;
  std::vector<Number> groups(people.size());
  for (Number n = 0; n < people.size(); ++n) groups[n] = n;
  return groups;
}

}  // namespace identity
