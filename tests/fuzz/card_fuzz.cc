// Content lines, as cards and as calendars: read to the end within their budgets; what a card gives
// back is what stood there; a plain card that we print reads back.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "formats/ical.h"
#include "formats/vcard.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string all(reinterpret_cast<const char*>(bytes), size);
  {
    const auto source = formats::bytes_of(all);
    formats::VCardReader reader(*source);
    formats::VCard card;
    while (*reader.next(card)) {
      if (card.problem.empty()) ASSERT(all.find(card.raw) != std::string::npos);
      ASSERT(base::is_utf8(card.name));
      formats::VCard plain;
      plain.name = base::one_line(card.name);
      plain.mails = {"ada@brenner.example"};
      const auto again = formats::bytes_of(formats::print_vcard(plain));
      formats::VCardReader second(*again);
      formats::VCard back;
      ASSERT(*second.next(back));
      ASSERT(base::one_line(back.name) == base::one_line(base::trim(plain.name)));
    }
  }
  const auto source = formats::bytes_of(all);
  const auto calendar = formats::parse_calendar(*source);
  if (!calendar) return 0;
  for (const formats::Event& event : calendar->events) {
    std::string problem;
    const auto times =
        formats::times_of(event, calendar->zones, base::time_from_seconds(1'800'000'000), problem);
    for (std::size_t i = 1; i < times.size(); ++i) ASSERT(times[i - 1] < times[i]);
  }
  return 0;
}
