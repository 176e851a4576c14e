// The bench's network: ties with costs, the people's companies, the questions; and how answers and
// times are written. The files are described beside the bench's generator.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "clocks.h"
#include "graph/adjacency.h"

namespace lab {

inline constexpr graph::Node kRing = 16;         // ties to either side of those apart
inline constexpr std::uint32_t kToday = 20'089;  // the bench's moment is a midnight

struct Network {
  std::unique_ptr<graph::Adjacency> ties;
  std::vector<std::uint32_t> company;           // of each person
  std::vector<std::vector<graph::Node>> staff;  // of each company
};
// ties.bin and persons.bin, else their .csv; nullptr in `ties` and a message where neither is there.
// `apart`: so many people more, tied among themselves alone, whose ties a test may change.
Network read_network(const std::string& folder, graph::Node apart = 0);

struct Question {
  std::uint32_t id = 0;
  char group = 'u';
  std::uint32_t a = 0, b = 0;
};
std::vector<Question> read_questions(const std::string& file);

struct Timing {
  std::uint32_t id = 0;
  std::uint64_t wall_ns = 0, cpu_ns = 0;
};
void write_times(const std::string& file, const std::vector<Timing>& times);
std::string percentiles(std::vector<Timing> times);  // as members of a JSON object

}  // namespace lab
