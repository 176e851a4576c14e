// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_job_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "formats/json.h"

namespace app {
namespace {

using formats::Json;

std::string text(const Json& json, std::string_view member) {
  const Json* value = json.find(member);
  return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
}

std::uint64_t number(const Json& json, std::string_view member) {
  const Json* value = json.find(member);
  return value == nullptr || value->as_int() == nullptr
             ? 0
             : static_cast<std::uint64_t>(*value->as_int());
}

const Json::Array& list(const Json& json, std::string_view member) {
  static const Json::Array kNone;
  const Json* value = json.find(member);
  return value == nullptr || value->as_array() == nullptr ? kNone : *value->as_array();
}

Json json_of(const FileReport& file) {
  Json one = Json::object();
  one["path"] = file.path;
  one["source"] = file.source;
  one["read"] = file.records.read;
  one["imported"] = file.records.imported;
  one["updated"] = file.records.updated;
  one["duplicate"] = file.records.duplicate;
  one["skipped"] = file.records.skipped;
  Json& skips = one["skips"] = Json::array();
  for (const Skip& skip : file.skips) {
    Json& s = skips.push(Json::object());
    s["where"] = skip.where;
    s["reason"] = skip.reason;
    s["count"] = skip.count;
  }
  return one;
}

FileReport report_of(const Json& json) {
  FileReport file;
  file.path = text(json, "path");
  file.source = text(json, "source");
  file.records = {number(json, "read"), number(json, "imported"), number(json, "updated"),
                  number(json, "duplicate"), number(json, "skipped")};
  for (const Json& s : list(json, "skips"))
    file.skips.push_back({text(s, "where"), text(s, "reason"), number(s, "count")});
  return file;
}

base::Failure failed(const std::string& path) {
  return base::fail(base::Code::kUnavailable, path + ": " + std::strerror(errno));
}

}  // namespace

std::string print_job(const ImportJob& job) {
  Json json = Json::object();
  json["state"] = word(job.state);
  json["began"] = base::micros(job.began);
  json["ended"] = base::micros(job.ended);
  json["before"] = job.before;
  json["error"] = job.error;
  Json& files = json["files"] = Json::array();
  for (const JobFile& file : job.files) {
    Json& one = files.push(Json::object());
    one["path"] = file.path;
    one["size"] = file.size;
  }
  Json& report = json["report"] = Json::array();
  for (const FileReport& file : job.report.files) report.push(json_of(file));
  return formats::print_json(json) + "\n";
}

base::Result<ImportJob> parse_job(std::string_view bytes) {
  const auto json = formats::parse_json(bytes, std::size_t{256} << 20);
  if (!json || json->as_object() == nullptr)
    return base::fail(base::Code::kCorrupt, "not an import's file");
  ImportJob job;
  const std::string state = text(*json, "state");
  for (int i = 0; i <= static_cast<int>(JobState::kFailed); ++i) {
    if (state == word(static_cast<JobState>(i))) job.state = static_cast<JobState>(i);
  }
  job.began = base::time_from_micros(static_cast<std::int64_t>(number(*json, "began")));
  job.ended = base::time_from_micros(static_cast<std::int64_t>(number(*json, "ended")));
  job.before = number(*json, "before");
  job.error = text(*json, "error");
  for (const Json& one : list(*json, "files"))
    job.files.push_back({text(one, "path"), number(one, "size"), 0});
  for (const Json& one : list(*json, "report")) job.report.files.push_back(report_of(one));
  return job;
}

base::Result<void> append_piece(const std::string& path, std::uint64_t at, std::string_view bytes) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (at == 0) TRY_DO(store::make_folder(folder));
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return failed(path);
  base::Result<void> done;
  while (done && !bytes.empty()) {
    const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n <= 0) {
      done = failed(path);
    } else {
      at += static_cast<std::uint64_t>(n);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  if (done && ::fdatasync(fd) != 0) done = failed(path);
  ::close(fd);
  return done;
}

std::string shown_without(std::string text, const std::string& folder) {
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
    text.erase(at, folder.size());
  return text;
}

ImportReport shown_without(ImportReport report, const std::string& folder) {
  for (FileReport& file : report.files) {
    file.path = shown_without(file.path, folder);
    for (Skip& skip : file.skips) {
      skip.where = shown_without(skip.where, folder);
      skip.reason = shown_without(skip.reason, folder);
    }
  }
  return report;
}

}  // namespace app
