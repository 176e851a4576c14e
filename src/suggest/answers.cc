// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/answers.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/hash.h"

namespace suggest {

void Answers::apply(const model::SuggestionAnswered& fact) {
  Answer& answer = all_[{fact.rule, fact.about}];
  switch (fact.verdict) {
    case model::Verdict::kDone:
      answer.done = std::max(answer.done, fact.at);
      break;
    case model::Verdict::kLater:
      answer.later = std::max(answer.later, fact.until);
      break;
    case model::Verdict::kNot:
      answer.refused = std::max(answer.refused, fact.at);
      ++answer.refusals;
      break;
  }
}

Answer Answers::find(std::string_view rule, const model::IdentityId& about) const {
  const auto at = all_.find({std::string(rule), about});
  return at == all_.end() ? Answer{} : at->second;
}

bool Answers::rests(const Answer& answer, base::Time now) {
  if (now < answer.later) return true;
  if (answer.refusals == 0) return false;
  const std::chrono::days pause(answer.refusals < 3 ? 14 : 92);
  return now < answer.refused + pause;
}

void Answers::save(std::string& out) const {
  base::ByteWriter to(out);
  to.u64(all_.size());
  for (const auto& [key, answer] : all_) {
    to.text(key.first);
    to.bytes(base::view(key.second.bytes));
    for (const base::Time t : {answer.done, answer.later, answer.refused}) {
      to.u64(static_cast<std::uint64_t>(base::micros(t)));
    }
    to.u32(answer.refusals);
  }
}

base::Result<Answers> Answers::load(std::string_view bytes) {
  base::ByteReader from(bytes);
  Answers answers;
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const std::string rule = from.text();
    model::IdentityId about;
    from.bytes(about.bytes.data(), about.bytes.size());
    Answer& answer = answers.all_[{rule, about}];
    for (base::Time* t : {&answer.done, &answer.later, &answer.refused}) {
      *t = base::time_from_micros(static_cast<std::int64_t>(from.u64()));
    }
    answer.refusals = from.u32();
  }
  if (!from.done()) return base::fail(base::Code::kCorrupt, "the answers' bytes do not read");
  return answers;
}

}  // namespace suggest
