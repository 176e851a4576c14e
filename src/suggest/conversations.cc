// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/conversations.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/bytes.h"

namespace suggest {

void Conversations::apply(const Word& word) {
  Conversation& c = all_[word.person];
  const base::Time last = std::max(c.from_them, c.from_me);
  if (std::tuple(word.at, word.seq) > std::tuple(last, c.last_seq)) c.last_seq = word.seq;
  if (word.from_them || word.both_ways) {
    c.from_them = std::max(c.from_them, word.at);
    ++c.to_me;
  }
  if (!word.from_them || word.both_ways) {
    c.from_me = std::max(c.from_me, word.at);
    ++c.to_them;
  }
  if (word.from_them && word.asks &&
      std::tuple(word.at, word.seq) > std::tuple(c.question, c.question_seq)) {
    c.question = word.at;
    c.question_seq = word.seq;
  }
}

const Conversation* Conversations::find(Person person) const {
  const auto at = all_.find(person);
  return at == all_.end() ? nullptr : &at->second;
}

void Conversations::save(std::string& out) const {
  base::ByteWriter to(out);
  to.u64(all_.size());
  std::vector<Person> people;
  for (const auto& [person, c] : all_) people.push_back(person);
  std::sort(people.begin(), people.end());
  for (const Person person : people) {
    const Conversation& c = all_.at(person);
    to.u32(person);
    for (const base::Time t : {c.from_them, c.from_me, c.question}) {
      to.u64(static_cast<std::uint64_t>(base::micros(t)));
    }
    to.u64(c.question_seq);
    to.u64(c.last_seq);
    to.u32(c.to_me);
    to.u32(c.to_them);
  }
}

base::Result<Conversations> Conversations::load(std::string_view bytes) {
  base::ByteReader from(bytes);
  Conversations conversations;
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const Person person = from.u32();
    Conversation& c = conversations.all_[person];
    for (base::Time* t : {&c.from_them, &c.from_me, &c.question}) {
      *t = base::time_from_micros(static_cast<std::int64_t>(from.u64()));
    }
    c.question_seq = from.u64();
    c.last_seq = from.u64();
    c.to_me = from.u32();
    c.to_them = from.u32();
  }
  if (!from.done()) return base::fail(base::Code::kCorrupt, "the conversations' bytes do not read");
  return conversations;
}

}  // namespace suggest
