// Imports: files that a page hands over, and how far their reading is.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <charconv>

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/person.h"

namespace api {
namespace {

using formats::Json;

constexpr std::size_t kMostJobChanges = 20;
constexpr std::size_t kMostFilesShown = 500, kMostSkipsShown = 50;

Json job_json(const app::App& app, const app::ImportJob& job) {
  Json json = Json::object();
  json["id"] = job.id;
  json["state"] = app::word(job.state);
  if (!job.error.empty()) json["error"] = job.error;
  json["began"] = base::print_time(job.began);
  if (job.ended != base::Time{}) json["ended"] = base::print_time(job.ended);
  if (!job.reading.empty()) json["now_reading"] = job.reading;
  json["file_count"] = job.files.size();
  Json& files = json["files"] = Json::array();
  for (std::size_t i = 0; i < std::min(kMostFilesShown, job.files.size()); ++i) {
    Json& one = files.push(Json::object());
    one["path"] = job.files[i].path;
    one["size"] = job.files[i].size;
    one["received"] = job.files[i].received;
  }
  json["total"] = app::json_of(job.report.total());
  Json& report = json["report"] = Json::array();
  for (const app::FileReport& file : job.report.files)
    report.push(app::json_of(file, kMostSkipsShown));
  Json& changes = json["new_jobs"] = Json::array();
  if (job.state != app::JobState::kDone) return json;
  for (const app::JobChange& change : app::job_changes(app, job.before)) {
    if (changes.as_array()->size() == kMostJobChanges) break;
    Json& one = changes.push(Json::object());
    one["id"] = app::id_of(app, change.person);
    one["name"] = app.state.people.name(change.person);
    one["before"] = change.before;
    one["now"] = change.now;
  }
  return json;
}

base::Result<std::uint64_t> number(std::string_view text, const char* what) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size())
    return base::fail(base::Code::kInvalid, std::string(what) + " takes a number");
  return n;
}

net::Response accepted() { return {202, {}, {}}; }

}  // namespace

base::Result<net::Response> imports(const Call& call) {
  Json json = Json::object();
  Json& list = json["imports"] = Json::array();
  for (const app::ImportJob& job : call.book.imports().list()) list.push(job_json(call.app, job));
  return json_response(json);
}

base::Result<net::Response> one_import(const Call& call) {
  TRY(const app::ImportJob job, call.book.imports().find(call.named.front()));
  return json_response(job_json(call.app, job));
}

base::Result<net::Response> begin_import(const Call& call) {
  std::vector<app::JobFile> files;
  for (const Json& one : *call.body.find("files")->as_array()) {
    files.push_back({*one.find("path")->as_string(),
                     static_cast<std::uint64_t>(*one.find("size")->as_int()), 0});
  }
  TRY(const std::string id, call.book.imports().begin(std::move(files)));
  Json json = Json::object();
  json["id"] = id;
  return written(0, std::move(json));
}

base::Result<net::Response> put_piece(const Call& call) {
  const std::string* at = call.request.parameter("at");
  if (at == nullptr) return base::fail(base::Code::kInvalid, "at: where does this piece begin?");
  TRY(const std::uint64_t begin, number(*at, "at"));
  TRY(const std::uint64_t file, number(call.named[1], "the file"));
  TRY(const std::uint64_t received,
      call.book.imports().put(call.named[0], file, begin, call.request.body));
  Json json = Json::object();
  json["received"] = received;
  return json_response(json);
}

base::Result<net::Response> start_import(const Call& call) {
  TRY_DO(call.book.imports().start(call.named.front()));
  return accepted();
}

base::Result<net::Response> pause_import(const Call& call) {
  TRY_DO(call.book.imports().pause(call.named.front()));
  return accepted();
}

base::Result<net::Response> resume_import(const Call& call) {
  TRY_DO(call.book.imports().resume(call.named.front()));
  return accepted();
}

base::Result<net::Response> remove_import(const Call& call) {
  TRY_DO(call.book.imports().remove(call.named.front()));
  return nothing();
}

}  // namespace api
