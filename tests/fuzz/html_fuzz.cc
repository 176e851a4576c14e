// HTML as text: nothing but text comes out, and not more of it than went in but for entities.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "formats/html_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text = formats::html_text({reinterpret_cast<const char*>(bytes), size});
  ASSERT(text.size() <= 8 * size + 16);
  return 0;
}
