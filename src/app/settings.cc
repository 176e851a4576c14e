// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/settings.h"

#include <algorithm>
#include <filesystem>

#include "app/visit.h"
#include "base/text.h"
#include "formats/json.h"

namespace app {
namespace {

using formats::Json;

constexpr std::size_t kMostSearches = 50;

std::string file_of(const std::string& folder) { return folder + "/settings.json"; }

std::string print(const Settings& s) {
  Json json = Json::object();
  json["region"] = s.region;
  Json& searches = json["searches"] = Json::array();
  for (const SavedSearch& one : s.searches) {
    Json& to = searches.push(Json::object());
    to["name"] = one.name;
    to["q"] = one.q;
    to["band"] = one.band;
    to["tag"] = one.tag;
    to["since"] = one.since;
  }
  return formats::print_json(json, true) + "\n";
}

base::Failure refuse(const std::string& what) { return base::fail(base::Code::kInvalid, what); }

base::Result<void> check(const Settings& s) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!s.region.empty() &&
      (s.region.size() != 2 || !std::all_of(s.region.begin(), s.region.end(), is_capital)))
    return refuse("region takes a country's two letters, such as DE");
  if (s.searches.size() > kMostSearches) return refuse("at most 50 searches are kept");
  for (const SavedSearch& one : s.searches) {
    if (base::trim(one.name).empty()) return refuse("a search needs a name");
  }
  return {};
}

}  // namespace

base::Result<Settings> read_settings(const std::string& folder) {
  Settings s;
  std::error_code failed;
  const bool there = std::filesystem::exists(file_of(folder), failed);
  if (failed)
    return base::fail(base::Code::kUnavailable, file_of(folder) + ": " + failed.message());
  if (!there) return s;
  TRY(const std::string bytes, store::read_file(file_of(folder)));
  const auto json = formats::parse_json(bytes);
  if (!json || json->as_object() == nullptr)
    return base::fail(base::Code::kCorrupt, file_of(folder) + ": not the settings of a book");
  s.region = formats::text_in(*json, "region");
  using formats::text_in;
  for (const Json& one : formats::list_in(*json, "searches")) {
    s.searches.push_back({text_in(one, "name"), text_in(one, "q"), text_in(one, "band"),
                          text_in(one, "tag"), text_in(one, "since")});
  }
  return s;
}

base::Result<void> change_settings(App& app, const Settings& settings) {
  TRY_DO(check(settings));
  const StepOut out(app);
  const std::lock_guard writing(app.writing);
  TRY_DO(store::write_file_durably(file_of(app.folder), print(settings)));
  const std::unique_lock alone(app.access);
  app.region = settings.region;
  return {};
}

}  // namespace app
