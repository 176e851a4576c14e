// Pages: the web app's files, for whoever asks; what is in a book comes only by the API.
// Shape:  each path but those of the API; a path without a dot is a page, and all pages are one file.
//         A client gets brotli or gzip where it can; 304 where it has the file.
// Errors: nothing where there is no such file: then a stranger learns no more than anywhere.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "net/message.h"

namespace api {

std::optional<net::Response> page_of(const net::Request& request);

}  // namespace api
