// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/members.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/text.h"
#include "members/secret.h"
#include "store/file.h"

namespace members {
namespace {

using base::Code;

constexpr std::chrono::days kIdle(30), kOldest(90), kInvitationLasts(7), kSaveAfter(1);
constexpr std::chrono::minutes kConfirmedFor(5);
constexpr std::size_t kMostSessions = 50, kMostNetworks = 8;
constexpr std::size_t kLongestName = 64;

base::Failure not_proven() {
  return base::fail(Code::kForbidden, "the name or the proof is not right");
}

template <class List, class Fits>
auto find_if(List& list, Fits fits) {
  const auto at = std::find_if(list.begin(), list.end(), fits);
  return at == list.end() ? nullptr : &*at;
}

template <class List>
auto by_id(List& list, const std::string& id) {
  return find_if(list, [&](const auto& one) { return one.id == id; });
}

bool is_over(const Session& s, base::Time now) {
  return now > s.seen + kIdle || now > s.since + kOldest;
}

base::Result<std::string> login_name(const std::string& name) {
  const std::string shown = base::one_line(base::make_utf8(name));
  if (base::fold(shown).empty() || shown.size() > kLongestName)
    return base::fail(Code::kInvalid, "a name has 1 to 64 characters");
  return shown;
}

void end_sessions(Everything& all, const std::string& member, const std::string& but) {
  std::erase_if(all.sessions, [&](const Session& s) { return s.member == member && s.id != but; });
}

void remember(Member& member, const Visitor& from) {
  const std::string network = hash_of(network_of(from.address));
  std::erase(member.networks, network);
  member.networks.push_back(network);
  if (member.networks.size() > kMostNetworks) member.networks.erase(member.networks.begin());
}

}  // namespace

base::Result<std::unique_ptr<Members>> Members::open(const std::string& folder,
                                                     base::Random& random) {
  TRY_DO(store::make_folder(folder));
  std::unique_ptr<Members> opened(new Members(folder + "/members.json", random));
  struct stat there{};
  if (::stat(opened->file_.c_str(), &there) != 0) return opened;
  if ((there.st_mode & 077) != 0) {
    return base::fail(Code::kForbidden, opened->file_ +
                                            ": others on this machine may read this file: chmod "
                                            "600, and let everybody choose a new password");
  }
  TRY(const std::string bytes, store::read_file(opened->file_));
  auto all = parse(bytes);
  if (!all) return base::fail(Code::kCorrupt, opened->file_ + ": " + all.error().message);
  opened->all_ = std::move(*all);
  opened->index();
  return opened;
}

void Members::index() {
  session_by_hash_.clear();
  token_by_hash_.clear();
  for (std::size_t i = 0; i < all_.sessions.size(); ++i)
    session_by_hash_[all_.sessions[i].hash] = i;
  for (std::size_t i = 0; i < all_.tokens.size(); ++i) token_by_hash_[all_.tokens[i].hash] = i;
}

base::Result<void> Members::change(const Edit& edit) {
  const std::lock_guard lock(access_);
  Everything next = all_;
  TRY_DO(edit(next));
  TRY_DO(store::write_file_durably(file_, print(next)));
  all_ = std::move(next);
  index();
  ++endings_;
  return {};
}

bool Members::has_owner() const {
  const std::lock_guard lock(access_);
  return std::any_of(all_.members.begin(), all_.members.end(),
                     [](const Member& m) { return m.role == Role::kOwner; });
}

std::string Members::owner_code() {
  std::string code = new_secret(random_);
  const std::lock_guard lock(access_);
  owner_code_ = hash_of(code);
  return code;
}

Member* Members::named(const std::string& name) {
  const std::string folded = base::fold(name);
  return find_if(all_.members, [&](const Member& m) { return base::fold(m.name) == folded; });
}

base::Result<std::pair<Member, std::string>> Members::invite(const std::string& name,
                                                             base::Time now) {
  TRY(const std::string shown, login_name(name));
  Member member;
  member.id = new_id(random_);
  member.name = shown;
  member.since = now;
  const std::string code = new_secret(random_);
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    if (named(shown) != nullptr)
      return base::fail(Code::kConflict, "there is a member of this name");
    all.members.push_back(member);
    all.invitations.push_back({hash_of(code), member.id, now + kInvitationLasts});
    return {};
  }));
  return std::pair(member, code);
}

