// What a member, or the owner, changes of accounts.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/text.h"
#include "members/members.h"
#include "members/secret.h"

namespace members {
namespace {

using base::Code;

constexpr std::chrono::days kLinkLasts(7);
constexpr std::size_t kMostTokens = 50, kMostKeys = 20, kCodes = 10;

base::Failure nothing_here() { return base::fail(Code::kNotFound, "there is nothing here"); }

base::Result<Member*> find(Everything& all, const std::string& id) {
  const auto at = std::find_if(all.members.begin(), all.members.end(),
                               [&](const Member& m) { return m.id == id; });
  if (at == all.members.end()) return nothing_here();
  return &*at;
}

void end_others(Everything& all, const std::string& member, const std::string& session) {
  std::erase_if(all.sessions,
                [&](const Session& s) { return s.member == member && s.id != session; });
}

base::Result<std::string> short_name(const std::string& text, const char* what) {
  std::string name = base::shorten(base::one_line(base::make_utf8(text)), 80);
  if (name.empty()) return base::fail(Code::kInvalid, std::string(what) + " needs a name");
  return name;
}

}  // namespace

base::Result<std::string> Members::owner_again(base::Time now) {
  const std::string code = new_secret(random_);
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    const auto owner = std::find_if(all.members.begin(), all.members.end(),
                                    [](const Member& m) { return m.role == Role::kOwner; });
    if (owner == all.members.end()) {
      return base::fail(Code::kNotFound,
                        "there is no owner yet: `rapport serve` prints the link that makes one");
    }
    std::erase_if(all.invitations, [&](const Invitation& i) { return i.member == owner->id; });
    all.invitations.push_back({hash_of(code), owner->id, now + kLinkLasts});
    return {};
  }));
  return code;
}

base::Result<void> Members::end_session(const std::string& member, const std::string& id) {
  return change([&](Everything& all) -> base::Result<void> {
    const auto is = [&](const Session& s) { return s.member == member && s.id == id; };
    return std::erase_if(all.sessions, is) == 0 ? nothing_here() : base::Result<void>{};
  });
}

std::vector<Session> Members::sessions(const std::string& member) const {
  const std::lock_guard lock(access_);
  std::vector<Session> own;
  for (const Session& s : all_.sessions) {
    if (s.member == member) own.push_back(s);
  }
  std::sort(own.begin(), own.end(),
            [](const Session& a, const Session& b) { return b.seen < a.seen; });
  return own;
}

base::Result<void> Members::set_password(const Known& who, const std::string& password) {
  TRY_DO(check_choice(password, who.name));
  TRY(const std::string kept, passwords_.hash(password));
  return change([&](Everything& all) -> base::Result<void> {
    TRY(Member* const member, find(all, who.member));
    member->password = kept;
    end_others(all, who.member, who.session);
    return {};
  });
}

base::Result<void> Members::add_passkey(const Known& who, const std::string& name,
                                        const Party& party, const std::string& client_data,
                                        const std::string& data, const std::string& spki,
                                        base::Time now) {
  TRY(const std::string shown, short_name(name, "a passkey"));
  TRY(const std::string challenge, good_challenge(client_data, now));
  TRY(const NewKey key, check_new_key(party, challenge, client_data, data, spki));
  return change([&](Everything& all) -> base::Result<void> {
    if (!challenges_.is_good(challenge, now))
      return base::fail(Code::kForbidden, "this was used already");
    challenges_.use(challenge, now);
    const std::string id = to_base64url(key.id);
    for (const Member& m : all.members) {
      if (std::any_of(m.passkeys.begin(), m.passkeys.end(),
                      [&](const Passkey& k) { return k.id == id; }))
        return base::fail(Code::kConflict, "this passkey is known already");
    }
    TRY(Member* const member, find(all, who.member));
    if (member->passkeys.size() >= kMostKeys)
      return base::fail(Code::kConflict, "at most 20 passkeys: remove one first");
    member->passkeys.push_back({id, to_base64url(key.spki), shown, now, {}, key.counter});
    end_others(all, who.member, who.session);
    return {};
  });
}

base::Result<void> Members::remove_passkey(const Known& who, const std::string& id) {
  return change([&](Everything& all) -> base::Result<void> {
    TRY(Member* const member, find(all, who.member));
    if (std::erase_if(member->passkeys, [&](const Passkey& k) { return k.id == id; }) == 0)
      return nothing_here();
    end_others(all, who.member, who.session);
    return {};
  });
}

