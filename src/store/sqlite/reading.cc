// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/reading.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace store {

std::uint64_t known_key(const base::Bytes16& id) {
  std::uint64_t key = 0;
  std::memcpy(&key, id.data(), 6);
  return key & ((std::uint64_t{1} << 47) - 1);
}

base::Result<Reading> Reading::open(Database& db, By by) {
  Reading r;
  r.db_ = &db;
  r.by_ = by;
  TRY(r.known_, Runs::open(db, "known"));
  TRY(r.timelines_, Runs::open(db, "timeline"));
  TRY(r.read_block_, db.prepare("SELECT first_seq,records FROM block WHERE first_seq<=?1 "
                                "ORDER BY first_seq DESC LIMIT 1"));
  TRY(r.read_text_, db.prepare("SELECT body FROM text WHERE seq=?1"));
  TRY(r.begin_, db.prepare("BEGIN"));
  TRY(r.end_, db.prepare("COMMIT"));
  TRY(r.read_version_, db.prepare("PRAGMA data_version"));
  return r;
}

// All of a look-up on one state of the file, and one lock for it. Inside a group, or a scan, that is
// so already.
template <class Look>
auto Reading::in_snapshot(const Look& look) -> decltype(look()) {
  if (db_->in_transaction()) return look();
  TRY_DO(begin_.run());
  auto answer = [&]() -> decltype(look()) {
    if (by_ == By::kReader) TRY_DO(refresh());
    return look();
  }();
  if (auto ended = end_.run(); !ended) {
    (void)db_->execute("ROLLBACK");
    if (answer) return base::Failure(ended.error());
  }
  return answer;
}

base::Result<void> Reading::refresh() {
  TRY_DO(read_version_.step());
  const std::int64_t version = read_version_.integer(0);
  read_version_.reset();
  if (version == version_) return {};
  TRY_DO(load());
  version_ = version;
  return {};
}

base::Result<std::optional<std::uint64_t>> Reading::find(const base::Bytes16& id) {
  return in_snapshot([&] { return look_up(id); });
}
base::Result<std::vector<std::uint64_t>> Reading::find_all(std::span<const base::Bytes16> ids) {
  return in_snapshot([&] { return look_up_all(ids); });
}
base::Result<Record> Reading::read(std::uint64_t seq, WithText with_text) {
  if (by_ == By::kWriter && holds(seq)) return look_at(seq, with_text);  // nobody else changes it
  return in_snapshot([&] { return look_at(seq, with_text); });
}
base::Result<void> Reading::scan(std::uint64_t after, WithText with_text,
                                 const Reader::Visit& visit) {
  return in_snapshot([&] { return go_through(after, with_text, visit); });
}
base::Result<std::vector<std::uint64_t>> Reading::timeline(std::uint64_t key) {
  return in_snapshot([&] { return timelines_.find(key); });
}

base::Result<void> Reading::load() {
  let_go();
  TRY_DO(known_.load());
  return timelines_.load();
}

base::Result<const Reading::Block*> Reading::block_of(std::uint64_t seq) {
  if (holds(seq)) return &block_;
  let_go();
  TRY(const bool row, read_block_.bind(1, static_cast<std::int64_t>(seq)).step());
  if (row) {
    block_.first_seq = static_cast<std::uint64_t>(read_block_.integer(0));
    block_.bytes = std::make_unique<std::string>(read_block_.blob(1));
  }
  read_block_.reset();
  if (block_.bytes) TRY_DO(unpack_records(*block_.bytes, block_.records));
  if (!holds(seq))
    return base::fail(base::Code::kNotFound, fmt::format("there is no entry {}", seq));
  return &block_;
}

base::Result<std::optional<std::uint64_t>> Reading::look_up(const base::Bytes16& id) {
  TRY(const std::vector<std::uint64_t> seqs, known_.find(known_key(id)));
  for (const std::uint64_t seq : seqs) {
    TRY(const Block* block, block_of(seq));
    if (block->records[seq - block->first_seq].id == base::view(id)) return std::optional(seq);
  }
  return std::optional<std::uint64_t>{};
}

