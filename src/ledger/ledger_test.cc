// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <random>

#include "ledger/fact_codec.h"
#include "ledger/transfer.h"

namespace ledger {
namespace {

class Facts {
 public:
  explicit Facts(std::uint64_t seed) : dice_(seed) {}

  model::Fact any() {
    switch (below(14)) {
      case 0:
        return model::IdentitySeen{
            id<model::IdentityTag>(), {static_cast<model::HandleKind>(below(7)), word()}, word()};
      case 1:
        return model::InteractionRecorded{interaction()};
      case 2:
        return model::InteractionCompleted{interaction()};
      case 3:
        return model::OwnerNamed{{id<model::IdentityTag>(), id<model::IdentityTag>()}};
      case 4:
        return model::SuggestionAnswered{word(), id<model::IdentityTag>(),
                                         static_cast<model::Verdict>(below(3)), time(), time()};
      case 5:
        return model::ProfileSeen{profile()};
      case 6:
        return model::StatementMade{id<model::IdentityTag>(), statement()};
      case 7:
        return model::DeedRecorded{{time(), static_cast<model::DeedKind>(below(5)), below(2) == 0,
                                    id<model::IdentityTag>(), word(),
                                    static_cast<model::DeedSize>(below(3))}};
      case 8:
        return model::IdentitiesJudged{{id<model::IdentityTag>()},
                                       {id<model::IdentityTag>(), id<model::IdentityTag>()},
                                       below(2) == 0,
                                       time()};
      case 9:
        return model::Undone{below(1000)};
      case 10:
        return model::ExchangeOpened{exchange()};
      case 11:
        return model::ExchangeStepped{{id<model::ExchangeTag>(),
                                       static_cast<model::StepKind>(below(22)),
                                       static_cast<model::Part>(below(11)),
                                       id<model::IdentityTag>(), time(), time(), word(), word()}};
      case 12:
        return model::IdealCardWritten{{word(), word(), word(), word(), time()}};
      default:
        return model::Erased{{below(1000), dice_()}};
    }
  }