base::Result<std::vector<std::string>> Members::new_recovery_codes(const Known& who) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kCodes; ++i) codes.push_back(new_recovery_code(random_));
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    TRY(Member* const member, find(all, who.member));
    member->recovery.clear();
    for (const std::string& code : codes) member->recovery.push_back(hash_of(plain_code(code)));
    return {};
  }));
  return codes;
}

std::vector<ApiToken> Members::tokens(const std::string& member) const {
  const std::lock_guard lock(access_);
  std::vector<ApiToken> own;
  for (const ApiToken& t : all_.tokens) {
    if (t.member == member) own.push_back(t);
  }
  return own;
}

base::Result<std::pair<std::string, std::string>> Members::new_token(ApiToken token) {
  TRY(token.name, short_name(token.name, "a token"));
  const std::string secret = "rap_" + new_secret(random_);
  token.id = new_id(random_);
  token.hash = hash_of(secret);
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    TRY_DO(find(all, token.member));
    const auto own = [&](const ApiToken& t) { return t.member == token.member; };
    if (std::count_if(all.tokens.begin(), all.tokens.end(), own) >=
        static_cast<std::ptrdiff_t>(kMostTokens))
      return base::fail(Code::kConflict, "at most 50 tokens: remove one first");
    all.tokens.push_back(token);
    return {};
  }));
  return std::pair(secret, token.id);
}

base::Result<void> Members::end_token(const std::string& member, const std::string& id) {
  return change([&](Everything& all) -> base::Result<void> {
    const auto is = [&](const ApiToken& t) { return t.member == member && t.id == id; };
    return std::erase_if(all.tokens, is) == 0 ? nothing_here() : base::Result<void>{};
  });
}

base::Result<std::string> Members::new_feed(const std::string& member, base::Time now) {
  const std::string secret = new_secret(random_);
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    TRY_DO(find(all, member));
    std::erase_if(all.feeds, [&](const Feed& f) { return f.member == member; });
    all.feeds.push_back({hash_of(secret), member, now});
    return {};
  }));
  return secret;
}

base::Result<void> Members::end_feed(const std::string& member) {
  return change([&](Everything& all) -> base::Result<void> {
    std::erase_if(all.feeds, [&](const Feed& f) { return f.member == member; });
    return {};
  });
}

std::optional<base::Time> Members::feed_since(const std::string& member) const {
  const std::lock_guard lock(access_);
  for (const Feed& f : all_.feeds) {
    if (f.member == member) return f.since;
  }
  return std::nullopt;
}

// What is compared are hashes: how long it takes says nothing of the secret.
std::optional<Known> Members::by_feed(std::string_view secret) const {
  const std::string hash = hash_of(secret);
  const std::lock_guard lock(access_);
  const auto feed = std::find_if(all_.feeds.begin(), all_.feeds.end(),
                                 [&](const Feed& f) { return f.hash == hash; });
  if (feed == all_.feeds.end()) return std::nullopt;
  for (const Member& m : all_.members) {
    if (m.id == feed->member && m.state == State::kActive)
      return Known{m.id, m.name, m.role, "", feed->since, false, false};
  }
  return std::nullopt;
}

std::vector<Member> Members::all() const {
  const std::lock_guard lock(access_);
  return all_.members;
}

base::Result<void> Members::set_state(const std::string& id, State state) {
  return change([&](Everything& all) -> base::Result<void> {
    TRY(Member* const member, find(all, id));
    if (member->role == Role::kOwner)
      return base::fail(Code::kInvalid, "the owner of the server stays its owner");
    if (member->state == State::kInvited)
      return base::fail(Code::kConflict,
                        "they have not come in yet: remove them, or invite them again");
    member->state = state;
    if (state == State::kSuspended) {
      end_others(all, id, "");
      std::erase_if(all.tokens, [&](const ApiToken& t) { return t.member == id; });
    }
    return {};
  });
}

base::Result<void> Members::remove(const std::string& id) {
  return change([&](Everything& all) -> base::Result<void> {
    TRY(Member* const member, find(all, id));
    if (member->role == Role::kOwner)
      return base::fail(Code::kInvalid, "the owner of the server stays its owner");
    std::erase_if(all.members, [&](const Member& m) { return m.id == id; });
    end_others(all, id, "");
    std::erase_if(all.tokens, [&](const ApiToken& t) { return t.member == id; });
    std::erase_if(all.invitations, [&](const Invitation& i) { return i.member == id; });
    std::erase_if(all.feeds, [&](const Feed& f) { return f.member == id; });
    return {};
  });
}

}  // namespace members
