// Plain mail: what is read without GMime is what GMime reads, in every field, or it is declined.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/plain_mail.h"

#include <cstddef>
#include <cstdint>

#include "base/assert.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view mail(reinterpret_cast<const char*>(bytes), size);
  const auto plain = formats::parse_plain_mail(mail);
  if (plain) ASSERT(*plain == formats::parse_any_mail(mail));
  return 0;
}
