// Introduction letters: what is written to each of two people before, and to both after they said yes.
// Shape:  the letter that asks says what the other one does, and nothing by which they could be found:
//         no name, no address, no firm. The one that brings together has both names, and goes to both
//         addresses.
// Errors: kInvalid where a text gives the other one away before both said yes; kNotFound where the
//         book knows no address.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "exchange/course.h"

namespace app {

struct IntroductionLetter {
  std::vector<identity::Number> to;
  std::vector<std::string> addresses;  // empty where the book knows none
  std::string subject, text;           // without a link
};
// To the first or the second, asking.
IntroductionLetter asking_letter(const App& app, const exchange::Course& introduction,
                                 exchange::Part to);
// To both; who brings them together leaves them to it.
IntroductionLetter joining_letter(const App& app, const exchange::Course& introduction);

// Whether this text may go to one of the two now.
base::Result<void> keeps_the_secret(const App& app, const exchange::Course& introduction,
                                    exchange::Part to, std::string_view text);

}  // namespace app
