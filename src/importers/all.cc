// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/all.h"

#include <array>

#include "base/text.h"

namespace importers {

extern const Importer kMailMbox;
extern const Importer kMailMessage;
extern const Importer kInteractionsCsv;
extern const Importer kVCard;
extern const Importer kICalendar;
extern const Importer kLinkedIn;
extern const Importer kContactsCsv;

namespace {
// The more particular first: a table of LinkedIn's is a table of people too.
constexpr std::array<const Importer*, 7> kAll = {
    &kMailMbox, &kVCard, &kICalendar, &kLinkedIn, &kInteractionsCsv, &kContactsCsv, &kMailMessage};
}  // namespace

std::span<const Importer* const> all() { return kAll; }

const Importer* recognize(const Source& source) {
  for (const Importer* importer : kAll) {
    if (importer->recognize(source)) return importer;
  }
  return nullptr;
}

std::string describe_unknown(const Source& source) {
  const std::string_view head = source.head;
  const auto starts = [&](std::string_view s) {
    return base::starts_with_ignoring_case(base::trim(head), s);
  };
  if (head.empty()) return "the file is empty";
  if (head.starts_with("%PDF")) return "a PDF, not a kind of file Rapport reads";
  if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") || head.starts_with("GIF8")) {
    return "a picture, not a kind of file Rapport reads";
  }
  if (starts("<!doctype html") || starts("<html"))
    return "a web page, not a kind of file Rapport reads";
  if (head.find('\0') != std::string_view::npos)
    return "bytes of a kind that Rapport does not know";
  return "text, but neither mail nor a table that Rapport knows";
}

}  // namespace importers
