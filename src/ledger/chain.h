// Chain: the hashes that bind a book's batches together, and their verification.
// Shape:  commitment = H(salt, kind, content, text); a batch's hash = H(the hash before it, its
//         first number, count and time, and of each entry its id, kind and commitment).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "ledger/ledger.h"
#include "store/log.h"

namespace ledger {

base::Bytes32 commitment(const store::Record& record);  // the stored one where it is erased
base::Bytes32 batch_hash(const store::BatchHeader& before, const store::BatchHeader& header,
                         std::span<const store::Record> records);

// Recomputes everything; kCorrupt names the first entry or batch that does not hold.
base::Result<Verification> verify_chain(store::Log& log);

}  // namespace ledger
