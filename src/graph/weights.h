// Weights: how much one interaction of a kind counts. One table; nobody but the owner changes it.
// Source: DotAlign and others rate a meeting at three mails; the rest follows the effort it takes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/interaction.h"

namespace graph {

// What x of docs/ties.md formula 1 is multiplied by; 0 enters nothing.
constexpr float weight(model::Kind kind) {
  switch (kind) {
    case model::Kind::kMeeting:
      return 3;
    case model::Kind::kCall:
      return 2;
    case model::Kind::kMessage:
      return 1;
    case model::Kind::kComment:
      return .5F;
    case model::Kind::kShare:
      return .5F;
    case model::Kind::kMention:
      return .5F;
    case model::Kind::kReaction:
      return .1F;
    case model::Kind::kFollow:
      return 0;
    case model::Kind::kConnection:
      return 0;
  }
  return 0;
}

}  // namespace graph
