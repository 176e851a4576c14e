// Evidence: what a handle or a job says of who somebody is, put into a record to be matched.
// Shape:  "ada.brenner@acme.example" gives itself, a hint of a name and, as nobody else's mail is
//         there, a firm. Same mailbox, other spelling: "a.da+x@gmail.com" gives the plain one too.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "identity/match.h"
#include "model/identity.h"

namespace identity {

void show_handle(MatchRecord& record, const model::Handle& handle);
void show_job(MatchRecord& record, std::string_view firm, std::string_view post);

// Anybody can have an address there: the domain says nothing of a firm.
bool is_public_mail(std::string_view domain);

}  // namespace identity
