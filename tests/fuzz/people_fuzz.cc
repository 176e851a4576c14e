// Names, handles and who is who: any text gives canonical forms that stay what they are; a matching
// is a partition, the same when it is done again, and keeps apart what was judged apart.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "identity/evidence.h"
#include "identity/handles.h"
#include "identity/match.h"
#include "identity/name_words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string all(reinterpret_cast<const char*>(bytes), size);
  std::vector<identity::MatchRecord> records;
  for (const std::string_view line : base::split(all, '\n')) {
    if (records.size() == 200) break;
    identity::MatchRecord record;
    for (const std::string_view cell : base::split(line, ';')) {
      if (const auto h = identity::mail_handle(cell)) {
        ASSERT(identity::mail_handle(h->text) == h);
        identity::show_handle(record, *h);
      } else if (const auto phone = identity::phone_handle(cell, "DE")) {
        ASSERT(identity::phone_handle(phone->text, "") == phone);
        identity::show_handle(record, *phone);
      } else if (const auto page = identity::page_handle(cell)) {
        identity::show_handle(record, *page);
      } else if (cell.starts_with("@")) {
        identity::show_job(record, cell.substr(1), "");
      } else {
        record.names.emplace_back(cell);
        const std::string sound = identity::sound_of(cell);
        ASSERT(sound.size() <= 2 * cell.size());
      }
    }
    record.place = std::to_string(records.size() % 3);
    records.push_back(std::move(record));
  }
  std::vector<identity::MatchJudgement> judged;
  if (records.size() > 3) judged.push_back({0, 2, false});
  const auto one = identity::match(records, judged, identity::Ask::kYes);
  const auto again = identity::match(records, judged, identity::Ask::kNo);
  ASSERT(one.group.size() == records.size() && one.group == again.group);
  for (std::size_t i = 0; i < one.group.size(); ++i) {
    ASSERT(one.group[i] <= i && one.group[one.group[i]] == one.group[i]);
  }
  if (!judged.empty()) ASSERT(one.group[0] != one.group[2]);
  for (const auto& q : one.questions) {
    ASSERT(one.group[q.a] == q.a && one.group[q.b] == q.b && q.a != q.b);
    ASSERT(q.chance > 0 && q.chance <= 1);
  }
  return 0;
}
