// Mail archives: mbox of every kind.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "base/text.h"
#include "formats/mbox.h"
#include "importers/mail_draft.h"

namespace importers {
namespace {

bool recognize(const Source& source) {
  const std::string_view head = base::trim(std::string_view(source.head).substr(0, 4096));
  return formats::is_from_line(head.substr(0, head.find('\n'))) && begins_as_mail(head);
}

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::MboxReader reader(*source.bytes);
  formats::MboxMessage message;
  while (!emit.stop()) {
    TRY(const bool more, reader.next(message));
    if (!more) break;
    const std::string where =
        fmt::format("{}, message {}, line {}", source.path, message.number, message.line);
    TRY_DO(emit_mail(message.bytes, message.from_line, where, emit));
    emit.progress(reader.bytes_read());
  }
  return {};
}

}  // namespace

extern const Importer kMailMbox;
const Importer kMailMbox = {"mbox", "mail archive (mbox)", recognize, parse};

}  // namespace importers
