// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/model.h"

#include <algorithm>

#include "formats/json.h"

namespace members {
namespace {

using formats::Json;

base::Time time(const Json& json, std::string_view member) {
  return base::time_from_micros(formats::number_in(json, member));
}

Json texts(const std::vector<std::string>& all) {
  Json json = Json::array();
  for (const std::string& one : all) json.push(one);
  return json;
}

std::vector<std::string> texts(const Json::Array& all) {
  std::vector<std::string> out;
  for (const Json& one : all) {
    if (one.as_string() != nullptr) out.push_back(*one.as_string());
  }
  return out;
}

Json json_of(const Member& m) {
  Json json = Json::object();
  json["id"] = m.id;
  json["name"] = m.name;
  json["role"] = word(m.role);
  json["state"] = word(m.state);
  json["since"] = base::micros(m.since);
  json["password"] = m.password;
  Json& keys = json["passkeys"] = Json::array();
  for (const Passkey& k : m.passkeys) {
    Json& one = keys.push(Json::object());
    one["id"] = k.id;
    one["key"] = k.key;
    one["name"] = k.name;
    one["since"] = base::micros(k.since);
    one["seen"] = base::micros(k.seen);
    one["counter"] = k.counter;
  }
  json["recovery"] = texts(m.recovery);
  json["networks"] = texts(m.networks);
  return json;
}

Member member_of(const Json& json) {
  Member m;
  m.id = formats::text_in(json, "id");
  m.name = formats::text_in(json, "name");
  m.role = formats::text_in(json, "role") == word(Role::kOwner) ? Role::kOwner : Role::kMember;
  const std::string state = formats::text_in(json, "state");
  m.state = state == word(State::kActive)      ? State::kActive
            : state == word(State::kSuspended) ? State::kSuspended
                                               : State::kInvited;
  m.since = time(json, "since");
  m.password = formats::text_in(json, "password");
  for (const Json& k : formats::list_in(json, "passkeys")) {
    m.passkeys.push_back({formats::text_in(k, "id"), formats::text_in(k, "key"),
                          formats::text_in(k, "name"), time(k, "since"), time(k, "seen"),
                          static_cast<std::uint32_t>(formats::number_in(k, "counter"))});
  }
  m.recovery = texts(formats::list_in(json, "recovery"));
  m.networks = texts(formats::list_in(json, "networks"));
  return m;
}

}  // namespace

const char* word(Role role) { return role == Role::kOwner ? "owner" : "member"; }

const char* word(State state) {
  return state == State::kInvited ? "invited" : state == State::kActive ? "active" : "suspended";
}

std::string print(const Everything& all) {
  Json json = Json::object();
  Json& members = json["members"] = Json::array();
  for (const Member& m : all.members) members.push(json_of(m));
  Json& sessions = json["sessions"] = Json::array();
  for (const Session& s : all.sessions) {
    Json& one = sessions.push(Json::object());
    one["id"] = s.id;
    one["hash"] = s.hash;
    one["member"] = s.member;
    one["since"] = base::micros(s.since);
    one["seen"] = base::micros(s.seen);
    one["where"] = s.where;
  }
  Json& tokens = json["tokens"] = Json::array();
  for (const ApiToken& t : all.tokens) {
    Json& one = tokens.push(Json::object());
    one["id"] = t.id;
    one["hash"] = t.hash;
    one["member"] = t.member;
    one["name"] = t.name;
    one["writes"] = t.writes;
    one["since"] = base::micros(t.since);
    one["until"] = base::micros(t.until);
  }
  Json& invitations = json["invitations"] = Json::array();
  for (const Invitation& i : all.invitations) {
    Json& one = invitations.push(Json::object());
    one["hash"] = i.hash;
    one["member"] = i.member;
    one["until"] = base::micros(i.until);
  }
  Json& feeds = json["feeds"] = Json::array();
  for (const Feed& f : all.feeds) {
    Json& one = feeds.push(Json::object());
    one["hash"] = f.hash;
    one["member"] = f.member;
    one["since"] = base::micros(f.since);
  }
  return formats::print_json(json, true) + "\n";
}

base::Result<Everything> parse(std::string_view bytes) {
  const auto json = formats::parse_json(bytes, std::size_t{256} << 20);
  if (!json || json->as_object() == nullptr)
    return base::fail(base::Code::kCorrupt, "not a list of members");
  Everything all;
  for (const Json& m : formats::list_in(*json, "members")) all.members.push_back(member_of(m));
  for (const Json& s : formats::list_in(*json, "sessions")) {
    all.sessions.push_back({formats::text_in(s, "id"),
                            formats::text_in(s, "hash"),
                            formats::text_in(s, "member"),
                            time(s, "since"),
                            time(s, "seen"),
                            {},
                            formats::text_in(s, "where")});
  }
  for (const Json& t : formats::list_in(*json, "tokens")) {
    all.tokens.push_back({formats::text_in(t, "id"), formats::text_in(t, "hash"),
                          formats::text_in(t, "member"), formats::text_in(t, "name"),
                          formats::flag_in(t, "writes"), time(t, "since"), time(t, "until")});
  }
  for (const Json& i : formats::list_in(*json, "invitations"))
    all.invitations.push_back(
        {formats::text_in(i, "hash"), formats::text_in(i, "member"), time(i, "until")});
  for (const Json& f : formats::list_in(*json, "feeds"))
    all.feeds.push_back(
        {formats::text_in(f, "hash"), formats::text_in(f, "member"), time(f, "since")});
  const auto named = [](const auto& one) { return !one.id.empty() && !one.hash.empty(); };
  const bool whole =
      std::all_of(all.members.begin(), all.members.end(),
                  [](const Member& m) { return !m.id.empty() && !m.name.empty(); }) &&
      std::all_of(all.sessions.begin(), all.sessions.end(), named) &&
      std::all_of(all.tokens.begin(), all.tokens.end(), named);
  if (!whole) return base::fail(base::Code::kCorrupt, "an entry without an id, a name or a hash");
  return all;
}

}  // namespace members
