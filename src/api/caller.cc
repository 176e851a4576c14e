// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/caller.h"

#include "api/route.h"

namespace api {

Verdict may_ask(const Caller& caller, Needs needs) {
  using enum Needs;
  if (needs == kNothing) return Verdict::kWelcome;
  if (caller.kind == Caller::Kind::kStranger) return Verdict::kSignIn;
  if (needs == kRead) return Verdict::kWelcome;
  if (needs == kWrite) return caller.writes ? Verdict::kWelcome : Verdict::kOnlyReads;
  if (caller.kind == Caller::Kind::kToken) return Verdict::kNothingHere;
  const bool for_owner = needs == kOwner || needs == kOwnerConfirmed;
  if (for_owner && !caller.owner) return Verdict::kNothingHere;
  const bool again = needs == kConfirmed || needs == kOwnerConfirmed;
  return again && !caller.confirmed ? Verdict::kConfirm : Verdict::kWelcome;
}

}  // namespace api
