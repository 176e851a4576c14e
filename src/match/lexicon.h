// Lexicon: services, and the words of those who need one and of those who sell it.
// Shape:  a text of blocks, an empty line between two: the service's name, "need: " and phrases,
//         "sell: " and phrases, at commas; lines with "#" are remarks. Written from knowledge of trades.
// Errors: parse() names the block that is no such block.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace match {

using Service = std::uint16_t;

class Lexicon {
 public:
  // How much a word speaks for a service where somebody needs it, and where somebody sells it.
  struct Use {
    Service service = 0;
    float need = 0, sell = 0;
  };
  struct Entry {
    std::string word;
    std::vector<Use> uses;
    float rarity = 1;  // less for words of many services
  };

  static base::Result<Lexicon> parse(std::string_view text);
  static const Lexicon& built_in();

  std::size_t services() const { return names_.size(); }
  const std::string& name(Service s) const { return names_[s]; }
  const std::vector<Entry>& entries() const { return entries_; }
  // The entries whose words have this stem.
  const std::vector<std::uint32_t>& with_stem(const std::string& stem) const;

 private:
  void add(std::string_view phrases, Service service, bool sells);
  void weigh();

  std::vector<std::string> names_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> place_;  // of a word in entries_
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_stem_;
};

}  // namespace match
