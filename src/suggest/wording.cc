// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/wording.h"

#include <array>

#include "base/text.h"
#include "base/time.h"
#include "suggest/suggestion.h"

namespace suggest {
namespace {

constexpr std::size_t kMostBytes = 90;

// Takes one "Re:", "AW:", "Re[2]:", "Fwd:", "[list]" off the front; false: there is none.
bool strip_prefix(std::string_view& s) {
  static constexpr std::array<std::string_view, 8> kPrefixes = {"re", "fwd", "fw",   "aw",
                                                                "wg", "sv",  "antw", "tr"};
  s = base::trim(s);
  if (s.starts_with('[')) {
    const std::size_t end = s.find(']');
    if (end == std::string_view::npos || end > 40) return false;
    s = base::trim(s.substr(end + 1));
    return true;
  }
  for (const std::string_view prefix : kPrefixes) {
    if (!base::starts_with_ignoring_case(s, prefix)) continue;
    std::string_view rest = s.substr(prefix.size());
    if (rest.starts_with('[') && rest.find(']') < 5) rest = rest.substr(rest.find(']') + 1);
    if (!rest.starts_with(':')) continue;
    s = base::trim(rest.substr(1));
    return true;
  }
  return false;
}

}  // namespace

std::string greeting(const identity::Directory& people, std::uint32_t person) {
  const std::string name = first_name(people, person);
  return name.empty() ? "Hello," : "Hello " + name + ",";
}

std::string topic(std::string_view subject) {
  while (strip_prefix(subject)) {
  }
  return base::shorten(base::one_line(subject), kMostBytes, true);
}

std::string rhythm_of(double usual_gap_days) {
  if (usual_gap_days < 1.5) return "daily";
  const std::string span = base::print_ago(base::micros_from_days(usual_gap_days + .5));
  return "every " + (span.starts_with("1 ") ? span.substr(2) : span);
}

std::string reply_subject(std::string_view subject) {
  const std::string about = topic(subject);
  return about.empty() ? "Your question" : "Re: " + about;
}

}  // namespace suggest
