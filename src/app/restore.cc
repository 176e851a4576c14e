// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/restore.h"

#include <array>
#include <utility>

#include "formats/archive.h"
#include "ledger/transfer.h"

namespace app {
namespace {

constexpr const char* kMember = "book.ndjson";

// Lines out of bytes that come in pieces; a line is at most 16 MiB.
class Lines {
 public:
  explicit Lines(formats::ByteSource& from) : from_(from) {}

  base::Result<bool> next(std::string& line) {
    for (;;) {
      if (const std::size_t end = buffer_.find('\n', at_); end != std::string::npos) {
        line = buffer_.substr(at_, end - at_);
        at_ = end + 1;
        return true;
      }
      if (buffer_.size() - at_ > kMostLine)
        return base::fail(base::Code::kInvalid, "a line longer than 16 MiB");
      buffer_.erase(0, std::exchange(at_, 0));
      TRY(const std::size_t n, from_.read(block_));
      if (n == 0) {
        if (buffer_.empty()) return false;
        return base::fail(base::Code::kCorrupt, "the export breaks off in the middle of a line");
      }
      buffer_.append(block_.data(), n);
    }
  }

 private:
  static constexpr std::size_t kMostLine = std::size_t{16} << 20;
  formats::ByteSource& from_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::array<char, 1 << 16> block_;
};

base::Result<void> read_member(
    const std::string& file, const std::function<base::Result<void>(formats::ByteSource&)>& read) {
  TRY(const auto packed, formats::open_file(file));
  bool found = false;
  std::uint64_t spent = 0;
  TRY_DO(formats::walk_archive(
      *packed, formats::Budget{}, spent,
      [&](const std::string& name, formats::ByteSource& bytes) -> base::Result<void> {
        if (name != kMember || found) return {};
        found = true;
        return read(bytes);
      },
      [](const std::string&, const std::string&) {}));
  if (!found) return base::fail(base::Code::kInvalid, file + ": there is no " + kMember + " in it");
  return {};
}

base::Result<std::unique_ptr<store::Log>> restore_log(formats::ByteSource& bytes,
                                                      const std::string& db) {
  Lines lines(bytes);
  std::string first;
  TRY(const bool more, lines.next(first));
  if (!more) return base::fail(base::Code::kInvalid, "the export is empty");
  TRY(const base::Key key, ledger::parse_ledger_key(first));
  TRY(auto log, store::open_sqlite_log(db, key));
  TRY_DO(ledger::parse_ledger([&](std::string& line) { return lines.next(line); }, *log));
  return log;
}

}  // namespace

base::Result<void> export_book(App& app, const std::string& file) {
  std::uint64_t size = 0;
  TRY_DO(
      ledger::print_ledger(ledger_of(app)->log(), [&](std::string_view line) -> base::Result<void> {
        size += line.size() + 1;
        return {};
      }));
  return store::write_file_durably(file, [&](const store::Sink& sink) -> base::Result<void> {
    TRY(formats::ZipWriter zip, formats::ZipWriter::open(sink));
    TRY_DO(zip.add(kMember, size));
    TRY_DO(ledger::print_ledger(ledger_of(app)->log(),
                                [&](std::string_view line) -> base::Result<void> {
                                  TRY_DO(zip.write(line));
                                  return zip.write("\n");
                                }));
    return zip.close();
  });
}

bool is_export(const std::string& file) {
  const auto bytes = formats::open_file(file);
  if (!bytes) return false;
  const auto head = formats::read_head(**bytes, 64);
  // A zip's first member: its name stands 30 bytes in.
  return head && head->starts_with("PK\x03\x04") &&
         head->substr(std::min(head->size(), std::size_t{30})).starts_with(kMember);
}

base::Result<void> restore(const std::string& file, const std::string& folder,
                           base::Random& random) {
  TRY_DO(store::make_folder(folder));
  TRY(const store::Lock lock, store::Lock::take(folder));
  if (store::read_file(book_file(folder))) {
    TRY(const auto log, store::open_sqlite_log(book_file(folder), std::nullopt));
    if (log->last_seq() > 0) {
      return base::fail(base::Code::kConflict,
                        folder +
                            ": there is a book here already; an export is restored only "
                            "into an empty one: name another folder with --data");
    }
  }
  // Made beside and renamed when it is whole: a restore that is broken off leaves nothing.
  const std::string beside = folder + "/restoring.db";
  const auto clear = [&](const std::string& db) -> base::Result<void> {
    for (const char* end : {"", "-wal", "-shm"}) TRY_DO(store::remove_file(db + end));
    return {};
  };
  TRY_DO(clear(beside));
  const auto done = read_member(file, [&](formats::ByteSource& bytes) -> base::Result<void> {
    TRY(auto log, restore_log(bytes, beside));
    ledger::Ledger ledger(std::move(log), random);
    TRY_DO(ledger.verify());
    return {};
  });
  if (!done) {
    TRY_DO(clear(beside));
    return base::fail_at(file, done.error());
  }
  TRY_DO(clear(book_file(folder)));
  TRY_DO(store::remove_file(snapshot_file(folder)));
  TRY_DO(store::remove_file(deed_marks_file(folder)));
  return store::rename_durably(beside, book_file(folder));
}

}  // namespace app
