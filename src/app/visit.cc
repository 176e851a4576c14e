// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/visit.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"

namespace app {
namespace {

thread_local Visit* visiting = nullptr;

class KeyedRandom final : public base::Random {
 public:
  KeyedRandom(const base::Key& key, std::string_view once) : key_(key), once_(once) {}

  void fill(void* bytes, std::size_t size) override {
    auto* out = static_cast<unsigned char*>(bytes);
    while (size > 0) {
      const base::Bytes32 block =
          base::Hasher(key_).add("once").add(once_).add(counter_++).finish();
      const std::size_t n = std::min(size, block.size());
      std::memcpy(out, block.data(), n);
      out += n;
      size -= n;
    }
  }

 private:
  base::Key key_;
  std::string once_;
  std::uint64_t counter_ = 0;
};

}  // namespace

Visit::Visit(App& app, std::string_view once) : app_(app), once_(once), folds_(app.access) {
  ASSERT(visiting == nullptr);
  if (!once.empty()) random_ = std::make_unique<KeyedRandom>(app.ledger->key(), once);
  visiting = this;
}

Visit::Visit(App& app, std::try_to_lock_t at_once) : app_(app), folds_(app.access, at_once) {
  ASSERT(visiting == nullptr);
  visiting = this;
}

Visit::~Visit() { visiting = nullptr; }

base::Result<std::optional<std::uint64_t>> Visit::done_before() {
  if (once_.empty()) return std::optional<std::uint64_t>();
  KeyedRandom again(app_.ledger->key(), once_);
  return ledger_of(app_)->find(again.id<model::EntryTag>());
}

StepOut::StepOut(App& app) : visit_(visiting) {
  if (visit_ != nullptr && &visit_->app_ != &app) visit_ = nullptr;
  if (visit_ != nullptr) visit_->folds_.unlock();
}

StepOut::~StepOut() {
  if (visit_ != nullptr) visit_->folds_.lock();
}

base::Random* StepOut::random() const {
  return visit_ == nullptr ? nullptr : visit_->random_.get();
}

void StepOut::recorded(std::span<const model::Entry> entries) {
  if (visit_ == nullptr) return;
  for (const model::Entry& entry : entries) visit_->entries_.push_back(entry.seq);
}

}  // namespace app
