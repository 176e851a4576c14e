// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/profile.h"

#include "model/words.h"

namespace model {
namespace {

constexpr std::array kStatements = {"works at", "studied at", "skill",     "need",
                                    "goal",     "offer",      "promise",   "birthday",
                                    "note",     "tag",        "connected", "keeping in touch"};
constexpr std::array kKeepings = {"yes", "light", "no"};
constexpr std::array kDeeds = {"recommendation", "endorsement", "introduction", "referral",
                               "favour"};
constexpr std::array kSizes = {"small", "real", "above and beyond"};

}  // namespace

const char* word(StatementKind k) { return kStatements.at(static_cast<std::size_t>(k)); }
const char* word(Keeping k) { return kKeepings.at(static_cast<std::size_t>(k)); }
const char* word(DeedKind k) { return kDeeds.at(static_cast<std::size_t>(k)); }
const char* word(DeedSize s) { return kSizes.at(static_cast<std::size_t>(s)); }
bool read_word(std::string_view text, DeedSize& out) { return find_word(kSizes, text, out); }
bool read_word(std::string_view text, StatementKind& out) {
  return find_word(kStatements, text, out);
}
bool read_word(std::string_view text, Keeping& out) { return find_word(kKeepings, text, out); }
bool read_word(std::string_view text, DeedKind& out) { return find_word(kDeeds, text, out); }

}  // namespace model