base::Result<std::vector<std::uint64_t>> Reading::look_up_all(std::span<const base::Bytes16> ids) {
  std::vector<Pair> asked;  // keys, and the place of each among the ids
  asked.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) asked.push_back({known_key(ids[i]), i});
  sort_pairs(asked, spare_);
  std::vector<std::uint64_t> keys;
  keys.reserve(asked.size());
  for (const Pair& a : asked) {
    if (keys.empty() || keys.back() != a.key) keys.push_back(a.key);
  }
  TRY(std::vector<Pair> found, known_.find_all(keys));
  // The whole ids are compared in the order of the entries, so that each block is read once.
  std::sort(found.begin(), found.end(), [](const Pair& a, const Pair& b) { return a.seq < b.seq; });
  std::vector<std::uint64_t> seqs(ids.size());
  for (const Pair& f : found) {
    TRY(const Block* block, block_of(f.seq));
    const std::string_view id = block->records[f.seq - block->first_seq].id;
    for (auto a = std::lower_bound(asked.begin(), asked.end(), Pair{f.key, 0});
         a != asked.end() && a->key == f.key; ++a) {
      if (base::view(ids[a->seq]) == id) seqs[a->seq] = f.seq;
    }
  }
  return seqs;
}

base::Result<Record> Reading::look_at(std::uint64_t seq, WithText with_text) {
  TRY(const Block* block, block_of(seq));
  const Packed& packed = block->records[seq - block->first_seq];
  Record record = record_of(packed, seq);
  if (with_text == WithText::kYes && packed.with_text) {
    TRY(const bool row, read_text_.bind(1, static_cast<std::int64_t>(seq)).step());
    if (row) record.text = read_text_.blob(0);
    read_text_.reset();
  }
  return record;
}

// With statements of its own, so that a visitor may read and find.
base::Result<void> Reading::go_through(std::uint64_t after, WithText with_text,
                                       const Reader::Visit& visit) {
  TRY(Statement blocks,
      db_->prepare("SELECT first_seq,records FROM block WHERE first_seq>=coalesce("
                   "(SELECT max(first_seq) FROM block WHERE first_seq<=?1),0) "
                   "ORDER BY first_seq"));
  TRY(Statement texts, db_->prepare("SELECT seq,body FROM text WHERE seq>?1 ORDER BY seq"));
  blocks.bind(1, static_cast<std::int64_t>(after));
  texts.bind(1, static_cast<std::int64_t>(after));
  bool text = with_text == WithText::kYes;
  if (text) {
    TRY(text, texts.step());
  }
  std::vector<Packed> records;
  for (;;) {
    TRY(const bool row, blocks.step());
    if (!row) return {};
    auto seq = static_cast<std::uint64_t>(blocks.integer(0));
    const std::string bytes(blocks.blob(1));
    TRY_DO(unpack_records(bytes, records));
    for (const Packed& packed : records) {
      if (seq++ <= after) continue;
      Record record = record_of(packed, seq - 1);
      if (text && texts.integer(0) == static_cast<std::int64_t>(record.seq)) {
        record.text = texts.blob(1);
        TRY(text, texts.step());
      }
      TRY_DO(visit(std::move(record)));
    }
  }
}

namespace {

class SqliteReader : public Reader {
 public:
  static base::Result<std::unique_ptr<Reader>> open(const std::string& file) {
    std::unique_ptr<SqliteReader> reader(new SqliteReader);
    TRY(reader->db_, Database::open_to_read(file));
    TRY(reader->reading_, Reading::open(reader->db_, Reading::By::kReader));
    return std::unique_ptr<Reader>(std::move(reader));
  }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    return reading_.find(id);
  }
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) override {
    return reading_.find_all(ids);
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    return reading_.read(seq, with_text);
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) override {
    return reading_.scan(after, with_text, visit);
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    return reading_.timeline(key);
  }

 private:
  SqliteReader() = default;

  Database db_;
  Reading reading_;
};

}  // namespace

base::Result<std::unique_ptr<Reader>> open_reader(const std::string& file) {
  return SqliteReader::open(file);
}

}  // namespace store
