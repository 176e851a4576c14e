// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/outbox.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/text.h"
#include "formats/json.h"
#include "formats/mail_writer.h"

namespace mail {
namespace {

using formats::Json;

constexpr std::chrono::days kAtMost(3);
constexpr std::chrono::minutes kFirstWait(1);
constexpr std::chrono::hours kLongestWait(4);
constexpr std::size_t kLongestId = 200, kLongestReason = 200, kMostPeople = 50;

// One row of the table: the fate, and behind it, as long as it is queued, the letter.
std::string print(const Fate& fate, const Posted* posted) {
  Json json = Json::object();
  json["queued"] = base::micros(fate.queued);
  if (fate.ended != base::Time{}) json["ended"] = base::micros(fate.ended);
  if (fate.state == State::kQueued) {
    json["next"] = base::micros(fate.next);
    json["until"] = base::micros(fate.until);
  }
  json["tries"] = fate.tries;
  if (!fate.reason.empty()) json["reason"] = fate.reason;
  if (posted != nullptr) {
    json["from"] = posted->from;
    Json& to = json["to"] = Json::array();
    for (const std::string& one : posted->to) to.push(one);
    json["bytes"] = posted->bytes;
  }
  return formats::print_json(json);
}

struct Row {
  Fate fate;
  Posted posted;
};

base::Result<Row> read(const store::TableRow& row) {
  const auto json = formats::parse_json(row.value);
  if (!json || json->as_object() == nullptr || row.mark < 0 || row.mark > 2)
    return base::fail(base::Code::kCorrupt, "a letter of the outbox does not read");
  const auto time = [&](const char* name) {
    return base::time_from_micros(formats::number_in(*json, name));
  };
  Row it;
  it.fate.id = it.posted.id = row.key;
  it.fate.state = static_cast<State>(row.mark);
  it.fate.queued = time("queued");
  it.fate.ended = time("ended");
  it.fate.next = time("next");
  it.fate.until = time("until");
  it.fate.tries = static_cast<std::uint32_t>(formats::number_in(*json, "tries"));
  it.fate.reason = formats::text_in(*json, "reason");
  it.posted.from = formats::text_in(*json, "from");
  for (const Json& one : formats::list_in(*json, "to")) {
    if (one.as_string() != nullptr) it.posted.to.push_back(*one.as_string());
  }
  it.posted.bytes = formats::text_in(*json, "bytes");
  return it;
}

// What a server said, fit for a list and a log: it likes to say the address again.
std::string without_addresses(std::string_view text) {
  std::string out;
  const std::string line = base::one_line(base::make_utf8(text));
  for (const std::string_view word : base::split(line, ' ')) {
    if (!out.empty()) out += ' ';
    out += word.find('@') == std::string_view::npos ? std::string(word) : "…";
  }
  return base::shorten(out, kLongestReason, true);
}

base::Result<void> check(const Letter& letter) {
  const bool named =
      !letter.id.empty() && letter.id.size() <= kLongestId &&
      std::all_of(letter.id.begin(), letter.id.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!named)
    return base::fail(base::Code::kInvalid, "a letter's id has 1 to 200 visible ASCII characters");
  if (letter.to.size() + letter.bcc.size() > kMostPeople)
    return base::fail(base::Code::kInvalid, "a letter is for at most 50 people");
  return {};
}

template <class Visit>
base::Result<void> read_latest(store::Table& table, std::size_t most, const Visit& visit) {
  return table.latest(most, [&](store::TableRow&& row) -> base::Result<void> {
    TRY(Row it, read(row));
    visit(std::move(it.fate));
    return {};
  });
}

}  // namespace

const char* word(State state) {
  return state == State::kQueued ? "queued" : state == State::kSent ? "sent" : "failed";
}

std::string outbox_file(const std::string& folder) { return folder + "/letters.db"; }

base::Result<std::vector<Fate>> latest_letters(const std::string& folder, std::size_t most) {
  std::vector<Fate> all;
  auto table = store::read_sqlite_table(outbox_file(folder));
  if (!table && table.error().code == base::Code::kNotFound) return all;
  if (!table) return base::Failure(table.error());
  TRY_DO(read_latest(**table, most, [&](Fate&& fate) { all.push_back(std::move(fate)); }));
  return all;
}

base::Result<void> take_back_letters(const std::string& folder, std::string_view ids,
                                     base::Time now, base::Random& random) {
  struct stat there{};
  if (::stat(outbox_file(folder).c_str(), &there) != 0) return {};
  TRY(auto table, store::open_sqlite_table(outbox_file(folder)));
  TRY(const auto outbox, Outbox::open(std::move(table), {}, random));
  return outbox->take_back(ids, now);
}

base::Result<std::unique_ptr<Outbox>> Outbox::open(std::unique_ptr<store::Table> table,
                                                   const formats::Address& from,
                                                   base::Random& random) {
  std::unique_ptr<Outbox> outbox(new Outbox(std::move(table), from, random));
  TRY_DO(outbox->load());
  return base::Result<std::unique_ptr<Outbox>>(std::move(outbox));
}

base::Result<void> Outbox::load() {
  TRY(const auto counts, table_->counts());
  const auto of = [&](State state) {
    const auto at = counts.find(static_cast<std::int64_t>(state));
    return at == counts.end() ? 0 : at->second;
  };
  counts_.queued = of(State::kQueued);
  counts_.sent = of(State::kSent);
  counts_.failed = of(State::kFailed);
  return table_->scan(static_cast<std::int64_t>(State::kQueued),
                      [&](store::TableRow&& row) -> base::Result<void> {
                        TRY(const Row it, read(row));
                        waiting_.push_back({it.fate.id, {}, it.fate.until});
                        return {};
                      });
}

base::Result<bool> Outbox::queue(const Letter& letter, base::Time now) {
  TRY_DO(check(letter));
  formats::MailToWrite mail;
  base::Bytes16 bytes{};
  random_.fill(bytes.data(), bytes.size());
  mail.message_id = base::hex(bytes) + from_.address.substr(from_.address.rfind('@'));
  mail.date = now;
  mail.from = from_;
  if (!letter.name.empty()) mail.from.name = letter.name;
  mail.to = letter.to;
  mail.reply_to = letter.reply_to;
  mail.subject = letter.subject;
  mail.text = letter.text;
  mail.headers = letter.headers;
  Posted posted{letter.id, from_.address, {}, {}};
  TRY(posted.bytes, formats::print_mail(mail));
  for (const auto* list : {&letter.to, &letter.bcc}) {
    for (const formats::Address& one : *list) {
      if (!formats::is_mailable(one.address))
        return base::fail(base::Code::kInvalid, "no mail can be sent to this address");
      posted.to.push_back(one.address);
    }
  }
  Fate fate;
  fate.id = letter.id;
  fate.queued = fate.next = now;
  fate.until = now + kAtMost;
  if (letter.until != base::Time{}) fate.until = std::min(fate.until, letter.until);
  std::function<void()> call;
  {
    const std::lock_guard lock(access_);
    TRY(const bool fresh,
        table_->add(letter.id, static_cast<std::int64_t>(State::kQueued), print(fate, &posted)));
    if (!fresh) return false;
    waiting_.push_back({letter.id, now, fate.until});
    ++counts_.queued;
    call = call_;
  }
  if (call) call();
  return true;
}

// Under the lock: it is queued no longer.
base::Result<void> Outbox::end(const Fate& fate) {
  TRY_DO(table_->set(fate.id, static_cast<std::int64_t>(fate.state), print(fate, nullptr)));
  std::erase_if(waiting_, [&](const Waiting& w) { return w.id == fate.id; });
  --counts_.queued;
  ++(fate.state == State::kSent ? counts_.sent : counts_.failed);
  return {};
}

base::Result<void> Outbox::take_back(std::string_view ids, base::Time now) {
  const std::lock_guard lock(access_);
  std::vector<std::string> those;
  for (const Waiting& w : waiting_) {
    if (w.id.starts_with(ids)) those.push_back(w.id);
  }
  for (const std::string& id : those) TRY_DO(end_as_taken_back(id, now));
  return {};
}

base::Result<void> Outbox::end_as_taken_back(const std::string& id, base::Time now) {
  TRY(const auto row, table_->find(id));
  if (!row) return {};
  TRY(Row it, read(*row));
  it.fate.state = State::kFailed;
  it.fate.ended = now;
  it.fate.reason = "taken back";
  return end(it.fate);
}

base::Result<bool> Outbox::take_back_one(std::string_view id, base::Time now) {
  const std::lock_guard lock(access_);
  if (std::none_of(waiting_.begin(), waiting_.end(), [&](const Waiting& w) { return w.id == id; }))
    return false;
  TRY_DO(end_as_taken_back(std::string(id), now));
  return true;
}

base::Result<bool> Outbox::try_now(std::string_view id, base::Time now) {
  std::function<void()> call;
  {
    const std::lock_guard lock(access_);
    const auto at = std::find_if(waiting_.begin(), waiting_.end(),
                                 [&](const Waiting& w) { return w.id == id; });
    if (at == waiting_.end()) return false;
    at->next = now;
    call = call_;
  }
  if (call) call();
  return true;
}

base::Result<std::optional<Fate>> Outbox::find(std::string_view id) {
  const std::lock_guard lock(access_);
  TRY(const auto row, table_->find(id));
  if (!row) return std::optional<Fate>();
  TRY(Row it, read(*row));
  return std::optional<Fate>(std::move(it.fate));
}

base::Result<std::vector<Fate>> Outbox::latest(std::size_t most) {
  const std::lock_guard lock(access_);
  std::vector<Fate> all;
  TRY_DO(read_latest(*table_, most, [&](Fate&& fate) { all.push_back(std::move(fate)); }));
  return all;
}

base::Result<std::vector<Fate>> Outbox::waiting(std::size_t most) {
  const std::lock_guard lock(access_);
  std::vector<Fate> all;
  for (const Waiting& w : waiting_) {
    if (all.size() == most) break;
    TRY(const auto row, table_->find(w.id));
    if (!row) continue;
    TRY(Row it, read(*row));
    it.fate.next = w.next;
    all.push_back(std::move(it.fate));
  }
  return all;
}

base::Result<std::optional<Posted>> Outbox::due(base::Time now) {
  const std::lock_guard lock(access_);
  for (;;) {
    const auto at = std::find_if(waiting_.begin(), waiting_.end(),
                                 [&](const Waiting& w) { return w.next <= now; });
    if (at == waiting_.end()) return std::optional<Posted>();
    const std::string id = at->id;
    TRY(const auto row, table_->find(id));
    if (!row) return base::fail(base::Code::kCorrupt, "a queued letter is not in the outbox");
    auto it = read(*row);
    const bool late = at->until < now;
    if (it && !late) return std::optional<Posted>(std::move(it->posted));
    // One that is too late, or does not read, must not hold up the others.
    Fate fate = it ? std::move(it->fate) : Fate{};
    if (!it) fate.queued = now;
    fate.id = id;
    fate.state = State::kFailed;
    fate.ended = now;
    fate.reason = it ? "too late" : it.error().message;
    TRY_DO(end(fate));
  }
}

base::Result<void> Outbox::tell(const std::string& id, const Outcome& outcome, base::Time now) {
  const std::lock_guard lock(access_);
  const auto at =
      std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& w) { return w.id == id; });
  if (at == waiting_.end()) return {};  // it was taken back while it went
  at->next =
      now + wait_after(1);  // should the disk not take what follows, it is tried again all the same
  TRY(const auto row, table_->find(id));
  if (!row) return base::fail(base::Code::kCorrupt, "a queued letter is not in the outbox");
  TRY(Row it, read(*row));
  Fate& fate = it.fate;
  ++fate.tries;
  fate.reason = without_addresses(outcome.reason);
  const bool taken = outcome.kind == Outcome::Kind::kTaken;
  fate.next = now + wait_after(fate.tries);
  if (taken || outcome.kind == Outcome::Kind::kNever || fate.next > fate.until) {
    fate.state = taken ? State::kSent : State::kFailed;
    fate.ended = now;
    return end(fate);
  }
  at->next = fate.next;
  return table_->set(id, static_cast<std::int64_t>(State::kQueued), print(fate, &it.posted));
}

// So that not all letters that a server refused at once come back at once.
base::Micros Outbox::wait_after(std::uint32_t tries) {
  const base::Micros whole = std::min<base::Micros>(
      kLongestWait, kFirstWait * (std::int64_t{1} << std::min(tries - 1, 20U)));
  std::uint32_t random = 0;
  random_.fill(&random, sizeof random);
  const double part = 0.8 + 0.4 * static_cast<double>(random) / 4294967296.0;
  return base::Micros(static_cast<std::int64_t>(static_cast<double>(whole.count()) * part));
}

std::optional<base::Time> Outbox::next_due() {
  const std::lock_guard lock(access_);
  const auto at =
      std::min_element(waiting_.begin(), waiting_.end(),
                       [](const Waiting& a, const Waiting& b) { return a.next < b.next; });
  if (at == waiting_.end()) return std::nullopt;
  return at->next;
}

void Outbox::on_queue(std::function<void()> call) {
  const std::lock_guard lock(access_);
  call_ = std::move(call);
}

}  // namespace mail
