// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/import_files.h"

#include "app/commit.h"
#include "app/record_drafts.h"
#include "app/restore.h"
#include "importers/all.h"
#include "importers/open.h"

namespace app {
namespace {

constexpr std::size_t kDraftsInGroup = 2000;  // one fsync, some milliseconds of work

// One path's reading: drafts gather until a group is full, then are recorded and counted.
class Reading {
 public:
  Reading(App& app, const std::string& path, const Importing& how, ImportReport& report)
      : app_(app), path_(path), how_(how), report_(report) {}

  base::Result<void> run() {
    const auto visit = [&](const importers::Source& source) { return read(source); };
    const auto skip = [&](const std::string& where, const std::string& reason) {
      report_.line(path_, "unknown").skip(where, reason);
    };
    const base::Result<void> walked = importers::walk(path_, formats::Budget{}, visit, skip);
    TRY_DO(recorded_);
    TRY_DO(record());
    if (stopping()) {
      report_.stopped = true;
      return {};
    }
    return walked;
  }

 private:
  bool stopping() const { return how_.stop != nullptr && how_.stop->load(); }

  base::Result<void> read(const importers::Source& source) {
    if (stopping()) return base::fail(base::Code::kUnavailable, "stopped");
    const importers::Importer* importer = importers::recognize(source);
    if (importer == nullptr) {
      report_.line(path_, "unknown").skip(source.path, importers::describe_unknown(source));
      return {};
    }
    if (importer->title != title_) TRY_DO(record());
    title_ = importer->title;
    const importers::Emit emit{
        [&](importers::Read&& draft) -> base::Result<void> {
          drafts_.push_back(std::move(draft));
          if (drafts_.size() >= kDraftsInGroup) recorded_ = record();
          return recorded_;
        },
        [&](std::string where, std::string reason) {
          report_.line(path_, title_).skip(where, reason);
        },
        [&] { return stopping(); },
        [&](std::uint64_t) { tell(source.path); },
        app_.clock.now(),
        app_.region,
    };
    const base::Result<void> parsed = importer->parse(source, emit);
    if (!recorded_) return recorded_;
    // The bytes gave out (a bomb, a damaged member, a failing disk): what came before stays, the
    // rest is told.
    if (!parsed) report_.line(path_, title_).skip(source.path, parsed.error().message);
    return {};
  }

  base::Result<void> record() {
    if (drafts_.empty()) return {};
    std::vector<Outcome> outcomes;
    TRY_DO(
        commit(app_, [&](const Known& known) { return record_drafts(known, drafts_, outcomes); }));
    FileReport& line = report_.line(path_, title_);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i] == Outcome::kFuture) {
        const auto& draft = std::get<importers::Draft>(drafts_[i]);
        line.skip(draft.where, "dated in the future (" + base::print_date(draft.at) + ")");
        continue;
      }
      ++line.records.read;
      switch (outcomes[i]) {
        case Outcome::kImported:
          ++line.records.imported;
          break;
        case Outcome::kUpdated:
          ++line.records.updated;
          break;
        case Outcome::kDuplicate:
          ++line.records.duplicate;
          break;
        case Outcome::kFuture:
          break;
      }
    }
    drafts_.clear();
    tell(path_);
    return {};
  }

  void tell(const std::string& reading) const {
    if (how_.progress) how_.progress(report_, reading);
  }

  App& app_;
  const std::string& path_;
  const Importing& how_;
  ImportReport& report_;
  std::string title_;
  std::vector<importers::Read> drafts_;
  base::Result<void> recorded_;
};

}  // namespace

base::Result<void> import_files(App& app, std::span<const std::string> paths, const Importing& how,
                                ImportReport& report) {
  for (const std::string& path : paths) {
    if (how.stop != nullptr && how.stop->load()) {
      report.stopped = true;
      break;
    }
    TRY_DO(Reading(app, path, how, report).run());
  }
  return settle(app);
}

}  // namespace app
