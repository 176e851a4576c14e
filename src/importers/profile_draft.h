// Profile drafts: handles in canonical form, each once, and statements that say something.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "importers/draft.h"

namespace importers {

// True: it is one. What is none stays out; as it stood it is in the raw text, where that is kept.
bool add_mail(ProfileDraft& draft, std::string_view text);
bool add_phone(ProfileDraft& draft, std::string_view text, std::string_view region);
bool add_page(ProfileDraft& draft, std::string_view text);
bool add_account(ProfileDraft& draft, std::string_view text);
// A bare name is a handle only where there is no other.
void add_name_if_alone(ProfileDraft& draft);

void add_statement(ProfileDraft& draft, model::StatementKind kind, std::string_view value,
                   std::string_view detail = "", base::Time at = {});

// For profiles without an id: what they are known by. The first handle, or name and firm.
std::string own_key(const ProfileDraft& draft);

}  // namespace importers
