// Made events: interactions of made-up people with very different numbers of contacts, by time; and
// what such people are called.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "graph/ties.h"
#include "sample.h"

namespace lab {

std::vector<graph::Event> made_events(std::size_t people, std::size_t events, Dice& dice);
std::string made_name(std::size_t n);  // "Corelda Linmoan"

}  // namespace lab
