// Fact fields: one list a fact, in the order of its bytes, for whoever visits them: to write, to read,
// as bytes or as JSON.
// Shape:  v(name, field) for each; v.apart() for what is kept beside; v.since_later() for what the first
//         books did not have.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "model/fact.h"

namespace ledger {

using namespace model;

template <class V>
void fields(V& v, Handle& x) {
  v("kind", x.kind);
  v("text", x.text);
}
template <class V>
void fields(V& v, Participant& x) {
  v("role", x.role);
  v("identity", x.identity);
}
template <class V>
void all_but_id(V& v, Interaction& x) {
  v("at", x.at);
  v("channel", x.channel);
  v("kind", x.kind);
  v("audience", x.audience);
  v("asks", x.asks);
  v("sealed", x.sealed);
  v("recipients", x.recipients);
  v("message_key", x.message_key);
  v("parent_key", x.parent_key);
  v("participants", x.participants);
  v.apart("subject", x.subject);
  v.apart("text", x.text);
}
template <class V>
void fields(V& v, Interaction& x) {
  v("id", x.id);
  all_but_id(v, x);
}
template <class V>
void fields(V& v, IdentitySeen& x) {
  v("identity", x.identity);
  v("handle", x.handle);
  v("name", x.name);
}
template <class V>
void fields(V& v, InteractionRecorded& x) {
  all_but_id(v, x.interaction);  // its id is the entry's, and not said twice
}
template <class V>
void fields(V& v, InteractionCompleted& x) {
  v("interaction", x.interaction);
}
template <class V>
void fields(V& v, OwnerNamed& x) {
  v("identities", x.identities);
}
template <class V>
void fields(V& v, SuggestionAnswered& x) {
  v("rule", x.rule);
  v("about", x.about);
  v("verdict", x.verdict);
  v("at", x.at);
  v("until", x.until);
}
template <class V>
void fields(V& v, Erased& x) {
  v("seqs", x.seqs);
}
template <class V>
void fields(V& v, Statement& x) {
  v("kind", x.kind);
  v("value", x.value);
  v("detail", x.detail);
  v("at", x.at);
}
template <class V>
void fields(V& v, ProfileSeen& x) {
  Profile& p = x.profile;
  v("profile", p.id);
  v("source", p.source);
  v("as_of", p.as_of);
  v("name", p.name);
  v("identities", p.identities);
  v("statements", p.statements);
  v.apart("raw", p.raw);
}
template <class V>
void fields(V& v, StatementMade& x) {
  v("about", x.about);
  v("statement", x.statement);
}
template <class V>
void fields(V& v, DeedRecorded& x) {
  Deed& d = x.deed;
  v("at", d.at);
  v("kind", d.kind);
  v("given", d.given);
  v("other", d.other);
  v.apart("text", d.text);
  v.since_later("size", d.size, DeedSize::kReal);
}
template <class V>
void fields(V& v, IdentitiesJudged& x) {
  v("these", x.these);
  v("those", x.those);
  v("same", x.same);
  v("at", x.at);
}
template <class V>
void fields(V& v, Undone& x) {
  v("seq", x.seq);
}

template <class V>
void fields(V& v, Party& x) {
  v("part", x.part);
  v("who", x.who);
}
template <class V>
void fields(V& v, ExchangeOpened& x) {
  Exchange& e = x.exchange;
  v("kind", e.kind);
  v("ask", e.ask);
  v("parties", e.parties);
  v("about", e.about);
  v("words", e.words);
  v("at", e.at);
  v("due", e.due);
  v("effort", e.effort);
  v("agreed", e.agreed);
  v("visibility", e.visibility);
}
template <class V>
void fields(V& v, ExchangeStepped& x) {
  Step& s = x.step;
  v("exchange", s.exchange);
  v("kind", s.kind);
  v("by", s.by);
  v("whom", s.whom);
  v("at", s.at);
  v("until", s.until);
  v("words", s.words);
  v("value", s.value);
}
template <class V>
void fields(V& v, IdealCardWritten& x) {
  IdealCard& c = x.card;
  v("who", c.who);
  v("phrase", c.phrase);
  v("not_for", c.not_for);
  v("example", c.example);
  v("at", c.at);
}

// How many members an enumeration has: words and bytes beyond are refused.
template <class E>
inline constexpr std::uint8_t kMembers = 0;
template <>
inline constexpr std::uint8_t kMembers<HandleKind> = 7;
template <>
inline constexpr std::uint8_t kMembers<Role> = 4;
template <>
inline constexpr std::uint8_t kMembers<Channel> = 7;
template <>
inline constexpr std::uint8_t kMembers<Kind> = 9;
template <>
inline constexpr std::uint8_t kMembers<Audience> = 4;
template <>
inline constexpr std::uint8_t kMembers<Verdict> = 3;
template <>
inline constexpr std::uint8_t kMembers<StatementKind> = 12;
template <>
inline constexpr std::uint8_t kMembers<DeedKind> = 5;
template <>
inline constexpr std::uint8_t kMembers<DeedSize> = 3;
template <>
inline constexpr std::uint8_t kMembers<ExchangeKind> = 4;
template <>
inline constexpr std::uint8_t kMembers<AskKind> = 3;
template <>
inline constexpr std::uint8_t kMembers<Part> = 11;
template <>
inline constexpr std::uint8_t kMembers<Visibility> = 1;
template <>
inline constexpr std::uint8_t kMembers<StepKind> = 22;

}  // namespace ledger
