// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/deed_marks.h"

#include <algorithm>
#include <variant>

#include "app/app.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "exchange/found.h"
#include "store/file.h"

namespace app {
namespace {

constexpr std::string_view kMagic = "rapport deeds 1\n";

bool may_show(const model::Interaction& it) {
  if (it.kind == model::Kind::kShare) return true;
  return it.kind == model::Kind::kMessage && it.audience == model::Audience::kPersonal &&
         it.participants.size() <= kMostBroughtTogether + 1 &&
         exchange::may_show_deed(it.subject, it.text);
}

// Of this book and no other.
base::Bytes32 seal(const App& app, std::string_view body) {
  return base::Hasher(app.ledger->key()).add("deed marks").add(body).finish();
}

}  // namespace

std::string deed_marks_file(const std::string& folder) { return folder + "/deeds"; }

void DeedMarks::mark(const model::Entry& entry) {
  const model::Interaction* it = nullptr;
  if (const auto* recorded = std::get_if<model::InteractionRecorded>(&entry.fact))
    it = &recorded->interaction;
  if (const auto* completed = std::get_if<model::InteractionCompleted>(&entry.fact))
    it = &completed->interaction;
  if (it != nullptr && may_show(*it)) marks_.push_back(entry.seq);
  looked_ = entry.seq;
}

void DeedMarks::saw(std::span<const model::Entry> entries) {
  const std::lock_guard lock(access_);
  if (entries.empty() || entries.front().seq != looked_ + 1) return;  // all() catches up
  for (const model::Entry& entry : entries) mark(entry);
}

void DeedMarks::drop() {
  const std::lock_guard lock(access_);
  marks_.clear();
  looked_ = saved_ = 0;
}

void DeedMarks::leave_out(std::span<const std::uint64_t> seqs) {
  const std::lock_guard lock(access_);
  std::vector<std::uint64_t> gone(seqs.begin(), seqs.end());
  std::sort(gone.begin(), gone.end());
  std::erase_if(
      marks_, [&](std::uint64_t seq) { return std::binary_search(gone.begin(), gone.end(), seq); });
  saved_ = 0;
}

base::Result<std::vector<std::uint64_t>> DeedMarks::all(App& app) {
  const std::lock_guard lock(access_);
  if (app.ledger->last_seq() > looked_) {
    TRY_DO(app.ledger->replay(looked_, store::WithText::kYes,
                              [&](const model::Entry& entry) -> base::Result<void> {
                                mark(entry);
                                return {};
                              }));
    looked_ = app.ledger->last_seq();  // the last may have been erased
  }
  return marks_;
}

void DeedMarks::save(const App& app) {
  const std::lock_guard lock(access_);
  if (looked_ == saved_) return;
  std::string body;
  base::ByteWriter to(body);
  to.u64(looked_);
  to.u64(marks_.size());
  for (const std::uint64_t seq : marks_) to.u64(seq);
  const base::Bytes32 sealed = seal(app, body);
  const auto written = store::write_file_durably(
      deed_marks_file(app.folder), std::string(kMagic) + std::string(base::view(sealed)) + body);
  if (written) saved_ = looked_;
}

void DeedMarks::load(const App& app) {
  const std::lock_guard lock(access_);
  const auto bytes = store::read_file(deed_marks_file(app.folder));
  constexpr std::size_t kHead = kMagic.size() + sizeof(base::Bytes32);
  if (!bytes || !bytes->starts_with(kMagic) || bytes->size() < kHead) return;
  const std::string_view body = std::string_view(*bytes).substr(kHead);
  const base::Bytes32 sealed = seal(app, body);
  if (base::view(sealed) != std::string_view(*bytes).substr(kMagic.size(), sealed.size())) return;
  base::ByteReader from(body);
  const std::uint64_t looked = from.u64();
  if (looked > app.ledger->last_seq()) return;  // of a later state of the book
  std::vector<std::uint64_t> marks;
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) marks.push_back(from.u64());
  if (!from.done()) return;
  marks_ = std::move(marks);
  looked_ = saved_ = looked;
}

}  // namespace app
