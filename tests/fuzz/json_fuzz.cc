// JSON: what was read prints, and reads again as the same; fractions to the last bits, for Boost.JSON
// 1.81 does not read every digit of them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "formats/json.h"

namespace {

bool same(const formats::Json& a, const formats::Json& b) {
  if (const double* x = a.as_double()) {
    const double* y = b.as_double();
    return y != nullptr && std::abs(*x - *y) <= 1e-15 * std::abs(*x);
  }
  if (const auto* x = a.as_array()) {
    const auto* y = b.as_array();
    return y != nullptr && std::equal(x->begin(), x->end(), y->begin(), y->end(), same);
  }
  if (const auto* x = a.as_object()) {
    const auto* y = b.as_object();
    return y != nullptr &&
           std::equal(x->begin(), x->end(), y->begin(), y->end(), [](const auto& m, const auto& n) {
             return m.first == n.first && same(m.second, n.second);
           });
  }
  return a == b;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto json = formats::parse_json({reinterpret_cast<const char*>(bytes), size});
  if (!json) return 0;
  for (const bool indent : {false, true}) {
    const auto again = formats::parse_json(formats::print_json(*json, indent));
    ASSERT(again.has_value());
    ASSERT(same(*json, *again));
  }
  return 0;
}
