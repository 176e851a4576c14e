// The values of this folder: who has an account, and by what they prove it.
// Shape:  of passwords, tokens and codes only hashes; ids are 128 random bits as text.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace members {

enum class Role : std::uint8_t { kOwner, kMember };
enum class State : std::uint8_t { kInvited, kActive, kSuspended };
const char* word(Role role);
const char* word(State state);

struct Passkey {
  std::string id, key;  // base64url
  std::string name;
  base::Time since{}, seen{};
  std::uint32_t counter = 0;
};

struct Member {
  std::string id, name;
  Role role = Role::kMember;
  State state = State::kInvited;
  base::Time since{};
  std::string password;  // Argon2id; empty: none yet
  std::vector<Passkey> passkeys;
  std::vector<std::string> recovery;  // hashes of the codes that are left
  std::vector<std::string> networks;  // hashes: from where they signed in, the latest last
};

struct Session {
  std::string id, hash, member;
  base::Time since{}, seen{};
  base::Time confirmed{};  // the last time they proved it
  std::string where;       // "Firefox on Linux"
};

struct ApiToken {
  std::string id, hash, member, name;
  bool writes = false;
  base::Time since{}, until{};
};

// An address that shows the days of a member's book to whoever has it; each member has one at most.
struct Feed {
  std::string hash, member;
  base::Time since{};
};

struct Invitation {
  std::string hash, member;
  base::Time until{};
};

struct Everything {
  std::vector<Member> members;
  std::vector<Session> sessions;
  std::vector<ApiToken> tokens;
  std::vector<Invitation> invitations;
  std::vector<Feed> feeds;
};

std::string print(const Everything& all);
base::Result<Everything> parse(std::string_view text);  // kCorrupt

}  // namespace members
