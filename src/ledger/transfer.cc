// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/transfer.h"

#include <fmt/core.h>

#include <cstring>
#include <vector>

#include "formats/json.h"
#include "ledger/chain.h"
#include "ledger/fact_codec.h"

namespace ledger {
namespace {

using formats::Json;

constexpr std::size_t kEntriesInGroup = 20'000;  // appended between two fsyncs
constexpr std::uint32_t kMostInBatch = 1 << 20;

Json print_batch(const store::BatchHeader& header) {
  Json json = Json::object();
  json["batch"] = header.first_seq;
  json["count"] = header.count;
  json["recorded_at"] = header.recorded_at_us;
  json["hash"] = base::hex_of(header.hash);
  return json;
}

base::Result<std::string> print_entry(const store::Record& record) {
  Json json = Json::object();
  json["entry"] = record.seq;
  json["id"] = base::hex(record.id);
  if (!record.salt) {
    json["kind"] = record.kind;
    json["commitment"] = base::hex_of(record.commitment);
    return formats::print_json(json);
  }
  json["salt"] = base::hex(*record.salt);
  TRY(const model::Fact fact, decode(record.kind, record.content, record.text));
  json["content"] = print_fact(fact);
  return formats::print_json(json);
}

const std::int64_t* number(const Json& json, std::string_view name) {
  const Json* v = json.find(name);
  return v == nullptr ? nullptr : v->as_int();
}

template <std::size_t N>
bool read_hex(const Json& json, std::string_view name, std::array<std::uint8_t, N>& out) {
  const Json* v = json.find(name);
  const std::string* text = v == nullptr ? nullptr : v->as_string();
  const auto raw = text == nullptr ? std::nullopt : base::from_hex(*text);
  if (!raw || raw->size() != N) return false;
  std::memcpy(out.data(), raw->data(), N);
  return true;
}

class Restoring {
 public:
  Restoring(const LineSource& lines, store::Log& log) : lines_(lines), log_(log) {}

  base::Result<void> run() {
    TRY_DO(log_.begin());
    if (auto done = all(); !done) {
      log_.rollback();
      return base::fail(done.error().code, fmt::format("line {}: {}", line_, done.error().message));
    }
    return {};
  }

 private:
  base::Result<void> all() {
    std::size_t in_group = 0;
    for (;;) {
      TRY(const bool more, next());
      if (!more) break;
      TRY_DO(batch());
      in_group += before_.count;
      if (in_group < kEntriesInGroup) continue;
      TRY_DO(log_.commit());
      TRY_DO(log_.begin());
      in_group = 0;
    }
    return log_.commit();
  }

  base::Result<bool> next() {
    std::string text;
    TRY(const bool more, lines_(text));
    if (!more) return false;
    ++line_;
    TRY(json_, formats::parse_json(text));
    return true;
  }

  base::Result<void> batch() {
    const auto bad = [](const char* what) { return base::fail(base::Code::kInvalid, what); };
    const auto *first = number(json_, "batch"), *count = number(json_, "count"),
               *at = number(json_, "recorded_at");
    store::BatchHeader header;
    if (first == nullptr || count == nullptr || at == nullptr ||
        !read_hex(json_, "hash", header.hash)) {
      return bad("a batch was expected here");
    }
    if (*count < 1 || *count > kMostInBatch) return bad("a batch of an impossible size");
    header.first_seq = static_cast<std::uint64_t>(*first);
    header.count = static_cast<std::uint32_t>(*count);
    header.recorded_at_us = *at;
    if (header.first_seq != log_.last_seq() + 1)
      return base::fail(base::Code::kCorrupt, "entries are missing here");
    std::vector<store::Record> records;
    for (std::uint32_t i = 0; i < header.count; ++i) {
      TRY(const bool more, next());
      if (!more) return base::fail(base::Code::kCorrupt, "the file ends inside a batch");
      TRY(records.emplace_back(), entry(header.first_seq + i));
    }
    if (batch_hash(before_, header, records) != header.hash) {
      return base::fail(base::Code::kCorrupt, "the batch is not what was recorded");
    }
    before_ = header;
    return log_.append(header, records);
  }

  base::Result<store::Record> entry(std::uint64_t seq) {
    const auto bad = [] { return base::fail(base::Code::kInvalid, "an entry was expected here"); };
    store::Record record;
    const auto* n = number(json_, "entry");
    if (n == nullptr || !read_hex(json_, "id", record.id)) return bad();
    if (static_cast<std::uint64_t>(*n) != seq)
      return base::fail(base::Code::kCorrupt, "an entry out of its order");
    record.seq = seq;
    if (const Json* content = json_.find("content")) {
      if (!read_hex(json_, "salt", record.salt.emplace())) return bad();
      TRY(const model::Fact fact, parse_fact(*content));
      Encoded encoded = encode(fact);
      record.kind = static_cast<std::uint8_t>(encoded.kind);
      record.content = std::move(encoded.content);
      record.text = std::move(encoded.text);
      keys_of(fact, record.keys);
      return record;
    }
    const auto* kind = number(json_, "kind");
    if (kind == nullptr || *kind < 0 || *kind > 255 ||
        !read_hex(json_, "commitment", record.commitment))
      return bad();
    record.kind = static_cast<std::uint8_t>(*kind);
    return record;
  }

  const LineSource& lines_;
  store::Log& log_;
  Json json_;
  store::BatchHeader before_;
  std::uint64_t line_ = 1;  // the first was read before
};

}  // namespace

base::Result<void> print_ledger(store::Log& log, const LineSink& sink) {
  Json head = Json::object();
  head["rapport"] = "book";
  head["format"] = 1;
  head["key"] = base::to_hex(base::view(log.key()));
  TRY_DO(sink(formats::print_json(head)));
  std::vector<store::BatchHeader> batches;
  TRY_DO(log.scan_batches([&](const store::BatchHeader& header) -> base::Result<void> {
    batches.push_back(header);
    return {};
  }));
  std::size_t batch = 0;
  return log.scan(0, store::WithText::kYes, [&](store::Record&& record) -> base::Result<void> {
    if (batch < batches.size() && batches[batch].first_seq == record.seq) {
      TRY_DO(sink(formats::print_json(print_batch(batches[batch++]))));
    }
    TRY(const std::string line, print_entry(record));
    return sink(line);
  });
}

base::Result<base::Key> parse_ledger_key(std::string_view first_line) {
  TRY(const Json head, formats::parse_json(first_line));
  const Json* what = head.find("rapport");
  const auto* format = number(head, "format");
  base::Key key{};
  if (what == nullptr || what->as_string() == nullptr || *what->as_string() != "book" ||
      format == nullptr || !read_hex(head, "key", key)) {
    return base::fail(base::Code::kInvalid, "line 1: this is not a book's export");
  }
  if (*format != 1) {
    return base::fail(
        base::Code::kConflict,
        fmt::format(
            "this export is of format {}, and this Rapport knows format 1: use a newer Rapport",
            *format));
  }
  return key;
}

base::Result<void> parse_ledger(const LineSource& lines, store::Log& empty_log) {
  return Restoring(lines, empty_log).run();
}

}  // namespace ledger
