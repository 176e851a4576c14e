// ImportJobs: files that a page hands over in pieces, and their reading in the background.
// Shape:  a job is a folder in the book's own: what was handed over so far, and a small file that
//         says how far it is. One job is read at a time, in the order in which they were started. What
//         was read is in the book, whatever becomes of the job; when all of it is, the copies are removed.
// Order:  uploading → waiting → reading → done or failed; paused from either of the middle two. What
//         was paused or failed (a full disk) can go on.
// Errors: kNotFound for no such job or file; kConflict for a piece that does not begin where the last
//         one ended, or a job that is past that; kInvalid for a name that is none.
// Recovery: what was handed over stays across a restart; what was being read is read again, which
//         adds nothing twice; what was paused stays paused.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/facts.h"
#include "app/import_files.h"

namespace app {

enum class JobState { kUploading, kWaiting, kReading, kPaused, kDone, kFailed };
const char* word(JobState state);

struct JobFile {
  std::string path;  // as the page named it: "Mail/cur/1.eml"
  std::uint64_t size = 0, received = 0;
};

struct ImportJob {
  std::string id;
  JobState state = JobState::kUploading;
  std::vector<JobFile> files;
  base::Time began{}, ended{};
  std::string error;  // of kFailed
  std::string reading;
  ImportReport report;
  std::uint64_t before = 0;  // the ledger's last entry when it began to be read
};

class ImportJobs {
 public:
  explicit ImportJobs(App& app);
  ~ImportJobs();  // stop()
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // Ends the reading between two records; it goes on at the next start.
  void stop();
  // What is on disk, at the start: goes on with what was waiting or being read.
  base::Result<void> recover();

  base::Result<std::string> begin(std::vector<JobFile> files);
  // How much of the file is here now.
  base::Result<std::uint64_t> put(const std::string& id, std::size_t file, std::uint64_t at,
                                  std::string_view bytes);
  base::Result<void> start(const std::string& id);
  base::Result<void> pause(const std::string& id);
  base::Result<void> resume(const std::string& id);
  base::Result<void> remove(const std::string& id);

  std::vector<ImportJob> list() const;
  base::Result<ImportJob> find(const std::string& id) const;
  std::uint64_t version() const { return version_; }  // another one whenever a job is further

 private:
  const ImportJob* held(const std::string& id) const;  // nullptr: there is none
  ImportJob* held(const std::string& id);
  std::string folder_of(const std::string& id) const;
  std::string path_of(const std::string& id, std::size_t file) const;
  base::Result<void> save(const ImportJob& job) const;
  base::Result<void> change(const std::string& id, std::initializer_list<JobState> from,
                            JobState to);
  void run();
  void read(ImportJob& job);

  App& app_;
  mutable std::mutex access_;
  std::condition_variable turn_;
  std::map<std::string, ImportJob> all_;
  std::atomic<std::uint64_t> version_ = 0;
  std::atomic<bool> stop_ = false;  // the reading, or all of it
  bool ending_ = false;
  std::string reading_;  // the job that is
  std::thread thread_;
};

}  // namespace app
