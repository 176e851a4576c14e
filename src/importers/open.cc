// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/open.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/text.h"

namespace importers {
namespace {

namespace fs = std::filesystem;

// What re-zipping and file managers leave behind; nothing of the person's.
bool is_junk(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.starts_with("._") || name == ".DS_Store" || name == "Thumbs.db" ||
         name == "desktop.ini" || path.starts_with("__MACOSX/") ||
         path.find("/__MACOSX/") != std::string_view::npos;
}

class Walk {
 public:
  Walk(const formats::Budget& budget, const Visit& visit, const Skip& skip)
      : budget_(budget), visit_(visit), skip_(skip) {}

  base::Result<void> path(const fs::path& at) {
    std::error_code error;
    const fs::file_status status = fs::status(at, error);
    if (error || !fs::exists(status)) {
      return base::fail(base::Code::kNotFound, at.string() + ": there is no such file or folder");
    }
    if (fs::is_directory(status)) return folder(at);
    if (!fs::is_regular_file(status)) {
      skip_(at.string(), "not a file");
      return {};
    }
    return file(at);
  }

 private:
  base::Result<void> folder(const fs::path& at) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(at, error), end; !error && it != end; it.increment(error))
      entries.push_back(*it);
    if (error) {
      skip_(at.string(), "the folder does not read (" + error.message() + ")");
      return {};
    }
    std::sort(entries.begin(), entries.end());
    const bool maildir = fs::is_directory(at / "cur", error) && fs::is_directory(at / "new", error);
    for (const fs::directory_entry& entry : entries) {
      const fs::path& path = entry.path();
      if (is_junk(path.string()) || (maildir && path.filename() == "tmp")) continue;
      if (entry.is_symlink(error)) {
        skip_(path.string(), "a link, not a file");
      } else if (entry.is_directory(error)) {
        TRY_DO(folder(path));
      } else if (entry.is_regular_file(error)) {
        TRY_DO(file(path));
      } else {
        skip_(path.string(), "not a file");
      }
    }
    return {};
  }

  base::Result<void> file(const fs::path& at) {
    auto bytes = formats::open_file(at.string());
    if (!bytes) {
      skip_(at.string(), bytes.error().message);
      return {};
    }
    return source(at.string(), **bytes, 0);
  }

  // An error of the bytes themselves ends this source only; one that the visitor returns ends the
  // walk.
  base::Result<void> source(const std::string& name, formats::ByteSource& bytes, int depth) {
    auto head = formats::read_head(bytes, kHead);
    if (!head) {
      skip_(name, head.error().message);
      return {};
    }
    const std::unique_ptr<formats::ByteSource> whole = formats::replay(*head, bytes);
    if (!formats::looks_like_archive(*head))
      return visit_(Source{name, std::move(*head), whole.get()});
    if (depth == budget_.depth) {
      skip_(name, "an archive in an archive in an archive: deeper than Rapport looks");
      return {};
    }
    base::Result<void> visited;
    const auto member = [&](const std::string& inner,
                            formats::ByteSource& member_bytes) -> base::Result<void> {
      if (is_junk(inner)) return {};
      // What gzip alone packs has no name of its own.
      const bool alone = inner == "data" && head->starts_with("\x1f\x8b");
      visited = source(alone ? name : name + ": " + inner, member_bytes, depth + 1);
      return visited;
    };
    const auto passed_over = [&](const std::string& inner, const std::string& reason) {
      if (!is_junk(inner)) skip_(name + ": " + inner, reason);
    };
    base::Result<void> walked = formats::walk_archive(*whole, budget_, spent_, member, passed_over);
    if (!visited) return visited;
    if (!walked) skip_(name, walked.error().message);
    return {};
  }

  const formats::Budget& budget_;
  const Visit& visit_;
  const Skip& skip_;
  std::uint64_t spent_ = 0;
};

}  // namespace

base::Result<void> walk(const std::string& path, const formats::Budget& budget, const Visit& visit,
                        const Skip& skip) {
  return Walk(budget, visit, skip).path(path);
}

}  // namespace importers
