// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/members.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/text.h"
#include "members/secret.h"
#include "store/file.h"

namespace members {
namespace {

using base::Code;

constexpr std::chrono::days kIdle(30), kOldest(90), kInvitationLasts(7);
constexpr std::chrono::hours kSaveSeen(1);
constexpr std::chrono::minutes kConfirmedFor(5);
constexpr std::size_t kMostSessions = 50, kMostNetworks = 8;
constexpr std::size_t kLongestName = 64;  // characters

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

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

// What is longer than any name is nobody's, and costs nothing to compare.
bool is_too_long(const std::string& name) { return name.size() > 4 * kLongestName; }

base::Result<std::string> login_name(const std::string& name) {
  const std::string shown = is_too_long(name) ? "" : base::one_line(base::make_utf8(name));
  if (base::fold(shown).empty() || characters(shown) > kLongestName)
    return base::fail(Code::kInvalid, "a name has 1 to 64 characters");
  return shown;
}

// In place of a member whom there is not, so that as much is done.
Member nobody(const std::string& password) {
  Member member;
  member.id = std::string(32, '0');
  member.password = password;
  member.networks = {std::string(64, '0')};
  member.recovery = std::vector<std::string>(10, std::string(64, '0'));
  return member;
}

void end_sessions(Everything& all, const std::string& member, const std::string& but) {
  std::erase_if(all.sessions, [&](const Session& s) { return s.member == member && s.id != but; });
}

// Another hash for each member, so that the file does not tell who shares a network.
std::string mark_of(const Member& member, const std::string& network) {
  return hash_of(member.id + " " + network);
}

void remember(Member& member, const Visitor& from) {
  const std::string mark = mark_of(member, network_of(from.address));
  std::erase(member.networks, mark);
  member.networks.push_back(mark);
  if (member.networks.size() > kMostNetworks) member.networks.erase(member.networks.begin());
}

}  // namespace

Members::Members(std::string file, base::Random& random, Cost cost)
    : file_(std::move(file)),
      random_(random),
      passwords_(cost),
      nobody_(nobody(passwords_.nobodys())),
      challenges_(random) {}

base::Result<std::unique_ptr<Members>> Members::open(const std::string& folder,
                                                     base::Random& random, Cost cost) {
  TRY_DO(store::make_folder(folder));
  std::unique_ptr<Members> opened(new Members(folder + "/members.json", random, cost));
  struct stat there{};
  if (::stat(opened->file_.c_str(), &there) != 0) {
    if (errno == ENOENT) return opened;  // and only then: who comes next becomes the owner
    return base::fail(Code::kUnavailable, opened->file_ + ": " + std::strerror(errno));
  }
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

Members::~Members() {
  if (seen_changed_) (void)write(all_);  // nobody is left to tell; it is a matter of days
}

base::Result<void> Members::write(const Everything& all) {
  TRY_DO(store::write_file_durably(file_, print(all)));
  seen_changed_ = false;
  return {};
}

base::Result<void> Members::change(const Edit& edit) {
  const std::lock_guard lock(access_);
  Everything next = all_;
  TRY_DO(edit(next));
  TRY_DO(write(next));
  all_ = std::move(next);
  index();
  ++endings_;
  return {};
}

base::Result<void> Members::save_seen(base::Time now) {
  const std::lock_guard lock(access_);
  if (!seen_changed_ || now < seen_saved_ + kSaveSeen) return {};
  TRY_DO(write(all_));
  seen_saved_ = now;
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

// Goes over all of them, found or not: that it takes longer shall not say that there is nobody.
const Member* Members::named(const std::string& name) const {
  if (is_too_long(name)) return nullptr;
  const std::string folded = base::fold(name);
  const Member* found = nullptr;
  for (const Member& m : all_.members) {
    if (base::fold(m.name) == folded) found = &m;
  }
  return found;
}

const Member& Members::tried(const std::string& name) const {
  const Member* member = named(name);
  return member != nullptr && member->state == State::kActive ? *member : nobody_;
}

base::Result<std::pair<Member, std::string>> Members::invite(const std::string& name,
                                                             base::Time now) {
  TRY(const std::string shown, login_name(name));
  const std::string code = new_secret(random_), id = new_id(random_);
  Member member;
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    const Member* same = named(shown);
    if (same != nullptr && same->state != State::kInvited)
      return base::fail(Code::kConflict, "there is a member of this name");
    if (same == nullptr) {
      member.id = id;
      member.name = shown;
      member.since = now;
      all.members.push_back(member);
    } else {
      member = *same;
    }
    std::erase_if(all.invitations,
                  [&](const Invitation& i) { return i.member == member.id || i.until < now; });
    all.invitations.push_back({hash_of(code), member.id, now + kInvitationLasts});
    return {};
  }));
  return std::pair(member, code);
}

