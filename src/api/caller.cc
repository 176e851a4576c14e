// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/caller.h"

#include "api/route.h"

namespace api {

Admission may_ask(const Caller& caller, Needs needs) {
  using enum Needs;
  if (needs == kNothing || needs == kSecret) return Admission::kWelcome;
  if (caller.kind == Caller::Kind::kStranger) return Admission::kSignIn;
  if (needs == kRead) return Admission::kWelcome;
  if (needs == kWrite) return caller.writes ? Admission::kWelcome : Admission::kOnlyReads;
  if (caller.kind == Caller::Kind::kToken) return Admission::kNothingHere;
  const bool for_owner = needs == kOwner || needs == kOwnerConfirmed;
  if (for_owner && !caller.owner) return Admission::kNothingHere;
  const bool again = needs == kConfirmed || needs == kOwnerConfirmed;
  return again && !caller.confirmed ? Admission::kConfirm : Admission::kWelcome;
}

}  // namespace api
