// Index: the needs and offers of many people, ready to be asked who fits.
// Shape:  a statement is an offer (with the role beside it) or a need, of somebody with a number; part
//         tells several of one person apart. The best statement of each speaks for them. Of near
//         duplicates only the first is proposed. The same answer whatever the order of adding.
// Unit:   scores: open; bands are where they mean something.
// Cost:   adding 10 µs, and 0.1 ms for each word that is new; asking 0.2 µs for each statement of words of its
//         own; memory for those, and for another of the same words a number.
// Order:  asked by many at a time; changed by one, alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/kinds.h"

namespace match {

enum class Band : std::uint8_t { kNothing, kPerhaps, kGood, kStrong };
const char* name_of(Band band);  // "nothing", "perhaps", "good", "strong"
struct Fit {
  double score = 0;
  double shared = 0;   // how likely both are about one service
  bool named = false;  // the need names what is offered, and nothing of it is left over: "a roofer"
};
// `among`: of how many it is the best: the more there are, the better the best of those who do not fit.
// Words alone are a guess, however many, unless they name the trade.
Band band_of(const Fit& fit, std::size_t among);

struct Match {
  Id id = 0;
  std::uint32_t part = 0;
  double score = 0;
  Band band = Band::kNothing;
  std::string reason;  // "forensic accounting: receipts – invoices"; "a guess"
};

struct Options {
  std::size_t want = 3;
  bool one_of_a_kind = true;
  Band least = Band::kPerhaps;
  std::function<bool(Id)> may;  // whom to propose; empty: everybody
  // What speaks for somebody besides the words: moves the best up or down, and changes no band.
  std::function<double(Id, std::uint32_t part)> bonus;
};

class Index {
 public:
  explicit Index(const Sense& sense) : sense_(&sense) {}

  void add_offer(Id id, std::uint32_t part, std::string_view role, std::string_view does);
  void add_need(Id id, std::uint32_t part, std::string_view need);
  void remove(Id id);  // all that is said of somebody

  std::vector<Match> who_helps(std::string_view need, const Options& options = {}) const;
  std::vector<Match> whom_helps(std::string_view role, std::string_view does,
                                const Options& options = {}) const;
  std::size_t size() const { return offers_.members() + needs_.members(); }  // statements

 private:
  struct Query;
  struct Scored;

  void add(Kinds& to, Side side, Member member, std::span<const Word> words);
  std::uint32_t place(const std::string& word);
  Query make_query(Side side, std::span<const Word> words) const;
  Fit fit(const Query& query, const Kind& kind) const;
  std::vector<Scored> fitting(const Query& query, const Kinds& among, Band least) const;
  std::vector<Match> rank(const Query& query, const Kinds& among, const Options& options) const;
  bool near_duplicates(const Kind& a, const Kind& b) const;
  std::string reason(const Query& query, const Kind& kind) const;
  float rarity(std::uint32_t word) const;

  const Sense* sense_;
  std::vector<WordSense> words_;
  std::vector<std::uint32_t> offers_with_;  // by word: how many offers have it
  std::unordered_map<std::string, std::uint32_t> places_;
  Kinds offers_, needs_;
};

}  // namespace match