// Whom a code makes a member; "" where it makes the owner.
base::Result<std::string> Members::invited_by(const std::string& code, base::Time now) {
  const std::string hash = hash_of(code);
  const bool owned = std::any_of(all_.members.begin(), all_.members.end(),
                                 [](const Member& m) { return m.role == Role::kOwner; });
  if (!owned && !owner_code_.empty() && hash == owner_code_) return std::string();
  const Invitation* invited = find_if(
      all_.invitations, [&](const Invitation& i) { return now <= i.until && i.hash == hash; });
  if (invited != nullptr) return invited->member;
  return base::fail(Code::kForbidden,
                    "this link was used already, or is too old: ask for another one");
}

base::Result<SignedIn> Members::welcome(const std::string& code, const std::string& name,
                                        const std::string& password, const Visitor& from) {
  TRY(const std::string shown, login_name(name));
  TRY_DO(check_choice(password, shown));
  TRY_DO(may_try("", from));
  std::string id;
  {
    const std::lock_guard lock(access_);
    TRY(id, invited_by(code, from.now));  // a hash costs too much for whoever has no code
  }
  const bool first = id.empty();
  if (first) id = new_id(random_);
  TRY(const std::string kept, passwords_.hash(password));
  return begin_session(id, from, [&](Everything& all) -> base::Result<void> {
    TRY_DO(invited_by(code, from.now));  // somebody may have been faster
    const Member* same = named(shown);
    if (same != nullptr && same->id != id)
      return base::fail(Code::kConflict, "there is a member of this name: choose another");
    if (first)
      all.members.push_back({id, shown, Role::kOwner, State::kActive, from.now, kept, {}, {}, {}});
    Member* it = by_id(all.members, id);
    if (it == nullptr) return not_proven();
    it->name = shown;
    if (it->state == State::kInvited) it->state = State::kActive;
    it->password = kept;
    end_sessions(all, id, "");
    std::erase_if(all.invitations,
                  [&](const Invitation& i) { return i.member == id || i.until < from.now; });
    return {};
  });
}

base::Result<Throttle::Try> Members::may_try(const std::string& name, const Visitor& from) {
  Throttle::Try one{network_of(from.address), is_too_long(name) ? "?" : name, false};
  const std::lock_guard lock(access_);
  const Member* member = named(name);
  const Member& it = member == nullptr ? nobody_ : *member;
  const std::string mark = mark_of(it, one.network);
  one.known = std::count(it.networks.begin(), it.networks.end(), mark) > 0;
  const std::chrono::seconds wait = throttle_.take(one, from.now);
  if (wait.count() == 0) return one;
  return base::fail(Code::kUnavailable,
                    "too many tries: wait " + std::to_string(wait.count()) + " seconds");
}

void Members::was_right(const Throttle::Try& one) {
  const std::lock_guard lock(access_);
  throttle_.give_back(one);
}

base::Result<SignedIn> Members::begin_session(const std::string& member, const Visitor& from,
                                              const Edit& also) {
  SignedIn in{new_secret(random_), new_id(random_), member};
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    TRY_DO(also(all));
    // They may have been suspended or removed since it was looked at what they showed.
    Member* it = by_id(all.members, member);
    if (it == nullptr || it->state != State::kActive) return not_proven();
    std::erase_if(all.sessions, [&](const Session& s) { return is_over(s, from.now); });
    const auto own = [&](const Session& s) { return s.member == member; };
    if (std::count_if(all.sessions.begin(), all.sessions.end(), own) >=
        static_cast<std::ptrdiff_t>(kMostSessions))
      all.sessions.erase(std::find_if(all.sessions.begin(), all.sessions.end(), own));
    all.sessions.push_back({in.session, hash_of(in.token), member, from.now, from.now, from.now,
                            base::shorten(base::one_line(base::make_utf8(from.where)), 80)});
    remember(*it, from);
    return {};
  }));
  return in;
}

