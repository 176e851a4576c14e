// Addresses and dates as mailers write them: odd ones too, never a crash.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/time.h"
#include "formats/address_quirks.h"
#include "formats/mime.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t half = size / 2;
  (void)formats::parse_odd_addresses(text);
  (void)formats::clean_name(text.substr(0, half), text.substr(half));
  (void)formats::make_address(text.substr(0, half), text.substr(half));
  (void)formats::parse_mail_date(text);
  (void)formats::parse_from_line_date(text);
  (void)base::parse_time(text);
  (void)base::parse_duration(text);
  return 0;
}
