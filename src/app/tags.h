// Tags: the words under which the owner and the sources file people.
// Shape:  two spellings that fold alike are one tag. What the owner said is taken back by an Undone
//         each; what a source says holds as long as the source says it.
// Order:  tags by how many people bear them, then by name.
// Errors: kInvalid for a tag that only a source gives, where it is to be taken off.
// Cost:   that of the people index, and one reading of what the owner said.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"

namespace app {

struct Tag {
  std::string name;  // as it is spelt most, or else first
  std::size_t people = 0;
};
std::vector<Tag> tags(const App& app);
std::vector<std::string> tags_of(const App& app, identity::Number person);  // by name
std::vector<identity::Number> people_with_tag(const App& app, std::string_view tag);

struct Tagging {
  std::vector<identity::Number> people;
  std::vector<std::string> add, remove;
};
struct Tagged {
  std::size_t added = 0, removed = 0;  // pairs of a person and a tag
};
// All of it in one commit; what is so already is left as it is.
base::Result<Tagged> tag_people(App& app, const Tagging& tagging);

}  // namespace app