base::Result<SignedIn> Members::welcome(const std::string& code, const std::string& name,
                                        const std::string& password, const Visitor& from) {
  TRY(const std::string shown, login_name(name));
  TRY_DO(check_choice(password, shown));
  TRY_DO(may_try("", from));
  TRY(const std::string kept, passwords_.hash(password));
  const std::string hash = hash_of(code), id = new_id(random_);
  std::string member;
  const auto enter = [&](Everything& all) -> base::Result<void> {
    const Member* same = named(shown);
    const bool first = !owner_code_.empty() && hash == owner_code_ &&
                       std::none_of(all.members.begin(), all.members.end(),
                                    [](const Member& m) { return m.role == Role::kOwner; });
    const Invitation* invited = find_if(all.invitations, [&](const Invitation& i) {
      return i.hash == hash && from.now <= i.until;
    });
    if (!first && invited == nullptr) {
      return base::fail(Code::kForbidden,
                        "this link was used already, or is too old: ask for another one");
    }
    member = first ? id : invited->member;
    if (same != nullptr && same->id != member)
      return base::fail(Code::kConflict, "there is a member of this name: choose another");
    if (first)
      all.members.push_back({id, shown, Role::kOwner, State::kActive, from.now, kept, {}, {}, {}});
    Member* it = by_id(all.members, member);
    if (it == nullptr) return not_proven();
    it->name = shown;
    if (it->state == State::kInvited) it->state = State::kActive;
    it->password = kept;
    end_sessions(all, member, "");
    std::erase_if(all.invitations, [&](const Invitation& i) { return i.member == member; });
    return {};
  };
  TRY_DO(change(enter));
  {
    const std::lock_guard lock(access_);
    if (hash == owner_code_) owner_code_.clear();
  }
  return begin_session(member, from, {});
}

base::Result<void> Members::may_try(const std::string& name, const Visitor& from) {
  const std::string network = network_of(from.address);
  const std::lock_guard lock(access_);
  const Member* member = named(name);
  const std::string hash = hash_of(network);
  const bool known =
      member != nullptr &&
      std::find(member->networks.begin(), member->networks.end(), hash) != member->networks.end();
  const std::chrono::seconds wait = throttle_.take({network, name, known}, from.now);
  if (wait.count() == 0) return {};
  return base::fail(Code::kUnavailable,
                    "too many tries: wait " + std::to_string(wait.count()) + " seconds");
}

base::Result<SignedIn> Members::begin_session(const std::string& member, const Visitor& from,
                                              const Edit& also) {
  SignedIn in{new_secret(random_), new_id(random_), member};
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    if (also) TRY_DO(also(all));
    std::erase_if(all.sessions, [&](const Session& s) { return is_over(s, from.now); });
    const auto own = [&](const Session& s) { return s.member == member; };
    if (std::count_if(all.sessions.begin(), all.sessions.end(), own) >=
        static_cast<std::ptrdiff_t>(kMostSessions))
      all.sessions.erase(std::find_if(all.sessions.begin(), all.sessions.end(), own));
    all.sessions.push_back({in.session, hash_of(in.token), member, from.now, from.now, from.now,
                            base::shorten(base::one_line(base::make_utf8(from.where)), 80)});
    remember(*by_id(all.members, member), from);
    return {};
  }));
  const std::lock_guard lock(access_);
  throttle_.succeeded({network_of(from.address), by_id(all_.members, member)->name, true});
  return in;
}

base::Result<SignedIn> Members::sign_in(const std::string& name, const std::string& password,
                                        const Visitor& from) {
  TRY_DO(may_try(name, from));
  std::string id, kept;
  {
    const std::lock_guard lock(access_);
    const Member* member = named(name);
    if (member != nullptr && member->state == State::kActive) {
      id = member->id;
      kept = member->password;
    }
  }
  TRY(const bool right, passwords_.is(password, kept));
  if (!right) return not_proven();
  return begin_session(id, from, {});
}

base::Result<SignedIn> Members::recover(const std::string& name, const std::string& code,
                                        const std::string& password, const Visitor& from) {
  TRY_DO(check_choice(password, name));
  TRY_DO(may_try(name, from));
  TRY(const std::string kept, passwords_.hash(password));  // whether or not the code is right
  const std::string hash = hash_of(plain_code(code));
  std::string id;
  {
    const std::lock_guard lock(access_);
    const Member* member = named(name);
    if (member == nullptr || member->state != State::kActive) return not_proven();
    id = member->id;
  }
  return begin_session(id, from, [&](Everything& all) -> base::Result<void> {
    Member& member = *by_id(all.members, id);
    if (std::erase(member.recovery, hash) == 0) return not_proven();
    member.password = kept;
    end_sessions(all, id, "");
    return {};
  });
}

