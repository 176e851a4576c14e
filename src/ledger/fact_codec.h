// The one codec of facts: bytes for the log, JSON for the export, from one list of fields a fact.
// Shape:  content and text apart: the text is an interaction's subject and words, which folds do
//         not read. docs/ledger-format.md has every field.
// Errors: kCorrupt for bytes or JSON that no fact printed; never reads past an end.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "model/fact.h"

namespace ledger {

struct Encoded {
  model::FactKind kind{};
  std::string content, text;
};

void encode(const model::Fact& fact, Encoded& out);  // into what there is room in already
inline Encoded encode(const model::Fact& fact) {
  Encoded out;
  encode(fact, out);
  return out;
}
base::Result<model::Fact> decode(std::uint8_t kind, std::string_view content,
                                 std::string_view text);

formats::Json print_fact(const model::Fact& fact);
base::Result<model::Fact> parse_fact(const formats::Json& json);

// 47 bits are six bytes in the store; what two people share by chance is told apart by the reader.
inline constexpr std::uint64_t kKeyBits = (std::uint64_t{1} << 47) - 1;

// The id of a recorded interaction is its entry's: decode() leaves it empty.
// What timeline() finds the fact by: a part of each identity's id.
std::uint64_t timeline_key(const model::IdentityId& identity);
void keys_of(const model::Fact& fact, std::vector<std::uint64_t>& keys);

}  // namespace ledger
