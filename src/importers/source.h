// Source: one file to be read: on disk, or a member of an archive taken unopened.
// Shape:  `bytes` gives the whole from its start, once.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "formats/byte_source.h"

namespace importers {

struct Source {
  std::string path;                      // as a person would say it: "mail.zip: inbox/old.mbox"
  std::string head;                      // the first bytes, at most kHead
  formats::ByteSource* bytes = nullptr;  // lives during the visit
};

inline constexpr std::size_t kHead = 64 * 1024;

}  // namespace importers
