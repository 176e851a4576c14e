// Communities: which people are closer tied to each other than to the rest.
// Shape:  Louvain: everybody moves to the community to which they add most modularity, in rounds from
//         the smallest number up; communities become nodes, and again, until nothing moves. In the end
//         each is cut into its connected parts, as Leiden would see to. The same ties give the same
//         answer. Who has no tie is alone.
// Order:  communities are numbered by size, the largest 0; then by their smallest member.
// Cost:   some ten passes over the ties: .5 s for a million.
// Source: Blondel et al., "Fast unfolding of communities in large networks", 2008; Traag et al., "From
//         Louvain to Leiden", 2019.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace graph {

struct WeightedTie {
  std::uint32_t a = 0, b = 0;  // people from 0; a tie to oneself counts nothing
  double weight = 1;           // over 0
};

std::vector<std::uint32_t> communities(std::size_t people, std::span<const WeightedTie> ties);

// How much more weight lies inside the groups than chance would put there; in [-.5, 1].
double modularity(std::size_t people, std::span<const WeightedTie> ties,
                  std::span<const std::uint32_t> group);

}  // namespace graph
