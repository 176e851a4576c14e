// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_jobs.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "app/import_job_file.h"
#include "app/visit.h"
#include "app/watches.h"
#include "base/text.h"

namespace app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFiles = 10'000, kMostJobs = 50;

base::Failure no_job() { return base::fail(base::Code::kNotFound, "there is no such import"); }

// "../a//b" → "a/b": a name that stays inside of the job's folder, whatever a page sends.
base::Result<std::string> safe_path(std::string_view path) {
  constexpr std::size_t kDepth = 24, kLongest = 180;
  std::string safe;
  std::size_t depth = 0;
  for (const std::string_view part : base::split(path, '/')) {
    const std::string name = base::shorten(base::one_line(base::make_utf8(part)), kLongest);
    if (name.empty() || name == "." || name == "..") continue;
    if (++depth > kDepth)
      return base::fail(base::Code::kInvalid, "a file lies too deep in folders");
    safe += (safe.empty() ? "" : "/") + name;
  }
  if (safe.empty()) return base::fail(base::Code::kInvalid, "a file needs a name");
  return safe;
}

// Two files that were dropped under one name are both kept.
void tell_apart(std::vector<JobFile>& files) {
  std::set<std::string> names;
  for (JobFile& file : files) {
    const std::string name = file.path;
    for (int n = 2; !names.insert(file.path).second; ++n)
      file.path = std::to_string(n) + "~" + name;
  }
}

}  // namespace

const char* word(JobState state) {
  static constexpr const char* kWords[] = {"uploading", "waiting", "reading",
                                           "paused",    "done",    "failed"};
  return kWords[static_cast<int>(state)];
}

ImportJobs::ImportJobs(App& app) : app_(app) {
  thread_ = std::thread([this] { run(); });
}

ImportJobs::~ImportJobs() { stop(); }

