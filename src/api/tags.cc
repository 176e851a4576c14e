// Tags, and how the member keeps in touch: what is said of many people, or of one, in a word.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tags.h"

#include "api/person_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

std::vector<std::string> texts(const formats::Json* list) {
  std::vector<std::string> all;
  if (list == nullptr) return all;
  for (const formats::Json& one : *list->as_array()) all.push_back(*one.as_string());
  return all;
}

}  // namespace

base::Result<net::Response> tags(const Call& call) {
  return json_response(tags_json(app::tags(call.app)));
}

// What was taken off can't be undone by its entry: adding it again does that.
base::Result<net::Response> change_tags(const Call& call) {
  app::Tagging tagging;
  for (const std::string& id : texts(call.body.find("people"))) {
    TRY(tagging.people.emplace_back(), app::find_by_id(call.app, id));
  }
  tagging.add = texts(call.body.find("add"));
  tagging.remove = texts(call.body.find("remove"));
  TRY(const app::Tagged done, app::tag_people(call.app, tagging));
  formats::Json json = formats::Json::object();
  json["added"] = done.added;
  json["removed"] = done.removed;
  return written(done.added == 1 ? call.entry() : 0, std::move(json));
}

base::Result<net::Response> keep_in_touch(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  model::Keeping keeping{};
  model::read_word(call.text("keeping"), keeping);
  TRY_DO(app::keep_in_touch(call.app, person, keeping));
  return written(call.entry());
}

}  // namespace api
