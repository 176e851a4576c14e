// Token: what whoever asks the server must show: 256 random bits as hexadecimal digits, made the first time
// and kept in the book's folder.
// Errors: kForbidden where others on this machine may read the file; kCorrupt where it is no token.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace app {

std::string token_file(const std::string& folder);
base::Result<std::string> token_of(const std::string& folder, base::Random& random);
// In a time that does not tell how much of it was right.
bool is_token(std::string_view shown, std::string_view token);

}  // namespace app
