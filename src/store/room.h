// Room: whether a folder's disk takes what is to be kept there.
// Order:  look() asks the file system and writes nothing, so it sees a full or read-only one; try_out()
//         writes a small file, syncs and removes it, and sees whatever else keeps a write from lasting.
// Cost:   a call to the system; two syncs.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace store {

enum class Room { kThere, kFull, kReadOnly, kFailing };

Room look(const std::string& folder);
Room try_out(const std::string& folder);

}  // namespace store
