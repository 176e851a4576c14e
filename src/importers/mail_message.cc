// Single mails: .eml, and the files of a Maildir or of any folder of messages.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/mail_draft.h"

namespace importers {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64}
                                   << 20;  // of one message; the rest is attachments

bool recognize(const Source& source) { return begins_as_mail(source.head); }

base::Result<void> parse(const Source& source, const Emit& emit) {
  auto bytes = formats::read_head(*source.bytes, kMostBytes);
  if (!bytes) {
    emit.skip(source.path, bytes.error().message);
    return {};
  }
  TRY_DO(emit_mail(*bytes, "", source.path, emit));
  emit.progress(bytes->size());
  return {};
}

}  // namespace

extern const Importer kMailMessage;
const Importer kMailMessage = {"message", "mail messages", recognize, parse};

}  // namespace importers
