// Open: every file behind a path: the file, those in the folder, those in the archive, unopened.
// Order:  by name, so that two runs read alike. Links are not followed; a Maildir's tmp/ holds
//         nothing yet.
// Errors: kNotFound for a path that is not there; an archive that breaks off is a skip, and the
//         rest is read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "formats/archive.h"
#include "importers/source.h"

namespace importers {

using Visit = std::function<base::Result<void>(const Source& source)>;
using Skip = std::function<void(const std::string& where, const std::string& reason)>;

base::Result<void> walk(const std::string& path, const formats::Budget& budget, const Visit& visit,
                        const Skip& skip);

}  // namespace importers
