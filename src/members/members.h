// Members: who has an account here, and who of them asks.
// Shape:  one small file, written whole and durably with each change; a change that cannot be written
//         is not made. Looking up a session or a token touches no disk: when a session was last used
//         is written along with the next change, by save_seen(), and at the end. From several threads
//         at once.
// Errors: open(): kForbidden where others may read the file, kCorrupt where it does not read.
//         Otherwise kForbidden for whatever did not prove it, always with the same words; kConflict
//         for a name that is taken; kUnavailable with how long to wait, or the disk's.
// Order:  a session ends 30 days after it was last used, 90 after it began; what proved a member is
//         good for confirming it for 5 minutes.
// Source: docs/decisions/0015-members.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "members/challenges.h"
#include "members/model.h"
#include "members/passkey.h"
#include "members/password.h"
#include "members/throttle.h"

namespace members {

// From where and when somebody tries to prove who they are.
struct Visitor {
  std::string address, where;  // "Firefox on Linux"
  base::Time now{};
};

struct SignedIn {
  std::string token;  // for the cookie, and nowhere else
  std::string session, member;
};

struct Known {  // by a session or a token
  std::string member, name;
  Role role = Role::kMember;
  std::string session;  // its id; empty: a token
  base::Time since{};
  bool confirmed = false;
  bool writes = true;
};

class Members {
 public:
  static base::Result<std::unique_ptr<Members>> open(const std::string& folder,
                                                     base::Random& random, Cost cost = Cost());
  ~Members();
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  bool has_owner() const;
  // For the server's first owner; another one each time, and good until somebody used it.
  std::string owner_code();
  // A member who has no password yet, and the code that lets them choose one: for a week. Again for
  // somebody who has not come yet: another code, and the one before is void.
  base::Result<std::pair<Member, std::string>> invite(const std::string& name, base::Time now);
  // The owner lost the password, and has the machine.
  base::Result<std::string> owner_again(base::Time now);
  base::Result<SignedIn> welcome(const std::string& code, const std::string& name,
                                 const std::string& password, const Visitor& from);

  base::Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                                 const Visitor& from);
  base::Result<SignedIn> recover(const std::string& name, const std::string& code,
                                 const std::string& password, const Visitor& from);
  std::string challenge(base::Time now);  // for a passkey; once, and for 5 minutes
  base::Result<SignedIn> sign_in(const Party& party, const Assertion& assertion,
                                 const Visitor& from);

  std::optional<Known> by_session(std::string_view token, base::Time now);
  std::optional<Known> by_token(std::string_view token, base::Time now) const;
  // For whoever may wait for the disk, now and then: writes at most once an hour.
  base::Result<void> save_seen(base::Time now);

  base::Result<void> confirm(const Known& who, const std::string& password, const Visitor& from);
  base::Result<void> confirm(const Known& who, const Party& party, const Assertion& assertion,
                             const Visitor& from);
  base::Result<void> end_session(const std::string& member, const std::string& id);
  std::vector<Session> sessions(const std::string& member) const;

  // These end all other sessions of the member.
  base::Result<void> set_password(const Known& who, const std::string& password);
  base::Result<void> add_passkey(const Known& who, const std::string& name, const Party& party,
                                 const std::string& client_data, const std::string& data,
                                 const std::string& spki, base::Time now);
  base::Result<void> remove_passkey(const Known& who, const std::string& id);
  base::Result<std::vector<std::string>> new_recovery_codes(const Known& who);

  std::vector<ApiToken> tokens(const std::string& member) const;
  // The token itself, shown once, and its id.
  base::Result<std::pair<std::string, std::string>> new_token(ApiToken token);
  base::Result<void> end_token(const std::string& member, const std::string& id);

  // The secret of the member's feed, shown once; the one before opens nothing any more.
  base::Result<std::string> new_feed(const std::string& member, base::Time now);
  base::Result<void> end_feed(const std::string& member);  // none is fine
  std::optional<base::Time> feed_since(const std::string& member) const;
  std::optional<Known> by_feed(std::string_view secret) const;  // of a member who may come in

  std::vector<Member> all() const;
  base::Result<void> set_state(const std::string& member, State state);
  base::Result<void> remove(const std::string& member);

  // Another one whenever a session may have ended.
  std::uint64_t endings() const { return endings_; }

 private:
  Members(std::string file, base::Random& random, Cost cost);
  using Edit = std::function<base::Result<void>(Everything&)>;
  base::Result<void> change(const Edit& edit);
  base::Result<void> write(const Everything& all);
  const Member* named(const std::string& name) const;  // nullptr: there is none
  const Member& tried(const std::string& name) const;  // nobody_, if there is none
  base::Result<Throttle::Try> may_try(const std::string& name, const Visitor& from);
  void was_right(const Throttle::Try& one);
  base::Result<std::string> invited_by(const std::string& code, base::Time now);
  base::Result<SignedIn> begin_session(const std::string& member, const Visitor& from,
                                       const Edit& also);
  base::Result<std::string> good_challenge(const std::string& client_data, base::Time now) const;
  struct Proven {
    std::string member, name, key;
    std::uint32_t counter = 0;
  };
  base::Result<Proven> prove(const Party& party, const Assertion& assertion, const Visitor& from);
  void mark_confirmed(const std::string& session, base::Time now);
  void index();

  std::string file_;
  base::Random& random_;
  Passwords passwords_;
  const Member nobody_;
  mutable std::mutex access_;
  Everything all_;
  base::Time seen_saved_{};  // when save_seen() last wrote
  bool seen_changed_ = false;
  std::unordered_map<std::string, std::size_t> session_by_hash_, token_by_hash_;
  Challenges challenges_;
  std::string owner_code_;  // its hash
  Throttle throttle_;
  std::atomic<std::uint64_t> endings_ = 0;
};

}  // namespace members
