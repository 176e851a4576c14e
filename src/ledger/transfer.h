// Transfer: a whole ledger as text and back: one JSON object a line, everything in it, byte for
// byte again.
// Shape:  a first line {"rapport":"book","format":1,"key":…}, then for each batch a line
//         {"batch":…} and a line for each of its entries, in order. docs/ledger-format.md has every
//         field.
// Errors: kInvalid with the line's number; kCorrupt where the chain does not verify.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/log.h"

namespace ledger {

using LineSink = std::function<base::Result<void>(std::string_view line)>;
using LineSource = std::function<base::Result<bool>(std::string& line)>;  // false: no more

base::Result<void> print_ledger(store::Log& log, const LineSink& sink);
// Reads the first line; its key is what an empty log for the rest must be opened with.
base::Result<base::Key> parse_ledger_key(std::string_view first_line);
// Appends the rest to an empty log, in groups; verifies each batch's hash on the way.
base::Result<void> parse_ledger(const LineSource& lines, store::Log& empty_log);

}  // namespace ledger
