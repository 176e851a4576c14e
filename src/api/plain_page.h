// Plain page: what somebody who follows a link out of a mail sees: a few words and a button or two,
// without a script, so that any program can show it.
// Shape:  the same bytes whoever asks: nothing in it comes from a book, a member or the request.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "net/message.h"

namespace api {

// `button`: sends the page's own address back by POST; empty: there is none.
net::Response plain_page(std::string_view title, std::string_view words,
                         std::string_view button = {});

// Several buttons: each sends `answer=` and its value.
struct Button {
  std::string_view label, value;
};
net::Response plain_page(std::string_view title, std::string_view words,
                         std::span<const Button> buttons);

}  // namespace api