base::Result<SignedIn> Members::sign_in(const std::string& name, const std::string& password,
                                        const Visitor& from) {
  TRY(const Throttle::Try counted, may_try(name, from));
  std::string id, kept;
  {
    const std::lock_guard lock(access_);
    const Member& member = tried(name);
    id = member.id;
    kept = member.password;
  }
  TRY(const bool right, passwords_.is(password, kept));
  if (!right || id == nobody_.id) return not_proven();
  TRY(SignedIn in, begin_session(id, from, [&](Everything& all) -> base::Result<void> {
        const Member* it = by_id(all.members, id);
        return it != nullptr && it->password == kept ? base::Result<void>{} : not_proven();
      }));
  was_right(counted);
  return in;
}

base::Result<SignedIn> Members::recover(const std::string& name, const std::string& code,
                                        const std::string& password, const Visitor& from) {
  TRY_DO(check_choice(password, name));
  TRY(const Throttle::Try counted, may_try(name, from));
  TRY(const std::string kept, passwords_.hash(password));  // whether or not the code is right
  const std::string hash = hash_of(plain_code(code));
  std::string id;
  {
    const std::lock_guard lock(access_);
    const Member& member = tried(name);
    id = member.id;
    // Looked at before anything is written, so that a wrong code costs as much as a wrong name.
    if (std::count(member.recovery.begin(), member.recovery.end(), hash) == 0) return not_proven();
  }
  TRY(SignedIn in, begin_session(id, from, [&](Everything& all) -> base::Result<void> {
        Member* it = by_id(all.members, id);
        if (it == nullptr || std::erase(it->recovery, hash) == 0) return not_proven();
        it->password = kept;
        end_sessions(all, id, "");
        return {};
      }));
  was_right(counted);
  return in;
}

std::string Members::challenge(base::Time now) {
  const std::lock_guard lock(access_);
  return challenges_.make(now);
}

base::Result<std::string> Members::good_challenge(const std::string& client_data,
                                                  base::Time now) const {
  TRY(std::string challenge, challenge_in(client_data));
  const std::lock_guard lock(access_);
  if (!challenges_.is_good(challenge, now)) return not_proven();
  return challenge;
}

base::Result<Members::Proven> Members::prove(const Party& party, const Assertion& assertion,
                                             const Visitor& from) {
  TRY(const Throttle::Try counted, may_try("", from));
  const auto challenge = good_challenge(assertion.client_data, from.now);
  if (!challenge) return not_proven();
  const std::lock_guard lock(access_);
  const std::string id = to_base64url(assertion.id);
  for (const Member& member : all_.members) {
    const Passkey* key = by_id(member.passkeys, id);
    if (key == nullptr || member.state != State::kActive) continue;
    TRY(const std::string spki, from_base64url(key->key));
    const auto counter = check_assertion(party, *challenge, assertion, spki, key->counter);
    if (!counter || !challenges_.is_good(*challenge, from.now)) return not_proven();
    challenges_.use(*challenge, from.now);
    throttle_.give_back(counted);
    return Proven{member.id, member.name, id, *counter};
  }
  return not_proven();
}

namespace {

// Nothing where the key was removed meanwhile, or has proven something later already.
base::Result<void> mark_used(Everything& all, const std::string& member, const std::string& key,
                             std::uint32_t counter, base::Time now) {
  Member* it = by_id(all.members, member);
  Passkey* passkey = it == nullptr ? nullptr : by_id(it->passkeys, key);
  if (passkey == nullptr || counter < passkey->counter) return not_proven();
  passkey->counter = counter;
  passkey->seen = now;
  return {};
}

}  // namespace

base::Result<SignedIn> Members::sign_in(const Party& party, const Assertion& assertion,
                                        const Visitor& from) {
  TRY(const Proven who, prove(party, assertion, from));
  return begin_session(who.member, from, [&](Everything& all) {
    return mark_used(all, who.member, who.key, who.counter, from.now);
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
  seen_changed_ = seen_changed_ || session.seen < now;
  session.seen = std::max(session.seen, now);
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
  TRY(const Throttle::Try counted, may_try(who.name, from));
  std::string kept;
  {
    const std::lock_guard lock(access_);
    if (const Member* member = by_id(all_.members, who.member)) kept = member->password;
  }
  TRY(const bool right, passwords_.is(password, kept));
  if (!right) return not_proven();
  was_right(counted);
  mark_confirmed(who.session, from.now);
  return {};
}

base::Result<void> Members::confirm(const Known& who, const Party& party,
                                    const Assertion& assertion, const Visitor& from) {
  TRY(const Proven proven, prove(party, assertion, from));
  if (proven.member != who.member) return not_proven();
  TRY_DO(change([&](Everything& all) {
    return mark_used(all, proven.member, proven.key, proven.counter, from.now);
  }));
  mark_confirmed(who.session, from.now);
  return {};
}

}  // namespace members
