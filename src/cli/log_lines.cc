// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/log_lines.h"

#include <algorithm>

#include "base/text.h"
#include "cli/console.h"

namespace cli {
namespace {

using formats::Json;

constexpr std::uint64_t kLinesASecond = 20;
constexpr std::chrono::seconds kSecond(1);
constexpr std::size_t kMostKinds = 64, kMostMembers = 16, kLongestName = 40, kLongestText = 400;

std::string plain(std::string_view text, std::size_t most) {
  return base::shorten(safe(text.substr(0, 4 * most)), most, true);
}

Json bounded(const Json& value) {
  if (const std::string* text = value.as_string()) return plain(*text, kLongestText);
  if (value.as_array() == nullptr && value.as_object() == nullptr) return value;
  return plain(formats::print_json(value), kLongestText);
}

// "failed 503"
std::string kind_of(const Json& what) {
  std::string kind = plain(formats::text_in(what, "event"), kLongestName);
  const Json* status = what.find("status");
  if (status != nullptr && status->as_int() != nullptr)
    kind += " " + std::to_string(*status->as_int());
  return kind;
}

}  // namespace

std::vector<Sampler::More> Sampler::over(base::Time now) {
  std::vector<More> more;
  for (auto at = kinds_.begin(); at != kinds_.end();) {
    const Second& second = at->second;
    // A clock that was put back ends the second too.
    if (now >= second.since && now < second.since + kSecond) {
      ++at;
      continue;
    }
    if (second.more > 0) more.push_back({at->first, second.more});
    at = kinds_.erase(at);
  }
  return more;
}

bool Sampler::take(const std::string& kind, base::Time now) {
  auto at = kinds_.find(kind);
  if (at == kinds_.end())
    at = kinds_.try_emplace(kinds_.size() < kMostKinds ? kind : "other").first;
  Second& second = at->second;
  if (second.written == 0) second.since = now;
  const bool has_room = second.written < kLinesASecond;
  ++(has_room ? second.written : second.more);
  return has_room;
}

void LogLines::say_over(base::Time now) {
  for (const Sampler::More& one : sampler_.over(now)) {
    Json line = Json::object();
    line["at"] = base::print_time(now);
    line["level"] = "info";
    line["event"] = "left out";
    line["what"] = std::to_string(one.lines) + " more like it: " + one.kind;
    write_(formats::print_json(line));
  }
}

void LogLines::say(const Json& what) {
  const std::lock_guard lock(one_at_a_time_);
  const base::Time now = clock_.now();
  say_over(now);
  if (!sampler_.take(kind_of(what), now)) return;
  Json line = Json::object();
  line["at"] = base::print_time(now);
  const Json::Object& members = *what.as_object();
  for (std::size_t i = 0; i < std::min(members.size(), kMostMembers); ++i)
    line[plain(members[i].first, kLongestName)] = bounded(members[i].second);
  write_(formats::print_json(line));
}

void LogLines::event(const char* name) {
  Json what = Json::object();
  what["level"] = "info";
  what["event"] = name;
  say(what);
}

void LogLines::fault(const std::string& what_happened) {
  Json what = Json::object();
  what["level"] = "error";
  what["event"] = "fault";
  what["what"] = what_happened;
  say(what);
}

void LogLines::say_what_was_left_out() {
  const std::lock_guard lock(one_at_a_time_);
  say_over(clock_.now());
}

}  // namespace cli
