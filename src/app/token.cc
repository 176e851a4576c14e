// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/token.h"

#include <sys/stat.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/file.h"

namespace app {

std::string token_file(const std::string& folder) { return folder + "/token"; }

base::Result<std::string> token_of(const std::string& folder, base::Random& random) {
  const std::string path = token_file(folder);
  struct stat there{};
  if (::stat(path.c_str(), &there) != 0) {
    base::Bytes32 fresh{};
    random.fill(fresh.data(), fresh.size());
    std::string token = base::hex_of(fresh);
    TRY_DO(store::write_file_durably(path, token + "\n"));
    return token;
  }
  if ((there.st_mode & 077) != 0) {
    return base::fail(base::Code::kForbidden,
                      path + ": others may read this file; delete it, and a new token is made");
  }
  TRY(const std::string kept, store::read_file(path));
  std::string token(base::trim(kept));
  if (token.size() != 64 || !base::from_hex(token)) {
    return base::fail(base::Code::kCorrupt,
                      path + ": this is no token; delete it, and a new one is made");
  }
  return token;
}

bool is_token(std::string_view shown, std::string_view token) {
  if (shown.size() != token.size()) return false;
  unsigned char differs = 0;
  for (std::size_t i = 0; i < token.size(); ++i)
    differs |= static_cast<unsigned char>(shown[i] ^ token[i]);
  return differs == 0;
}

}  // namespace app
