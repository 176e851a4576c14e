// A plain table of interactions, for everything that has no importer of its own: docs/formats.md.
// Shape:  columns by name, in any order: time, from, to; and kind, channel, subject, text, id where
//         there are. from and to: "Ada Brenner <ada@example.org>", an address, a phone number, or a
//         bare name; several receivers with ";" between them.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "formats/address_quirks.h"
#include "formats/csv.h"
#include "importers/mail_draft.h"
#include "importers/table.h"
#include "model/question.h"

namespace importers {
namespace {

bool is_ours(const Columns& columns) {
  return columns.contains("time") && columns.contains("from") && columns.contains("to");
}

bool recognize(const Source& source) { return has_head(source, is_ours); }

std::optional<Draft::Party> read_party(std::string_view text, model::Role role) {
  text = base::trim(text);
  if (text.starts_with('+')) {  // a phone number with its country
    std::string digits;
    for (const char c : text) {
      if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() < 7 || digits.size() > 15) return std::nullopt;
    return Draft::Party{role, model::HandleKind::kPhone, "+" + digits, ""};
  }
  std::string_view name, address = text;
  if (const std::size_t open = text.rfind('<');
      open != std::string_view::npos && text.ends_with('>')) {
    name = base::trim(text.substr(0, open));
    address = text.substr(open + 1, text.size() - open - 2);
  }
  const auto one = address.find('@') == std::string_view::npos
                       ? formats::make_address(text, "")
                       : formats::make_address(name, address);
  if (!one) return std::nullopt;
  return party_of(*one, role);
}

class Row {
 public:
  Row(const Columns& columns, const formats::CsvRow& row) : columns_(columns), row_(row) {}

  base::Result<Draft> draft() const {
    if (!row_.problem.empty()) return bad(row_.problem);
    Draft d;
    const auto at = base::parse_time(base::trim(get("time")));
    if (!at)
      return bad(fmt::format("“{}” is not a time such as 2024-03-01 or 2024-03-01T09:30:00Z",
                             base::shorten(get("time"), 40, true)));
    d.at = *at;
    d.channel = model::Channel::kOther;
    if (!word("kind", d.kind))
      return bad(
          fmt::format("“{}” is not a kind of interaction", base::shorten(get("kind"), 40, true)));
    if (!word("channel", d.channel))
      return bad(fmt::format("“{}” is not a channel", base::shorten(get("channel"), 40, true)));
    const auto from = read_party(get("from"), model::Role::kFrom);
    if (!from) return bad("nobody stands in “from”");
    d.parties.push_back(*from);
    for (const std::string_view one : base::split(get("to"), ';')) {
      if (const auto to = read_party(one, model::Role::kTo)) d.parties.push_back(*to);
    }
    if (d.parties.size() < 2) return bad("nobody stands in “to”");
    d.subject = base::shorten(base::one_line(base::make_utf8(get("subject"))), model::kMaxSubject);
    d.text = base::shorten(base::make_utf8(get("text")), model::kMaxText);
    d.asks = model::asks(d.text);
    d.key = key(d);
    return d;
  }

 private:
  static base::Failure bad(std::string why) {
    return base::fail(base::Code::kInvalid, std::move(why));
  }

  std::string_view get(const char* name) const {
    const auto at = columns_.find(name);
    return at == columns_.end() || at->second >= row_.fields.size() ? std::string_view{}
                                                                    : row_.fields[at->second];
  }

  template <class E>
  bool word(const char* name, E& out) const {
    const std::string text = base::lower_ascii(base::trim(get(name)));
    return text.empty() || model::read_word(text, out);
  }

  // The row's own id, or all that it says.
  std::string key(const Draft& d) const {
    base::Hasher h;
    if (const std::string_view id = base::trim(get("id")); !id.empty())
      return "csv " + base::hex_of(h.add("id").add(id).finish());
    h.add(static_cast<std::uint64_t>(base::micros(d.at)))
        .add(model::word(d.kind))
        .add(model::word(d.channel));
    std::vector<std::string> to;
    for (const Draft::Party& p : d.parties)
      to.push_back(std::string(model::word(p.role)) + p.handle);
    std::sort(to.begin(), to.end());
    for (const std::string& handle : to) h.add(handle);
    return "csv " + base::hex_of(h.add(d.subject).add(d.text).finish());
  }

  const Columns& columns_;
  const formats::CsvRow& row_;
};

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::CsvReader reader(*source.bytes);
  formats::CsvRow row;
  Columns columns;
  TRY(const bool found, find_head(reader, columns, is_ours));
  if (!found) return base::fail(base::Code::kInvalid, "the row that names the columns is missing");
  for (std::uint64_t rows = 0; !emit.stop(); ++rows) {
    TRY(const bool more, reader.next(row));
    if (!more) break;
    auto draft = Row(columns, row).draft();
    std::string where = fmt::format("{}, line {}", source.path, row.line);
    if (!draft) {
      emit.skip(std::move(where), draft.error().message);
      continue;
    }
    draft->where = std::move(where);
    TRY_DO(emit.draft(std::move(*draft)));
    if (rows % 1000 == 0) emit.progress(row.line);
  }
  return {};
}

}  // namespace

extern const Importer kInteractionsCsv;
const Importer kInteractionsCsv = {"interactions", "table of interactions (CSV)", recognize, parse};

}  // namespace importers
