// Draft: what an importer read, before anything is known of the book: raw, with handles in
// canonical form.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/interaction.h"

namespace importers {

struct Draft {
  struct Party {
    model::Role role = model::Role::kTo;
    model::HandleKind kind = model::HandleKind::kMail;
    std::string handle;  // canonical
    std::string name;    // as it stood beside it; empty: none
  };

  std::string key;  // the source's own: the same for every copy of the same thing, in any file
  model::Channel channel = model::Channel::kMail;
  model::Kind kind = model::Kind::kMessage;
  model::Audience audience = model::Audience::kPersonal;
  base::Time at{};
  bool asks = false;
  std::uint32_t recipients = 0;  // where more than are listed
  std::string message_id, parent_id;
  std::vector<Party> parties;
  std::string subject, text;
  std::string where;  // "archive.mbox, message 12, line 3456"
};

}  // namespace importers
