// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_jobs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/scratch_folder.h"

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable =
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Brenner\r\nEMAIL:ada@made.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Imre Halász\r\nEMAIL:imre@made.example\r\nEND:VCARD\r\n";

class Jobs : public testing::Test {
 protected:
  void SetUp() override { start(); }
  void TearDown() override { jobs_.reset(); }

  void start() {
    if (!app_) {
      auto app = open({folder_ / "book", std::nullopt, true, std::nullopt}, *clock_, *random_);
      ASSERT_TRUE(app) << app.error().message;
      app_ = std::move(*app);
    }
    jobs_ = std::make_unique<ImportJobs>(*app_);
    ASSERT_TRUE(jobs_->recover());
  }
  // As after a kill: nothing but what is on disk.
  void restart() {
    jobs_.reset();
    app_.reset();
    start();
  }
  std::string begin(const std::vector<std::string>& paths, std::uint64_t size) {
    std::vector<JobFile> files;
    for (const std::string& path : paths) files.push_back({path, size, 0});
    const auto id = jobs_->begin(std::move(files));
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : "";
  }
  ImportJob wait_for_end(const std::string& id) {
    for (int i = 0; i < 2000; ++i) {
      const ImportJob job = *jobs_->find(id);
      const bool under_way = job.state == JobState::kWaiting || job.state == JobState::kReading;
      if (!under_way) return job;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return *jobs_->find(id);
  }
  fs::path place(const std::string& id) const {
    return fs::path(folder_ / "book") / "incoming" / id / "files";
  }

  base::ScratchFolder folder_;
  std::unique_ptr<base::Clock> clock_ = base::system_clock();
  std::unique_ptr<base::Random> random_ = base::system_random();
  std::unique_ptr<App> app_;
  std::unique_ptr<ImportJobs> jobs_;
};

TEST_F(Jobs, PiecesComeInOrderAndGoOnAfterARestart) {
  const std::string text = kTable;
  const std::string id = begin({"cards.vcf"}, text.size());
  EXPECT_EQ(*jobs_->put(id, 0, 0, text.substr(0, 50)), 50U);
  EXPECT_EQ(jobs_->put(id, 0, 0, text.substr(0, 50)).error().code, base::Code::kConflict);
  EXPECT_EQ(jobs_->put(id, 0, 60, text.substr(60)).error().code, base::Code::kConflict);
  EXPECT_EQ(jobs_->put(id, 1, 0, text).error().code, base::Code::kNotFound);
  EXPECT_EQ(jobs_->put(id, 0, 50, text).error().code, base::Code::kInvalid);
  EXPECT_EQ(jobs_->start(id).error().code, base::Code::kConflict) << "it is not here whole";
  restart();
  EXPECT_EQ(jobs_->find(id)->files.front().received, 50U);
  EXPECT_EQ(*jobs_->put(id, 0, 50, text.substr(50)), text.size());
  ASSERT_TRUE(jobs_->start(id));
  const ImportJob done = wait_for_end(id);
  EXPECT_EQ(done.state, JobState::kDone) << done.error;
  EXPECT_EQ(done.report.total().read, 2U);
  EXPECT_EQ(done.report.files.front().path, "cards.vcf") << "not where the copy lay";
  EXPECT_FALSE(fs::exists(place(id))) << "what was read is in the book";
  restart();
  EXPECT_EQ(jobs_->find(id)->report.total().imported, done.report.total().imported);
}

TEST_F(Jobs, WhatFailedKeepsWhatWasHandedOverAndCanGoOn) {
  const std::string text = kTable;
  const std::string id = begin({"cards.vcf", "more/cards.vcf"}, text.size());
  for (const std::size_t file : {0U, 1U}) ASSERT_TRUE(jobs_->put(id, file, 0, text));
  // The disk loses sight of a file, and finds it again.
  fs::rename(place(id) / "cards.vcf", place(id) / "elsewhere");
  ASSERT_TRUE(jobs_->start(id));
  const ImportJob failed = wait_for_end(id);
  ASSERT_EQ(failed.state, JobState::kFailed);
  EXPECT_EQ(failed.error.find(folder_ / "book"), std::string::npos) << failed.error;
  EXPECT_TRUE(fs::exists(place(id) / "more/cards.vcf"));
  fs::rename(place(id) / "elsewhere", place(id) / "cards.vcf");
  restart();
  ASSERT_TRUE(jobs_->resume(id));
  const ImportJob done = wait_for_end(id);
  EXPECT_EQ(done.state, JobState::kDone) << done.error;
  EXPECT_EQ(done.report.total().read, 4U);
}

TEST_F(Jobs, NamesStayInsideAndApart) {
  const std::string id = begin({"../../etc/passwd", "/a/./b", "a.vcf", "a.vcf", "x\n\x01y\xFF"}, 0);
  const ImportJob job = *jobs_->find(id);
  EXPECT_EQ(job.files[0].path, "etc/passwd");
  EXPECT_EQ(job.files[1].path, "a/b");
  EXPECT_EQ(job.files[2].path, "a.vcf");
  EXPECT_EQ(job.files[3].path, "2~a.vcf");
  EXPECT_EQ(job.files[4].path.find('\n'), std::string::npos);
  for (const char* none : {"", "/", "..", "../.."})
    EXPECT_EQ(jobs_->begin({{none, 1, 0}}).error().code, base::Code::kInvalid) << none;
  ASSERT_TRUE(jobs_->start(id));
  EXPECT_EQ(wait_for_end(id).state, JobState::kDone);
  EXPECT_TRUE(jobs_->remove(id));
  EXPECT_EQ(jobs_->find(id).error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace app
