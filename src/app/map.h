// Map: the owner's network to be drawn: the strongest ties' people, the ties among them, which of them
// belong together, and where each stands.
// Shape:  the owner is the first and stands in the middle; the others by strength. Ties in which words
//         went both ways; at most eight times as many as people, those of the owner and the strongest
//         kept. Groups are communities without the owner, who would tie everybody to everybody; the
//         owner is in none.
// Errors: kInvalid while the book does not know its owner.
// Cost:   of 10,000 people half a second, kept until the book or the day is another; as of an earlier
//         day, the ledger read once more.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "graph/layout.h"
#include "identity/directory.h"

namespace app {

struct App;

struct Map {
  static constexpr std::uint32_t kNoGroup = ~std::uint32_t{0};
  struct Person {
    identity::Number person = identity::kNobody;
    graph::Place place;
    std::uint32_t group = kNoGroup;
    double weight = 0;  // the strength of the tie with the owner
  };
  struct Tie {
    std::uint32_t a = 0, b = 0;  // of people
    double strength = 0;
    std::uint32_t first_day = 0, last_day = 0;  // since 1970
  };
  struct Group {
    std::size_t people = 0;
    std::string name;  // where most of them work or write from, or the one best tied
  };
  std::vector<Person> people;
  std::vector<Tie> ties;
  std::vector<Group> groups;
  base::Time since{}, until{};
};
using MapRef = std::shared_ptr<const Map>;

// `until`: as of this day; none: of the book's moment.
base::Result<MapRef> map(App& app, std::size_t most, std::optional<base::Time> until);

// The last one that was drawn.
class DrawnMap {
 public:
  struct Of {
    std::uint64_t changes = 0;
    std::int64_t day = 0;
    std::size_t most = 0;
    bool operator==(const Of&) const = default;
  };
  MapRef find(const Of& of);
  void keep(const Of& of, MapRef map);

 private:
  std::mutex access_;
  Of of_;
  MapRef map_;
};

}  // namespace app
