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

std::uint64_t number(const Json& json, std::string_view member) {
  return static_cast<std::uint64_t>(formats::number_in(json, member));
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
  for (const FileReport& file : job.report.files) report.push(json_of(file, file.skips.size()));
  return formats::print_json(json) + "\n";
}

base::Result<ImportJob> parse_job(std::string_view bytes) {
  const auto json = formats::parse_json(bytes, std::size_t{256} << 20);
  if (!json || json->as_object() == nullptr)
    return base::fail(base::Code::kCorrupt, "not an import's file");
  ImportJob job;
  const std::string state = formats::text_in(*json, "state");
  for (int i = 0; i <= static_cast<int>(JobState::kFailed); ++i) {
    if (state == word(static_cast<JobState>(i))) job.state = static_cast<JobState>(i);
  }
  job.began = base::time_from_micros(static_cast<std::int64_t>(number(*json, "began")));
  job.ended = base::time_from_micros(static_cast<std::int64_t>(number(*json, "ended")));
  job.before = number(*json, "before");
  job.error = formats::text_in(*json, "error");
  for (const Json& one : formats::list_in(*json, "files"))
    job.files.push_back({formats::text_in(one, "path"), number(one, "size"), 0});
  for (const Json& one : formats::list_in(*json, "report"))
    job.report.files.push_back(file_report_of(one));
  return job;
}

base::Result<void> append_piece(const std::string& path, std::uint64_t at, std::string_view bytes) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (at == 0) TRY_DO(store::make_folder(folder));
  const bool fresh = !std::filesystem::exists(path);
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
  if (done && fresh) done = store::sync_folder(folder);
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
