// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/interaction.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace model {
namespace {

template <class E, std::size_t N>
bool find_word(const std::array<const char*, N>& words, std::string_view text, E& out) {
  for (std::size_t i = 0; i < N; ++i) {
    if (text == words[i]) {
      out = static_cast<E>(i);
      return true;
    }
  }
  return false;
}

constexpr std::array kChannels = {"mail", "calendar", "phone", "in person",
                                  "chat", "social",   "other"};
constexpr std::array kKinds = {"message", "meeting", "call",   "comment",   "reaction",
                               "share",   "mention", "follow", "connection"};
constexpr std::array kAudiences = {"personal", "list", "bulk", "automatic"};
constexpr std::array kRoles = {"from", "to", "cc", "bcc"};
constexpr std::array kHandleKinds = {"mail", "phone", "url", "account", "did", "x500", "name"};

// The copy whose text wins: the longer one, then the smaller in byte order.
bool tells_more(const std::string& a, const std::string& b) {
  return std::tuple(b.size(), std::string_view(a)) < std::tuple(a.size(), std::string_view(b));
}

}  // namespace

const char* word(Channel c) { return kChannels.at(static_cast<std::size_t>(c)); }
const char* word(Kind k) { return kKinds.at(static_cast<std::size_t>(k)); }
const char* word(Audience a) { return kAudiences.at(static_cast<std::size_t>(a)); }
const char* word(Role r) { return kRoles.at(static_cast<std::size_t>(r)); }
const char* word(HandleKind k) { return kHandleKinds.at(static_cast<std::size_t>(k)); }
bool read_word(std::string_view text, Channel& out) { return find_word(kChannels, text, out); }
bool read_word(std::string_view text, Kind& out) { return find_word(kKinds, text, out); }
bool read_word(std::string_view text, Audience& out) { return find_word(kAudiences, text, out); }
bool read_word(std::string_view text, Role& out) { return find_word(kRoles, text, out); }
bool read_word(std::string_view text, HandleKind& out) {
  return find_word(kHandleKinds, text, out);
}

void arrange(std::vector<Participant>& participants) {
  std::sort(participants.begin(), participants.end());
  const auto same = [](const Participant& x, const Participant& y) {
    return x.identity == y.identity && (x.role == Role::kFrom) == (y.role == Role::kFrom);
  };
  participants.erase(std::unique(participants.begin(), participants.end(), same),
                     participants.end());
}

Interaction join(const Interaction& a, const Interaction& b) {
  if (a.sealed || b.sealed) return a.sealed ? a : b;
  Interaction both = a;
  both.at = std::min(a.at, b.at);
  both.channel = std::min(a.channel, b.channel);
  both.kind = std::min(a.kind, b.kind);
  both.audience = std::min(a.audience, b.audience);
  both.recipients = std::max(a.recipients, b.recipients);
  both.message_key = std::max(a.message_key, b.message_key);
  both.parent_key = std::max(a.parent_key, b.parent_key);
  both.participants.insert(both.participants.end(), b.participants.begin(), b.participants.end());
  arrange(both.participants);
  if (tells_more(b.subject, a.subject)) both.subject = b.subject;
  if (tells_more(b.text, a.text)) both.text = b.text;
  // The question belongs to the text that is kept; copies with equal texts must agree whatever
  // their order.
  if (a.text == b.text) {
    both.asks = a.asks || b.asks;
  } else {
    both.asks = both.text == a.text ? a.asks : b.asks;
  }
  return both;
}

}  // namespace model
