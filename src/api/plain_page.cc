// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/plain_page.h"

#include <fmt/core.h>

namespace api {

namespace {

net::Response page(std::string_view title, std::string_view words, std::string_view form) {
  net::Response response;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Content-Security-Policy",
                       "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                       "frame-ancestors 'none'"},
                      {"X-Robots-Tag", "noindex"}};
  response.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0} · Rapport</title>\n<link rel=\"stylesheet\" href=\"/plain.css\">\n"
      "<main>\n<h1>{0}</h1>\n<p>{1}</p>\n",
      title, words);
  response.body += form;
  response.body += "</main>\n</html>\n";
  return response;
}

}  // namespace

net::Response plain_page(std::string_view title, std::string_view words, std::string_view button) {
  return page(title, words,
              button.empty()
                  ? ""
                  : fmt::format("<form method=\"post\"><button>{}</button></form>\n", button));
}

net::Response plain_page(std::string_view title, std::string_view words,
                         std::span<const Button> buttons) {
  std::string form = "<form method=\"post\">";
  for (const Button& b : buttons)
    form += fmt::format("<button name=\"answer\" value=\"{}\">{}</button>\n", b.value, b.label);
  return page(title, words, form + "</form>\n");
}

}  // namespace api
