// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/answers.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/hash.h"

namespace suggest {

void Answers::apply(std::uint64_t seq, const model::SuggestionAnswered& fact) {
  const bool later = fact.verdict == model::Verdict::kLater;
  all_[{fact.rule, fact.about}].push_back({seq, fact.verdict, later ? fact.until : fact.at});
}

bool Answers::apply(const model::Undone& fact) {
  std::size_t taken = 0;
  for (auto& [key, said] : all_)
    taken += std::erase_if(said, [&](const Said& one) { return one.seq == fact.seq; });
  return taken > 0;
}

bool Answers::holds(std::uint64_t seq) const {
  return std::any_of(all_.begin(), all_.end(), [&](const auto& one) {
    return std::any_of(one.second.begin(), one.second.end(),
                       [&](const Said& said) { return said.seq == seq; });
  });
}

std::uint64_t Answers::last() const {
  std::uint64_t last = 0;
  for (const auto& [key, said] : all_) {
    if (!said.empty()) last = std::max(last, said.back().seq);
  }
  return last;
}

std::vector<base::Time> Answers::done(std::string_view rule) const {
  std::vector<base::Time> times;
  for (const auto& [key, said] : all_) {
    if (key.first != rule) continue;
    for (const Said& one : said)
      if (one.verdict == model::Verdict::kDone) times.push_back(one.when);
  }
  return times;
}

bool Answers::refused(std::string_view rule, const model::IdentityId& about, base::Time at) const {
  const auto said = all_.find({std::string(rule), about});
  return said != all_.end() &&
         std::any_of(said->second.begin(), said->second.end(), [&](const Said& one) {
           return one.verdict == model::Verdict::kNot && one.when == at;
         });
}

Answer Answers::find(std::string_view rule, const model::IdentityId& about) const {
  Answer answer;
  const auto at = all_.find({std::string(rule), about});
  if (at == all_.end()) return answer;
  for (const Said& said : at->second) {
    switch (said.verdict) {
      case model::Verdict::kDone:
        answer.done = std::max(answer.done, said.when);
        break;
      case model::Verdict::kLater:
        answer.later = std::max(answer.later, said.when);
        break;
      case model::Verdict::kNot:
        answer.refused = std::max(answer.refused, said.when);
        ++answer.refusals;
        break;
    }
  }
  return answer;
}

void Answers::each_put_off(base::Time now, const PutOff& visit) const {
  for (const auto& [key, said] : all_) {
    const Answer answer = find(key.first, key.second);
    if (answer.later > now && answer.done < answer.later)
      visit(key.first, key.second, answer.later);
  }
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
  for (const auto& [key, said] : all_) {
    to.text(key.first);
    to.bytes(base::view(key.second.bytes));
    to.u64(said.size());
    for (const Said& one : said) {
      to.u64(one.seq);
      to.u32(static_cast<std::uint32_t>(one.verdict));
      to.u64(static_cast<std::uint64_t>(base::micros(one.when)));
    }
  }
}

base::Result<Answers> Answers::load(std::string_view bytes) {
  base::ByteReader from(bytes);
  Answers answers;
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const std::string rule = from.text();
    model::IdentityId about;
    from.bytes(about.bytes.data(), about.bytes.size());
    std::vector<Said>& said = answers.all_[{rule, about}];
    for (std::uint64_t left = from.u64(); left > 0 && from.ok(); --left) {
      Said one;
      one.seq = from.u64();
      one.verdict = static_cast<model::Verdict>(from.u32());
      one.when = base::time_from_micros(static_cast<std::int64_t>(from.u64()));
      said.push_back(one);
    }
  }
  if (!from.done()) return base::fail(base::Code::kCorrupt, "the answers' bytes do not read");
  return answers;
}

}  // namespace suggest
