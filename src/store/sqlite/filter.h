// Filter: which keys a run may hold, so that an id that is new costs no look into the run itself.
// Shape:  a Bloom filter in pages; a key's page follows from its place among all keys, so that sorted
//         keys go through the pages in order. Keys are parts of hashes and need no further mixing.
// Cost:   14 bits a key; one in some 800 of the keys that are not there is said to be.
// Source: Bloom, Space/time trade-offs in hash coding with allowable errors, 1970.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace store {

// How many pages of `bytes` a run of so many keys takes.
std::uint64_t filter_pages(std::uint64_t keys, std::size_t bytes);
std::uint64_t filter_page_of(std::uint64_t key, std::uint64_t pages);
void add_to_filter(std::string& page, std::uint64_t key);
bool may_be_in(std::string_view page, std::uint64_t key);

}  // namespace store
