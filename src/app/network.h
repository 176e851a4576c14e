// Network: who leads to whom, as of the app's moment: paths and introductions.
// Shape:  the ties are priced when the first path is asked for, and again when the day has changed or
//         the folds were made anew; in between commit() keeps the price of every tie that something
//         happened to; a few contacts change the weights of introductions where they are. A search is a query like others: its caller holds the folds still.
// Cost:   pricing 0.3 µs a tie; then that of graph/paths.h and graph/introductions.h.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "graph/introductions.h"
#include "graph/paths.h"

namespace app {

struct App;

class Network {
 public:
  struct Priced {
    double day = 0;
    std::unique_ptr<graph::Adjacency> ties;
  };

  // As of the day; made if it is not there. The caller holds the folds still.
  std::shared_ptr<Priced> priced(const graph::Ties& ties, double day);
  // … as it is there; nullptr: it is not, or somebody is making it.
  std::shared_ptr<Priced> at_hand(double day);
  std::shared_ptr<const graph::ContactWeights> weights(const graph::Ties& ties, double day);

  // The writer, who holds the folds alone: these pairs were in contact.
  void touch(const graph::Ties& ties,
             std::span<const std::pair<graph::Node, graph::Node>> in_contact);
  // … all of it is otherwise.
  void drop();

 private:
  std::mutex making_;
  std::shared_ptr<Priced> priced_;
  std::shared_ptr<graph::ContactWeights> weights_;
  std::vector<std::pair<graph::Node, graph::Node>> unweighed_;  // in contact since
};

// At most five; to anybody of several, the best way to each before a second way to one.
graph::Paths paths(App& app, graph::Node from, std::span<const graph::Node> goals);

// The same to one person where it takes a part of a millisecond; nullopt: it would take longer.
std::optional<graph::Paths> paths_at_once(App& app, graph::Node from, graph::Node goal);

std::vector<graph::Introduction> introductions(App& app, graph::Node person, std::size_t want);

}  // namespace app
