// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/exchange.h"

#include "model/words.h"

namespace model {
namespace {

constexpr std::array kExchanges = {"ask", "introduction", "referral", "promise"};
constexpr std::array kAsks = {"introduction", "opportunity", "watch"};
constexpr std::array kParts = {"asker", "helper",   "target",   "connector", "first", "second",
                               "giver", "receiver", "referred", "maker",     "taker"};
constexpr std::array kVisibilities = {"mine"};
constexpr std::array kSteps = {
    "asked",  "yes",   "no",        "later",         "made",  "met",     "accepted",  "contacted",
    "won",    "lost",  "poor fit",  "no answer",     "told",  "thanked", "clarified", "kept",
    "closed", "found", "overruled", "asked to show", "shown", "hidden"};

}  // namespace

const char* word(ExchangeKind k) { return kExchanges.at(static_cast<std::size_t>(k)); }
const char* word(AskKind k) { return kAsks.at(static_cast<std::size_t>(k)); }
const char* word(Part p) { return kParts.at(static_cast<std::size_t>(p)); }
const char* word(Visibility v) { return kVisibilities.at(static_cast<std::size_t>(v)); }
const char* word(StepKind k) { return kSteps.at(static_cast<std::size_t>(k)); }
bool read_word(std::string_view text, ExchangeKind& out) {
  return find_word(kExchanges, text, out);
}
bool read_word(std::string_view text, AskKind& out) { return find_word(kAsks, text, out); }
bool read_word(std::string_view text, Part& out) { return find_word(kParts, text, out); }
bool read_word(std::string_view text, Visibility& out) {
  return find_word(kVisibilities, text, out);
}
bool read_word(std::string_view text, StepKind& out) { return find_word(kSteps, text, out); }

}  // namespace model