  // The id of a recorded interaction is its entry's.
  model::NewEntry entry() {
    model::NewEntry entry{id<model::EntryTag>(), any()};
    if (auto* f = std::get_if<model::InteractionRecorded>(&entry.fact))
      f->interaction.id.bytes = entry.id.bytes;
    return entry;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return dice_() % n; }
  template <class Tag>
  base::Id<Tag> id() {
    base::Id<Tag> id;
    for (auto& b : id.bytes) b = static_cast<std::uint8_t>(dice_());
    return id;
  }
  base::Time time() {
    return base::time_from_micros(static_cast<std::int64_t>(below(4'000'000'000'000'000)) -
                                  1'000'000);
  }
  std::string word() {
    static const char* kWords[] = {"", "ada", "Zoë \"the\" second\n", "名前", "a,b;c"};
    return kWords[below(5)];
  }
  model::Statement statement() {
    return {static_cast<model::StatementKind>(below(12)), word(), word(), time()};
  }
  model::Profile profile() {
    model::Profile p;
    p.id = id<model::ProfileTag>();
    p.source = word();
    p.as_of = time();
    p.name = word();
    p.identities = {id<model::IdentityTag>()};
    for (std::uint64_t n = below(3); n > 0; --n) p.statements.push_back(statement());
    p.raw = word();
    return p;
  }
  model::Exchange exchange() {
    model::Exchange e;
    e.kind = static_cast<model::ExchangeKind>(below(4));
    e.ask = static_cast<model::AskKind>(below(3));
    for (std::uint64_t n = below(4); n > 0; --n)
      e.parties.push_back({static_cast<model::Part>(below(11)), id<model::IdentityTag>()});
    e.about = word();
    e.words = word();
    e.at = time();
    e.due = time();
    e.effort = static_cast<std::uint32_t>(below(6));
    e.agreed = below(2) == 0;
    return e;
  }
  model::Interaction interaction() {
    model::Interaction it;
    it.id = id<model::InteractionTag>();
    it.at = time();
    it.channel = static_cast<model::Channel>(below(7));
    it.kind = static_cast<model::Kind>(below(9));
    it.audience = static_cast<model::Audience>(below(4));
    it.asks = below(2) == 0;
    it.sealed = below(2) == 0;
    it.recipients = static_cast<std::uint32_t>(below(99));
    it.message_key = dice_();
    it.parent_key = below(2) == 0 ? 0 : dice_();
    for (std::uint64_t n = below(4); n > 0; --n)
      it.participants.push_back({id<model::IdentityTag>(), static_cast<model::Role>(below(4))});
    it.subject = word();
    it.text = word();
    return it;
  }
  std::mt19937_64 dice_;
};

struct Book {
  std::unique_ptr<base::Random> random = base::seeded_random(1);
  Ledger ledger{store::open_memory_log({}), *random};
  std::vector<model::NewEntry> told;

  explicit Book(int batches = 5) {
    Facts facts(42);
    for (int b = 0; b < batches; ++b) {
      std::vector<model::NewEntry> batch;
      for (int i = 0; i < 7; ++i) batch.push_back(facts.entry());
      told.insert(told.end(), batch.begin(), batch.end());
      EXPECT_TRUE(ledger.begin().has_value());
      EXPECT_TRUE(ledger.append(base::time_from_seconds(b), std::move(batch)).has_value());
      EXPECT_TRUE(ledger.commit().has_value());
    }
  }
};

std::vector<std::string> lines_of(Ledger& ledger) {
  std::vector<std::string> lines;
  EXPECT_TRUE(print_ledger(ledger.log(), [&](std::string_view line) -> base::Result<void> {
                lines.emplace_back(line);
                return {};
              }).has_value());
  return lines;
}

base::Result<void> restore(const std::vector<std::string>& lines, store::Log& log) {
  std::size_t at = 1;
  return parse_ledger(
      [&](std::string& line) -> base::Result<bool> {
        if (at == lines.size()) return false;
        line = lines[at++];
        return true;
      },
      log);
}

TEST(Codec, GivesBackEveryFact) {
  Facts facts(7);
  for (int i = 0; i < 5000; ++i) {
    model::Fact fact = facts.any();
    if (auto* f = std::get_if<model::InteractionRecorded>(&fact)) f->interaction.id = {};
    const Encoded encoded = encode(fact);
    const auto bytes =
        decode(static_cast<std::uint8_t>(encoded.kind), encoded.content, encoded.text);
    ASSERT_TRUE(bytes.has_value());
    ASSERT_EQ(*bytes, fact);
    const auto json = parse_fact(*formats::parse_json(formats::print_json(print_fact(fact))));
    ASSERT_TRUE(json.has_value());
    ASSERT_EQ(*json, fact);
  }
}

TEST(Codec, RefusesBytesThatNoFactPrinted) {
  Facts facts(9);
  for (int i = 0; i < 300; ++i) {
    const Encoded e = encode(facts.any());
    for (std::size_t n = 0; n < e.content.size(); ++n) {
      // A field that the first books did not have may be missing: these bytes are a fact's, too.
      const std::string cut = e.content.substr(0, n);
      const auto read = decode(static_cast<std::uint8_t>(e.kind), cut, e.text);
      EXPECT_TRUE(!read || encode(*read).content == cut);
    }
  }
  EXPECT_FALSE(decode(77, "", "").has_value());
}

TEST(Ledger, ReplaysWhatItWasTold) {
  Book book;
  std::size_t n = 0;
  ASSERT_TRUE(book.ledger
                  .replay(0, store::WithText::kYes,
                          [&](const model::Entry& e) -> base::Result<void> {
                            EXPECT_EQ(e.fact, book.told[n].fact);
                            EXPECT_EQ(e.id, book.told[n].id);
                            EXPECT_EQ(e.seq, ++n);
                            return {};
                          })
                  .has_value());
  EXPECT_EQ(n, book.told.size());
  EXPECT_EQ(book.ledger.verify()->entries, n);
}

TEST(Ledger, RefusesAnIdThatIsThere) {
  Book book;
  ASSERT_TRUE(book.ledger.begin().has_value());
  EXPECT_EQ(book.ledger.append({}, {book.told[3]}).error().code, base::Code::kConflict);
  book.ledger.rollback();
  EXPECT_TRUE(book.ledger.verify().has_value());
}

// append() relies on what find_all() did not find; never on what was found, appended since, or asked
// in a group before.
TEST(Ledger, RefusesAnIdThatCameAfterItWasAskedFor) {
  Book book;
  Facts make(99);
  const model::NewEntry fresh = make.entry(), other = make.entry();
  const std::vector<model::EntryId> ids = {fresh.id, book.told[3].id, other.id};
  const auto refused = [&](const std::vector<model::NewEntry>& facts) {
    const auto done = book.ledger.append({}, facts);
    return !done && done.error().code == base::Code::kConflict;
  };
  ASSERT_TRUE(book.ledger.begin().has_value());
  EXPECT_EQ(*book.ledger.find_all(ids), (std::vector<std::uint64_t>{0, 4, 0}));
  EXPECT_TRUE(refused({fresh, book.told[3], other}));
  EXPECT_EQ(*book.ledger.find_all(ids), (std::vector<std::uint64_t>{0, 4, 0}));
  EXPECT_TRUE(refused({fresh, fresh}));
  book.ledger.rollback();

  ASSERT_TRUE(book.ledger.begin().has_value());
  EXPECT_EQ(*book.ledger.find_all(ids), (std::vector<std::uint64_t>{0, 4, 0}));
  EXPECT_TRUE(book.ledger.append({}, {other}).has_value());
  EXPECT_TRUE(refused({fresh, other}));
  book.ledger.rollback();

  ASSERT_TRUE(book.ledger.begin().has_value());
  EXPECT_TRUE(book.ledger.append({}, {fresh, other}).has_value());
  ASSERT_TRUE(book.ledger.commit().has_value());
  ASSERT_TRUE(book.ledger.begin().has_value());
  EXPECT_TRUE(refused({other}));
  book.ledger.rollback();
  EXPECT_TRUE(book.ledger.verify().has_value());
}

TEST(Ledger, StillVerifiesWhenContentIsErased) {
  Book book;
  const std::vector<std::uint64_t> seqs = {2, 9, 17};
  ASSERT_TRUE(book.ledger.erase({}, seqs, {}).has_value());
  EXPECT_FALSE(book.ledger.read(9, store::WithText::kYes)->has_value());
  const auto v = book.ledger.verify();
  ASSERT_TRUE(v.has_value()) << v.error().message;
  EXPECT_EQ(v->erased, 3U);
  EXPECT_TRUE(book.ledger.find(book.told[8].id)->has_value());
}

TEST(Transfer, IsByteEqualThereAndBack) {
  Book book;
  const std::vector<std::uint64_t> seqs = {4, 5};
  ASSERT_TRUE(book.ledger.erase({}, seqs, {}).has_value());
  const std::vector<std::string> lines = lines_of(book.ledger);
  const auto log = store::open_memory_log(*parse_ledger_key(lines.front()));
  const auto done = restore(lines, *log);
  ASSERT_TRUE(done.has_value()) << done.error().message;
  const auto random = base::seeded_random(2);
  Ledger again(store::open_memory_log(*parse_ledger_key(lines.front())), *random);
  ASSERT_TRUE(restore(lines, again.log()).has_value());
  EXPECT_EQ(lines_of(again), lines);
  EXPECT_EQ(again.verify()->head, book.ledger.verify()->head);
}

TEST(Transfer, NoticesLinesThatWereCutSwappedChangedOrAdded) {
  Book book;
  const std::vector<std::string> lines = lines_of(book.ledger);
  const auto refused = [](std::vector<std::string> l) {
    const auto log = store::open_memory_log({});
    return !restore(l, *log).has_value();
  };
  EXPECT_FALSE(refused(lines));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> cut = lines, changed = lines, doubled = lines;
    cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(refused(cut)) << lines[i];
    std::string& line = changed[i];
    const std::size_t at = line.find_last_of("0123456789abcdef");
    line[at] = line[at] == '1' ? '2' : '1';
    EXPECT_TRUE(refused(changed)) << line;
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    EXPECT_TRUE(refused(doubled)) << lines[i];
    if (i + 1 < lines.size() && lines[i] != lines[i + 1]) {
      std::vector<std::string> swapped = lines;
      std::swap(swapped[i], swapped[i + 1]);
      EXPECT_TRUE(refused(swapped)) << lines[i];
    }
  }
}

TEST(Transfer, RefusesAnExportOfANewerFormat) {
  const auto newer =
      parse_ledger_key(R"({"rapport":"book","format":7,"key":")" + std::string(64, '0') + "\"}");
  EXPECT_EQ(newer.error().code, base::Code::kConflict);
  EXPECT_NE(newer.error().message.find("format 7"), std::string::npos);
}

}  // namespace
}  // namespace ledger
