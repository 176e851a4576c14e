// Assets: the files of the web app, as they lie in the program itself.
// Shape:  what vite made of web/, each raw and, where that is smaller, as gzip and brotli. A path is
//         as in a URL: "/assets/index-C7.js". A page of ours has no file: a path whose last part has
//         no dot gets the one page, "/index.html".
// Cost:   a binary search over some dozens; no byte is copied.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace assets {

struct Asset {
  std::string_view path, type, etag;   // the etag as it is sent: W/"…"
  std::string_view raw, gzip, brotli;  // the latter two empty where they are no smaller
  bool immutable = false;              // its name changes with what it says
};

const Asset* find(std::string_view path);  // nullptr: there is no such file

}  // namespace assets
