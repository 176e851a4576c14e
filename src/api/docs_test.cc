// docs/api.md's list of routes is printed from the list; RAPPORT_GOLDEN=write writes it anew.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "api/route.h"
#include "base/text.h"

namespace api {
namespace {

std::string printed() {
  static const std::map<Needs, const char*> kWords = {
      {Needs::kNothing, "anybody"}, {Needs::kSecret, "link"},
      {Needs::kRead, "read"},       {Needs::kWrite, "write"},
      {Needs::kSession, "session"}, {Needs::kConfirmed, "confirmed"},
      {Needs::kOwner, "owner"},     {Needs::kOwnerConfirmed, "owner, confirmed"}};
  std::string out = "| | | for | |\n|---|---|---|---|\n";
  for (const Route& route : routes()) {
    std::string target(route.pattern);
    if (target.starts_with("/api/v1")) target.erase(0, 7);
    std::string sign = "?";
    for (const std::string_view name : base::split(route.query, ' ')) {
      if (!name.empty()) target += sign + std::string(name);
      sign = "&";
    }
    out += std::string("| ") + net::word(route.method) + " | `" + target + "` | " +
           kWords.at(route.needs) + " | " + std::string(route.what) + " |\n";
  }
  return out;
}

TEST(Docs, ListEveryRoute) {
  const std::string file = RAPPORT_ROOT "/docs/api.md";
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  constexpr std::string_view kBegin = "<!-- routes -->\n", kEnd = "<!-- /routes -->";
  const std::size_t begin = text.find(kBegin) + kBegin.size(), end = text.find(kEnd);
  ASSERT_NE(end, std::string::npos);
  const char* golden = std::getenv("RAPPORT_GOLDEN");
  if (golden != nullptr && std::string_view(golden) == "write") {
    text.replace(begin, end - begin, printed());
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text.substr(begin, end - begin), printed()) << "./dev golden writes it anew";
}

}  // namespace
}  // namespace api
