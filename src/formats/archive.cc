// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/core.h>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "base/text.h"

namespace formats {
namespace {

// libarchive pulls its input through here; an error of the source is kept for the end.
struct Input {
  ByteSource& from;
  std::array<char, 1 << 16> block;
  std::optional<base::Error> error;
};

la_ssize_t pull(struct archive* a, void* context, const void** block) {
  auto& input = *static_cast<Input*>(context);
  auto n = input.from.read(input.block);
  if (!n) {
    input.error = n.error();
    archive_set_error(a, EIO, "reading failed");
    return -1;
  }
  *block = input.block.data();
  return static_cast<la_ssize_t>(*n);
}

struct FreeReader {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using Reader = std::unique_ptr<struct archive, FreeReader>;

std::string said(struct archive* a) {
  const char* text = archive_error_string(a);
  return text == nullptr ? "it does not read" : base::make_utf8(text);
}

class MemberSource : public ByteSource {
 public:
  MemberSource(struct archive* a, const Budget& budget, std::uint64_t& spent)
      : a_(a), budget_(budget), spent_(spent) {}

  base::Result<std::size_t> read(std::span<char> into) override {
    const la_ssize_t n = archive_read_data(a_, into.data(), into.size());
    if (n < 0) return base::fail(base::Code::kInvalid, said(a_));
    spent_ += static_cast<std::uint64_t>(n);
    if (spent_ > budget_.bytes) {
      return over(fmt::format("it unpacks to more than {} GiB", budget_.bytes >> 30));
    }
    const auto packed =
        static_cast<std::uint64_t>(std::max<la_int64_t>(1, archive_filter_bytes(a_, -1)));
    if (spent_ > budget_.ratio_free && spent_ > budget_.ratio * packed) {
      return over(fmt::format("it unpacks to more than {} times its size: a bomb", budget_.ratio));
    }
    return static_cast<std::size_t>(n);
  }
  bool exhausted() const { return exhausted_; }

 private:
  base::Failure over(std::string why) {
    exhausted_ = true;
    return base::fail(base::Code::kInvalid, std::move(why));
  }
  struct archive* a_;
  const Budget& budget_;
  std::uint64_t& spent_;
  bool exhausted_ = false;
};

// Why a member is not looked into; empty: it is.
std::string refusal(const std::string& name, struct archive_entry* entry) {
  const auto type = archive_entry_filetype(entry);
  if (archive_entry_hardlink(entry) != nullptr || type == AE_IFLNK) return "a link, not a file";
  if (type != AE_IFREG && type != 0) return "a device, not a file";
  if (archive_entry_is_encrypted(entry) != 0) return "it is encrypted: unpack it first";
  if (name.empty()) return "it has no name";
  if (name.starts_with('/') || name.find('\\') != std::string::npos ||
      (name.size() > 1 && name[1] == ':')) {
    return "its name leads outside the archive";
  }
  for (const std::string_view part : base::split(name, '/')) {
    if (part == "..") return "its name leads outside the archive";
  }
  return "";
}

base::Result<Reader> open_reader(Input& input) {
  Reader reader(archive_read_new());
  struct archive* a = reader.get();
  archive_read_support_filter_gzip(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_raw(a);  // what a plain .gz holds
  if (archive_read_open(a, &input, nullptr, pull, nullptr) != ARCHIVE_OK) {
    return base::fail(base::Code::kInvalid, said(a));
  }
  return reader;
}

}  // namespace

bool looks_like_archive(std::string_view head) {
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return true;
  if (head.starts_with("\x1f\x8b")) return true;
  return head.size() >= 263 && head.substr(257, 5) == "ustar";
}

base::Result<void> walk_archive(ByteSource& packed, const Budget& budget, std::uint64_t& spent,
                                const VisitMember& visit, const SkipMember& skip) {
  Input input{packed, {}, {}};
  TRY(const Reader reader, open_reader(input));
  struct archive* a = reader.get();
  for (std::uint64_t members = 0;;) {
    struct archive_entry* entry = nullptr;
    const int code = archive_read_next_header(a, &entry);
    if (code == ARCHIVE_EOF) return {};
    if (input.error) return base::Failure(*input.error);
    if (code < ARCHIVE_WARN)
      return base::fail(base::Code::kInvalid,
                        "the archive breaks off or is damaged (" + said(a) + ")");
    const char* raw_name = archive_entry_pathname(entry);
    const std::string name = raw_name == nullptr ? "" : base::make_utf8(raw_name);
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (++members > budget.members) {
      return base::fail(base::Code::kInvalid,
                        fmt::format("it holds more than {} files", budget.members));
    }
    if (const std::string why = refusal(name, entry); !why.empty()) {
      skip(name, why);
      continue;
    }
    MemberSource bytes(a, budget, spent);
    if (auto done = visit(name, bytes); !done) return done;
    if (bytes.exhausted()) return base::fail(base::Code::kInvalid, "it is over its budget");
  }
}

struct ZipWriter::State {
  Sink sink;
  struct archive* a = archive_write_new();
  std::optional<base::Error> error;

  ~State() { archive_write_free(a); }

  static la_ssize_t push(struct archive* a, void* context, const void* block, std::size_t size) {
    auto& state = *static_cast<State*>(context);
    if (auto done = state.sink({static_cast<const char*>(block), size}); !done) {
      state.error = done.error();
      archive_set_error(a, EIO, "writing failed");
      return -1;
    }
    return static_cast<la_ssize_t>(size);
  }
  base::Result<void> result(la_ssize_t code) {
    if (error) return base::Failure(*error);
    if (code < 0) return base::fail(base::Code::kUnavailable, said(a));
    return {};
  }
};

ZipWriter::ZipWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipWriter::ZipWriter(ZipWriter&&) noexcept = default;
ZipWriter::~ZipWriter() = default;

base::Result<ZipWriter> ZipWriter::open(Sink sink) {
  auto state = std::make_unique<State>();
  state->sink = std::move(sink);
  archive_write_set_format_zip(state->a);
  archive_write_set_bytes_per_block(state->a, 0);
  TRY_DO(state->result(archive_write_open(state->a, state.get(), nullptr, State::push, nullptr)));
  return ZipWriter(std::move(state));
}

base::Result<void> ZipWriter::add(const std::string& name, std::uint64_t size) {
  const std::unique_ptr<struct archive_entry, void (*)(struct archive_entry*)> entry(
      archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_mtime(entry.get(), 315'532'800, 0);  // 1980, the first that a zip can say
  return state_->result(archive_write_header(state_->a, entry.get()));
}

base::Result<void> ZipWriter::write(std::string_view bytes) {
  return state_->result(archive_write_data(state_->a, bytes.data(), bytes.size()));
}

base::Result<void> ZipWriter::close() { return state_->result(archive_write_close(state_->a)); }

}  // namespace formats
