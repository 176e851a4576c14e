// Match clusters: records united so far, and what a cluster of them shows.
// Shape:  a union-find over records; clusters are read anew after each stage of uniting.
// Cost:   O(records × α); reading them anew is linear in what the records show.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "identity/match.h"
#include "identity/name_book.h"

namespace identity {

// A record's names, read once.
struct ReadNames {
  std::vector<Name> names, hints;
  std::vector<std::string> firms;  // that stood in a name
};

struct Cluster {
  std::uint32_t first = 0;  // its first record
  std::vector<std::uint32_t> records;
  std::vector<Name> names;  // with hints, unique
  std::set<std::string> firms;
  std::map<std::string, std::string> posts;      // firm → what they do there
  std::map<std::string, std::string> addresses;  // at firms: domain → address
  std::set<std::string> pages;                   // "linkedin.com/in/ada"
  std::map<std::string, int> places;             // and how many of its records stand there
  std::set<std::string> once;                    // sources that show a human once
  std::set<std::uint32_t> circles;
  std::vector<std::string> keys;  // sorted, unique
  bool junior = false, senior = false;
};

enum class Against { kNothing, kHints, kProof };  // what speaks against two clusters being one

class Unions {
 public:
  explicit Unions(std::size_t size);
  std::uint32_t root(std::uint32_t i) const;
  void join(std::uint32_t a, std::uint32_t b);  // the lower record stays the root

 private:
  mutable std::vector<std::uint32_t> up_;
};

class Clusters {
 public:
  Clusters(std::span<const MatchRecord> records, std::span<const ReadNames> names,
           std::span<const MatchJudgement> judged, const NameBook& book, const Unions& unions);

  std::size_t size() const { return all_.size(); }
  const Cluster& operator[](std::size_t i) const { return all_[i]; }
  std::uint32_t of(std::uint32_t record) const { return of_[record]; }

  double fit(std::uint32_t a, std::uint32_t b) const;  // the best of their names'
  Against against(std::uint32_t a, std::uint32_t b) const;
  bool share_firm(std::uint32_t a, std::uint32_t b) const;
  // Were they in the same company? 1: somebody was together with either, each elsewhere; less where
  // only names around them are alike.
  double common_company(std::uint32_t a, std::uint32_t b) const;

  // How many others may bear the name by which the two meet: few for a rare one.
  double namesakes(std::uint32_t a, std::uint32_t b) const;

  // The two names that fit best: "bob hartwood and robert hartwood".
  std::string names_met(std::uint32_t a, std::uint32_t b) const;
  // What part of all bear the one word that names `a` and stands in a name of `b`; 1: there is none.
  double share_of_given(std::uint32_t a, std::uint32_t b) const;

  std::vector<std::vector<std::uint32_t>> firms() const;  // the clusters at each
  // Clusters under one key, ascending; only keys with 2 … `most` of them.
  std::vector<std::vector<std::uint32_t>> blocks(std::size_t most) const;
  std::vector<std::vector<std::uint32_t>> blocks(std::span<const std::uint32_t> of,
                                                 std::size_t most) const;

 private:
  double share_of(Word w) const;

  const NameBook& book_;
  std::vector<std::uint32_t> bearers_;  // by form: clusters with one in a name
  std::vector<Cluster> all_;
  std::vector<std::uint32_t> of_;
  std::vector<std::vector<std::uint32_t>> circles_;  // by circle, the clusters in it
  std::unordered_set<std::uint64_t> apart_;          // judged not one
};

}  // namespace identity
