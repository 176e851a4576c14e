// Question: whether a text asks its reader something, and the sentence that does.
// Shape:  a sentence that ends in "?", outside links; or one that begins with a plain request
//         ("Could you …", "Please let me know …"). Rather miss one than see one that is not there.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace model {

// The first such sentence on one line, at most 160 bytes; empty: the text asks nothing.
std::string first_question(std::string_view text);
inline bool asks(std::string_view text) { return !first_question(text).empty(); }

}  // namespace model
