// Derive: a draft becomes the fact that it would be, with its keyed ids, before anybody asks what is
// known already.
// Shape:  pure functions of the book's key and the draft, so that a thread of their own may run them.
//         Derived facts gather in a Batch, which is handed over whole. Each handle that an import
//         meets is one Party, shared by all that name it.
// Cost:   0.5 µs an interaction of two, nearly all of it hashes; a handle that was met before costs
//         one look-up.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "importers/draft.h"
#include "model/entry.h"

namespace app {

// A handle as an import met it, with the name that stood beside it.
struct Party {
  model::IdentitySeen seen;
  std::uint64_t looked_up_in = 0;  // the recording's own mark: the last batch that asked for it
};

// The parties met so far, each once. One thread adds to them; others may hold what was handed over.
class Parties {
 public:
  Party& at(const base::Key& key, model::HandleKind kind, std::string_view handle,
            std::string_view name);
  std::size_t size() const { return all_.size(); }

 private:
  // With the hash beside it, so that only the party that is looked for is fetched from memory.
  struct Slot {
    std::uint64_t hash = 0;
    Party* party = nullptr;
  };
  void grow();

  std::deque<Party> all_;  // they stay where they are
  std::vector<Slot> slots_;
};

struct Batch {
  std::vector<model::NewEntry> records;
  std::vector<std::uint32_t> party_counts;  // who stands in each: so many of the parties, in order
  std::vector<Party*> parties;
  std::size_t text_bytes = 0;
  std::uint64_t number = 0;              // of the batches of one import, from 1
  std::shared_ptr<const Parties> keeps;  // the parties stay as long as the batch does
};

class Deriver {
 public:
  explicit Deriver(const base::Key& key) : key_(key) {}

  // Adds what the draft says; takes its texts.
  void add(importers::Read&& draft, Batch& batch);

 private:
  void derive(importers::Draft& draft, Batch& batch);
  void derive(importers::ProfileDraft& draft, Batch& batch);
  void derive(importers::DeedDraft& draft, Batch& batch);
  model::IdentityId meet(model::HandleKind kind, std::string_view handle, std::string_view name,
                         Batch& batch);

  base::Key key_;
  std::uint64_t batches_ = 0;
  std::shared_ptr<Parties> parties_ = std::make_shared<Parties>();
};

}  // namespace app