std::string Members::challenge(base::Time now) {
  base::Bytes32 bytes{};
  random_.fill(bytes.data(), bytes.size());
  std::string challenge = to_base64url(base::view(bytes));
  const std::lock_guard lock(access_);
  std::erase_if(challenges_, [&](const auto& one) { return one.second < now; });
  constexpr std::size_t kMost = 10'000;
  if (challenges_.size() >= kMost) challenges_.erase(challenges_.begin());
  challenges_[challenge] = now + kConfirmedFor;
  return challenge;
}

base::Result<void> Members::use_challenge(const std::string& client_data, base::Time now) {
  TRY(const std::string challenge, challenge_in(client_data));
  const std::lock_guard lock(access_);
  const auto at = challenges_.find(challenge);
  const bool good = at != challenges_.end() && now <= at->second;
  if (at != challenges_.end()) challenges_.erase(at);
  return good ? base::Result<void>{} : not_proven();
}

base::Result<Members::Proven> Members::prove(const Party& party, const Assertion& assertion,
                                             const Visitor& from) {
  TRY_DO(may_try("passkey " + hash_of(assertion.id), from));
  TRY_DO(use_challenge(assertion.client_data, from.now));
  TRY(const std::string challenge, challenge_in(assertion.client_data));
  const std::lock_guard lock(access_);
  const std::string id = to_base64url(assertion.id);
  for (const Member& member : all_.members) {
    const Passkey* key = by_id(member.passkeys, id);
    if (key == nullptr || member.state != State::kActive) continue;
    TRY(const std::string spki, from_base64url(key->key));
    const auto counter = check_assertion(party, challenge, assertion, spki, key->counter);
    if (!counter) return not_proven();
    return Proven{member.id, member.name, id, *counter};
  }
  return not_proven();
}

base::Result<SignedIn> Members::sign_in(const Party& party, const Assertion& assertion,
                                        const Visitor& from) {
  TRY(const Proven who, prove(party, assertion, from));
  return begin_session(who.member, from, [&](Everything& all) -> base::Result<void> {
    Passkey* key = by_id(by_id(all.members, who.member)->passkeys, who.key);
    if (key == nullptr) return not_proven();
    key->counter = who.counter;
    key->seen = from.now;
    return {};
  });
}

std::optional<Known> Members::by_session(std::string_view token, base::Time now) {
  const std::string hash = hash_of(token);
  std::unique_lock lock(access_);
  const auto at = session_by_hash_.find(hash);
  if (at == session_by_hash_.end()) return std::nullopt;
  Session& session = all_.sessions[at->second];
  const Member* member = by_id(all_.members, session.member);
  if (member == nullptr || member->state != State::kActive || is_over(session, now))
    return std::nullopt;
  Known known{member->id, member->name,  member->role,
              session.id, session.since, now <= session.confirmed + kConfirmedFor,
              true};
  session.seen = std::max(session.seen, now);
  if (now > saved_ + kSaveAfter) {  // so that who comes every day stays signed in over a restart
    saved_ = now;
    (void)store::write_file_durably(file_, print(all_));  // the next change tells of a bad disk
  }
  return known;
}

std::optional<Known> Members::by_token(std::string_view token, base::Time now) const {
  const std::string hash = hash_of(token);
  const std::lock_guard lock(access_);
  const auto at = token_by_hash_.find(hash);
  if (at == token_by_hash_.end()) return std::nullopt;
  const ApiToken& one = all_.tokens[at->second];
  const Member* member = by_id(all_.members, one.member);
  if (member == nullptr || member->state != State::kActive || now > one.until) return std::nullopt;
  return Known{member->id, member->name, member->role, "", one.since, false, one.writes};
}

void Members::mark_confirmed(const std::string& session, base::Time now) {
  const std::lock_guard lock(access_);
  if (Session* it = by_id(all_.sessions, session)) it->confirmed = now;
}

base::Result<void> Members::confirm(const Known& who, const std::string& password,
                                    const Visitor& from) {
  TRY_DO(may_try(who.name, from));
  std::string kept;
  {
    const std::lock_guard lock(access_);
    if (const Member* member = by_id(all_.members, who.member)) kept = member->password;
  }
  TRY(const bool right, passwords_.is(password, kept));
  if (!right) return not_proven();
  mark_confirmed(who.session, from.now);
  return {};
}

base::Result<void> Members::confirm(const Known& who, const Party& party,
                                    const Assertion& assertion, const Visitor& from) {
  TRY(const Proven proven, prove(party, assertion, from));
  if (proven.member != who.member) return not_proven();
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    Passkey* key = by_id(by_id(all.members, who.member)->passkeys, proven.key);
    if (key == nullptr) return not_proven();
    key->counter = proven.counter;
    key->seen = from.now;
    return {};
  }));
  mark_confirmed(who.session, from.now);
  return {};
}

}  // namespace members
