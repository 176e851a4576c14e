// Mail to draft: whom it was from and to, whom it was meant for, and what was written anew.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/mime.h"
#include "importers/draft.h"
#include "importers/importer.h"

namespace importers {

// The draft, or why there is none. `from_line`: the mbox's, for its date; may be empty.
base::Result<Draft> mail_draft(std::string_view bytes, std::string_view from_line,
                               std::string where);

// Parses one message and emits its draft or its skip.
base::Result<void> emit_mail(std::string_view bytes, std::string_view from_line, std::string where,
                             const Emit& emit);

// Whom a mail was meant for.
model::Audience audience_of(const formats::Mail& mail);

// Whether bytes begin as a mail does: header lines, at least two of them known ones.
bool begins_as_mail(std::string_view head);

// An address as an identity's handle and the name beside it.
Draft::Party party_of(const formats::Address& address, model::Role role);

}  // namespace importers
