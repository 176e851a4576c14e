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

base::Result<Reading> Reading::open(Database& db) {
  Reading r;
  r.db_ = &db;
  TRY(r.known_, Runs::open(db, "known"));
  TRY(r.timelines_, Runs::open(db, "timeline"));
  TRY(r.read_block_, db.prepare("SELECT first_seq,records FROM block WHERE first_seq<=?1 "
                                "ORDER BY first_seq DESC LIMIT 1"));
  TRY(r.read_text_, db.prepare("SELECT body FROM text WHERE seq=?1"));
  return r;
}

base::Result<void> Reading::load() {
  let_go();
  TRY_DO(known_.load());
  return timelines_.load();
}

base::Result<const Reading::Block*> Reading::block_of(std::uint64_t seq) {
  const auto holds = [&] {
    return seq >= block_.first_seq && seq - block_.first_seq < block_.records.size();
  };
  if (holds()) return &block_;
  let_go();
  TRY(const bool row, read_block_.bind(1, static_cast<std::int64_t>(seq)).step());
  if (row) {
    block_.first_seq = static_cast<std::uint64_t>(read_block_.integer(0));
    block_.bytes = std::make_unique<std::string>(read_block_.blob(1));
  }
  read_block_.reset();
  if (block_.bytes) TRY_DO(unpack_records(*block_.bytes, block_.records));
  if (!holds()) return base::fail(base::Code::kNotFound, fmt::format("there is no entry {}", seq));
  return &block_;
}

base::Result<std::optional<std::uint64_t>> Reading::find(const base::Bytes16& id) {
  TRY(const std::vector<std::uint64_t> seqs, known_.find(known_key(id)));
  for (const std::uint64_t seq : seqs) {
    TRY(const Block* block, block_of(seq));
    if (block->records[seq - block->first_seq].id == base::view(id)) return std::optional(seq);
  }
  return std::optional<std::uint64_t>{};
}

base::Result<std::vector<std::uint64_t>> Reading::find_all(std::span<const base::Bytes16> ids) {
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

base::Result<Record> Reading::read(std::uint64_t seq, WithText with_text) {
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
base::Result<void> Reading::scan(std::uint64_t after, WithText with_text,
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

base::Result<std::vector<std::uint64_t>> Reading::timeline(std::uint64_t key) {
  return timelines_.find(key);
}

namespace {

class SqliteReader : public Reader {
 public:
  static base::Result<std::unique_ptr<Reader>> open(const std::string& file) {
    std::unique_ptr<SqliteReader> reader(new SqliteReader);
    TRY(reader->db_, Database::open_to_read(file));
    TRY(reader->begin_, reader->db_.prepare("BEGIN"));
    TRY(reader->end_, reader->db_.prepare("COMMIT"));
    TRY(reader->version_, reader->db_.prepare("PRAGMA data_version"));
    TRY(reader->reading_, Reading::open(reader->db_));
    return std::unique_ptr<Reader>(std::move(reader));
  }

  base::Result<std::optional<std::uint64_t>> find(const base::Bytes16& id) override {
    return in_snapshot([&] { return reading_.find(id); });
  }
  base::Result<std::vector<std::uint64_t>> find_all(std::span<const base::Bytes16> ids) override {
    return in_snapshot([&] { return reading_.find_all(ids); });
  }
  base::Result<Record> read(std::uint64_t seq, WithText with_text) override {
    return in_snapshot([&] { return reading_.read(seq, with_text); });
  }
  base::Result<void> scan(std::uint64_t after, WithText with_text, const Visit& visit) override {
    return in_snapshot([&] { return reading_.scan(after, with_text, visit); });
  }
  base::Result<std::vector<std::uint64_t>> timeline(std::uint64_t key) override {
    return in_snapshot([&] { return reading_.timeline(key); });
  }

 private:
  SqliteReader() = default;

  // A visitor's look-ups are inside its scan's snapshot.
  template <class Look>
  auto in_snapshot(const Look& look) -> decltype(look()) {
    if (depth_ > 0) return look();
    TRY_DO(begin_.run());
    depth_ = 1;
    auto answer = [&]() -> decltype(look()) {
      TRY_DO(refresh());
      return look();
    }();
    depth_ = 0;
    TRY_DO(end_.run());
    return answer;
  }

  base::Result<void> refresh() {
    TRY_DO(version_.step());
    const std::int64_t version = version_.integer(0);
    version_.reset();
    if (version == seen_) return {};
    TRY_DO(reading_.load());
    seen_ = version;
    return {};
  }

  Database db_;
  Reading reading_;
  Statement begin_, end_, version_;
  std::int64_t seen_ = -1;
  int depth_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<Reader>> open_reader(const std::string& file) {
  return SqliteReader::open(file);
}

}  // namespace store
