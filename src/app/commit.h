// Commit: the one door in. Every change is a pure decision on what is known now.
// Shape:  one writer at a time: it decides, appends, syncs, and only then folds, in slices between
//         which queries come in. Requests that wait while another group is being synced form the
//         next group: one fsync for all of them (at most 64); there queries wait for the sync, for
//         each request is decided on what the one before it did. A bulk request is a group alone.
// Errors: the decision's own: nothing was changed. kUnavailable: the disk did not take the group;
//         none of it is there.
// Source: docs/decisions/0007-group-commit.md, 0010-queries-beside-the-writer.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "app/app.h"

namespace app {

// What a decision may look at.
struct Known {
  const State& state;
  ledger::Ledger& ledger;  // find() and read()
  base::Random& random;
  base::Time now;
};

using Facts = std::vector<model::NewEntry>;
using Decide = std::function<base::Result<Facts>(const Known&)>;

enum class Size : bool { kSmall, kBulk };

base::Result<std::vector<model::Entry>> commit(App& app, const Decide& decide,
                                               Size size = Size::kSmall);

// Removes the content of these entries for good, and records `further` in their place. When it
// returns no byte of them is in any file of the book.
base::Result<void> erase(App& app, std::span<const std::uint64_t> seqs, Facts further);

// The folds as they are to be queried: who is who worked out, the ties folded anew where something came
// late. Whoever wants to write waits meanwhile.
base::Result<void> settle(App& app);
// The same now and then, for what nobody waits for: only when nothing came since the turn before, and with
// the long part beside whoever writes. `last_turn`: this function's own, 0 at first.
base::Result<void> settle_beside(App& app, std::uint64_t& last_turn);

}  // namespace app
