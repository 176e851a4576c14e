// Daily letter: a member's cards by mail: what is sent when its hour has come, and what ends with a
// member.
// Shape:  a round asks who wants one now, opens their books one after the other, and queues. The letter
//         of a day is queued before the day is noted, under an id of that day, so that it comes once,
//         whenever the program was killed.
// Errors: of one member's are logged, by ids, and tried again in the next round; nobody else waits.
// Cost:   that of today() for each whose hour it is; a look at a list for all others.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "api/site.h"

namespace api {

void send_daily_letters(Site& site);

// Active, and whether they are the owner of the server; nullopt: no letters for them now.
std::optional<bool> owner_or_member(Site& site, const std::string& id);

// "daily/MEMBER/": what their ids begin with.
std::string daily_letters_of(const std::string& member);
// A member who is no more: nothing is wanted, and what is queued is taken back.
base::Result<void> end_mail_of(Site& site, const std::string& member);

formats::Json fate_json(const mail::Fate& fate);

}  // namespace api