void ImportJobs::stop() {
  {
    const std::lock_guard lock(access_);
    ending_ = stop_ = true;
  }
  turn_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::string ImportJobs::folder_of(const std::string& id) const {
  return app_.folder + "/incoming/" + id;
}

std::string ImportJobs::path_of(const std::string& id, std::size_t file) const {
  return folder_of(id) + "/files/" + held(id)->files.at(file).path;
}

const ImportJob* ImportJobs::held(const std::string& id) const {
  const auto at = all_.find(id);
  return at == all_.end() ? nullptr : &at->second;
}

ImportJob* ImportJobs::held(const std::string& id) {
  const auto at = all_.find(id);
  return at == all_.end() ? nullptr : &at->second;
}

base::Result<void> ImportJobs::save(const ImportJob& job) const {
  return store::write_file_durably(folder_of(job.id) + "/job.json", print_job(job));
}

base::Result<void> ImportJobs::recover() {
  std::error_code none;
  const std::lock_guard lock(access_);
  for (const auto& entry : fs::directory_iterator(app_.folder + "/incoming", none)) {
    const std::string id = entry.path().filename().string();
    const auto bytes = store::read_file(entry.path().string() + "/job.json");
    auto job = bytes ? parse_job(*bytes) : base::fail(base::Code::kCorrupt, "no job");
    if (!job || !base::parse_hex16(id)) continue;
    job->id = id;
    if (job->state == JobState::kReading) job->state = JobState::kWaiting;
    all_[id] = std::move(*job);
    for (std::size_t i = 0; i < held(id)->files.size(); ++i) {
      const auto size = fs::file_size(path_of(id, i), none);
      held(id)->files[i].received = none ? 0 : size;
    }
  }
  ++version_;
  turn_.notify_all();
  return {};
}

base::Result<std::string> ImportJobs::begin(std::vector<JobFile> files) {
  if (files.empty()) return base::fail(base::Code::kInvalid, "no files were named");
  if (files.size() > kMostFiles) {
    return base::fail(base::Code::kInvalid,
                      "these are more than 10,000 files: pack them into a zip, or import them "
                      "with the command line");
  }
  for (JobFile& file : files) {
    TRY(file.path, safe_path(file.path));
    file.received = 0;
  }
  tell_apart(files);
  base::Bytes16 bytes{};
  app_.random.fill(bytes.data(), bytes.size());
  const std::lock_guard lock(access_);
  if (all_.size() >= kMostJobs) {
    return base::fail(base::Code::kConflict, "50 imports are listed: remove some of them first");
  }
  ImportJob job;
  job.id = base::to_hex(base::view(bytes));
  job.files = std::move(files);
  job.began = app_.clock.now();
  TRY_DO(store::make_folder(folder_of(job.id) + "/files"));
  TRY_DO(save(job));
  const std::string id = job.id;
  all_[id] = std::move(job);
  ++version_;
  return id;
}

base::Result<std::uint64_t> ImportJobs::put(const std::string& id, std::size_t file,
                                            std::uint64_t at, std::string_view bytes) {
  const std::lock_guard lock(access_);
  ImportJob* found = held(id);
  if (found == nullptr) return no_job();
  if (file >= found->files.size())
    return base::fail(base::Code::kNotFound, "there is no such file in this import");
  if (found->state != JobState::kUploading)
    return base::fail(base::Code::kConflict, "this import is being read already");
  JobFile& to = found->files[file];
  if (at != to.received) {
    return base::fail(base::Code::kConflict, "this file goes on at " + std::to_string(to.received));
  }
  if (at + bytes.size() > to.size)
    return base::fail(base::Code::kInvalid, "this is more than the file's size");
  TRY_DO(append_piece(path_of(id, file), at, bytes));
  to.received += bytes.size();
  ++version_;
  return to.received;
}

base::Result<void> ImportJobs::start(const std::string& id) {
  {
    const std::lock_guard lock(access_);
    ImportJob* found = held(id);
    if (found == nullptr) return no_job();
    for (std::size_t i = 0; i < found->files.size(); ++i) {
      const JobFile& file = found->files[i];
      if (file.received < file.size)
        return base::fail(base::Code::kConflict, file.path + " is not here whole yet");
      if (file.size == 0) TRY_DO(append_piece(path_of(id, i), 0, {}));
    }
  }
  return change(id, {JobState::kUploading}, JobState::kWaiting);
}

base::Result<void> ImportJobs::change(const std::string& id, std::initializer_list<JobState> from,
                                      JobState to) {
  const std::lock_guard lock(access_);
  ImportJob* found = held(id);
  if (found == nullptr) return no_job();
  if (std::find(from.begin(), from.end(), found->state) == from.end()) {
    return base::fail(base::Code::kConflict, std::string("this import is ") + word(found->state));
  }
  ImportJob changed = *found;
  changed.state = to;
  TRY_DO(save(changed));
  found->state = to;
  ++version_;
  turn_.notify_all();
  return {};
}

base::Result<void> ImportJobs::pause(const std::string& id) {
  {
    const std::lock_guard lock(access_);
    if (held(id) != nullptr && reading_ == id) {
      stop_ = true;  // it ends between two records, and says so itself
      return {};
    }
  }
  return change(id, {JobState::kWaiting}, JobState::kPaused);
}

base::Result<void> ImportJobs::resume(const std::string& id) {
  return change(id, {JobState::kPaused, JobState::kFailed}, JobState::kWaiting);
}

base::Result<void> ImportJobs::remove(const std::string& id) {
  const std::lock_guard lock(access_);
  if (held(id) == nullptr) return no_job();
  if (reading_ == id)
    return base::fail(base::Code::kConflict, "this import is being read: pause it first");
  std::error_code failed;
  fs::remove_all(folder_of(id), failed);
  if (failed) return base::fail(base::Code::kUnavailable, folder_of(id) + ": " + failed.message());
  all_.erase(id);
  ++version_;
  return {};
}

std::vector<ImportJob> ImportJobs::list() const {
  const std::lock_guard lock(access_);
  std::vector<ImportJob> jobs;
  for (const auto& [id, one] : all_) jobs.push_back(one);
  std::sort(jobs.begin(), jobs.end(),
            [](const ImportJob& a, const ImportJob& b) { return b.began < a.began; });
  return jobs;
}

base::Result<ImportJob> ImportJobs::find(const std::string& id) const {
  const std::lock_guard lock(access_);
  const ImportJob* found = held(id);
  if (found == nullptr) return no_job();
  return *found;
}

void ImportJobs::run() {
  std::unique_lock lock(access_);
  for (;;) {
    ImportJob* next = nullptr;
    turn_.wait(lock, [&] {
      for (auto& [id, one] : all_) {
        if (one.state == JobState::kWaiting && (next == nullptr || one.began < next->began))
          next = &one;
      }
      return ending_ || next != nullptr;
    });
    if (ending_) return;
    reading_ = next->id;
    next->state = JobState::kReading;
    next->error.clear();
    next->before = ledger_of(app_)->last_seq();
    (void)save(*next);  // if the disk refuses, the reading says so
    ++version_;
    stop_ = false;
    lock.unlock();
    read(*next);
    lock.lock();
  }
}

// On the thread of its own, with the job to itself but for what others look at under the lock.
void ImportJobs::read(ImportJob& job) {
  const std::string files = folder_of(job.id) + "/files/";
  std::set<std::string> tops;
  for (const JobFile& file : job.files) tops.insert(file.path.substr(0, file.path.find('/')));
  std::vector<std::string> paths;
  for (const std::string& top : tops) paths.push_back(files + top);
  const auto show = [&](const ImportReport& so_far, const std::string& reading) {
    ImportReport shown = shown_without(so_far, files);
    const std::lock_guard lock(access_);
    job.report = std::move(shown);
    job.reading = shown_without(reading, files);
    ++version_;
  };
  ImportReport report;
  const base::Result<void> done = import_files(app_, paths, {show, &stop_}, report);
  if (done && !report.stopped) {
    const Visit visit(app_);
    look_out(app_);
  }
  show(report, "");
  const std::lock_guard lock(access_);
  job.state = report.stopped ? JobState::kPaused : done ? JobState::kDone : JobState::kFailed;
  if (report.stopped && ending_) job.state = JobState::kReading;  // it goes on at the next start
  if (!done) job.error = shown_without(done.error().message, files);
  job.ended = app_.clock.now();
  std::error_code none;
  if (save(job) && job.state == JobState::kDone) fs::remove_all(files, none);
  reading_.clear();  // in one with its end: whoever sees that may remove it
  ++version_;
}

}  // namespace app
