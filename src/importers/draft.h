// Draft: what an importer read, before anything is known of the book: raw, with handles in
// canonical form.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "model/interaction.h"
#include "model/profile.h"

namespace importers {

// What was read of one person in one place.
struct ProfileDraft {
  struct Handle {
    model::HandleKind kind = model::HandleKind::kMail;
    std::string text;  // canonical
  };
  std::string key;     // the source's own, the same for every version
  std::string source;  // "vcard"
  base::Time as_of{};
  std::string name;
  std::vector<Handle> handles;
  std::vector<model::Statement> statements;
  std::string raw;
  std::string where;
};

struct DeedDraft {
  std::string key;
  base::Time at{};
  model::DeedKind kind = model::DeedKind::kFavour;
  bool given = false;
  ProfileDraft::Handle other;
  std::string other_name;
  std::string text;
  std::string where;
};

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

// What an importer gives for a record that it could read.
using Read = std::variant<Draft, ProfileDraft, DeedDraft>;

}  // namespace importers
