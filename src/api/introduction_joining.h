// Introduction joining: one letter to two who both said yes: queued once, and noted.
// Shape:  its id is made of the exchange and nothing else, and the outbox keeps the id of all that it ever
//         queued, a hundred bytes each: so it is never queued twice.
// Recovery: it is queued before it is noted. What the program died of in between, or could not write down,
//         is found by its id, and noted: until then two might write the same letter, the server and the
//         connector.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "api/site.h"
#include "app/introduction_letters.h"

namespace api {

// Where both said yes to letters of this server; else nothing.
base::Result<void> join(Site& site, app::App& app, const std::string& member,
                        const model::ExchangeId& id);
// Those among the last letters that were queued and not noted. After a start, and after a join() that
// failed; otherwise there is nothing to do.
void note_joined(Site& site);

}  // namespace api
