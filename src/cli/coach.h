// Coach: what is the matter with a draft, as a command prints it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "cli/command.h"
#include "composer/coach.h"

namespace cli {

base::Result<std::string> read_text(const std::string& name);  // a file's; "-": what comes by pipe
void print_advice(Session& session, const composer::Draft& draft);

}  // namespace cli
