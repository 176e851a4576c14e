// forget, export, cards, verify, rebuild, digest: the book as a whole.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <charconv>

#include "app/cards.h"
#include "app/commit.h"
#include "app/digest.h"
#include "app/forget.h"
#include "app/restore.h"
#include "cli/command.h"
#include "mail/outbox.h"

namespace cli {
namespace {

// A letter that has not gone may speak of whom is forgotten, or be for them. Whose it is is not asked: the
// day after has another one, and what was asked can be asked again.
base::Result<void> take_back_letters(Session& session) {
  for (const char* kind : {"daily/", "introduction/", "thanks/"})
    TRY_DO(mail::take_back_letters(session.folder, kind, session.clock.now(), session.random));
  return {};
}

base::Result<void> forget_one_item(Session& session, const Words& words, std::string_view text) {
  std::uint64_t seq = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seq);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return base::fail(base::Code::kInvalid,
                      "an item is # and its number, as `rapport why` shows it");
  }
  if (!words.has("--yes")) {
    session.console.line(fmt::format("Item #{} would be gone for good. Say so with --yes.", seq));
    return {};
  }
  TRY_DO(take_back_letters(session));
  TRY_DO(app::forget_item(*session.app, seq));
  session.console.line(fmt::format("Item #{} is forgotten.", seq));
  return {};
}

}  // namespace

base::Result<void> run_forget(Session& session, const Words& words) {
  if (words.words.size() == 1 && words.words.front().starts_with('#')) {
    return forget_one_item(session, words, std::string_view(words.words.front()).substr(1));
  }
  TRY(const identity::Number person, who(session, words.joined()));
  app::App& app = *session.app;
  const std::string name = show_name(app, person),
                    handle = safe(app.state.people.handle(person).text);
  const bool dry = !words.has("--yes");
  std::vector<std::string> others;
  TRY(const app::Forgotten gone, app::forget_person(app, person, true));
  for (const identity::Number n : gone.namesakes)
    others.push_back(safe(app.state.people.handle(n).text));
  if (!dry) {
    TRY_DO(take_back_letters(session));
    TRY_DO(app::forget_person(app, person, false));
  }
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["forgotten"] = !dry;
    json["erased"] = gone.erased;
    json["redacted"] = gone.redacted;
    formats::Json& namesakes = json["namesakes"] = formats::Json::array();
    for (const std::string& other : others) namesakes.push(other);
    print_json(session, json);
    return {};
  }
  session.console.line(fmt::format("{} <{}>: {} {} erased, {} among others kept without them.",
                                   name, handle, gone.erased, dry ? "items would be" : "items",
                                   gone.redacted));
  for (const std::string& other : others)
    session.console.line(fmt::format("Another {} is here, <{}>, and stays.", name, other));
  session.console.line(
      dry ? "Nothing was done yet. Say so with --yes."
          : "Forgotten: no byte of it is left in this book. Earlier exports still have it.");
  return {};
}

base::Result<void> run_cards(Session& session, const Words& words) {
  if (words.words.size() != 1)
    return base::fail(base::Code::kInvalid, "into which file? Name one, such as people.vcf");
  TRY(const app::CardsWritten written, app::write_cards(*session.app, words.words.front()));
  session.console.line(fmt::format("{} cards as they came, {} made; in {}.", written.as_they_were,
                                   written.made, safe(words.words.front())));
  return {};
}

base::Result<void> run_export(Session& session, const Words& words) {
  if (words.words.size() != 1)
    return base::fail(base::Code::kInvalid, "export to which file? Name one, such as book.zip");
  TRY_DO(app::export_book(*session.app, words.words.front()));
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["file"] = words.words.front();
    json["entries"] = session.app->ledger->last_seq();
    print_json(session, json);
  } else {
    session.console.line(
        fmt::format("{}: {} entries. `rapport --data NEW import {}` makes the same book of it.",
                    words.words.front(), session.app->ledger->last_seq(), words.words.front()));
  }
  return {};
}

base::Result<void> run_verify(Session& session, const Words& words) {
  TRY(const ledger::Verification v, app::ledger_of(*session.app)->verify());
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["entries"] = v.entries;
    json["batches"] = v.batches;
    json["erased"] = v.erased;
    json["head"] = base::hex_of(v.head);
    print_json(session, json);
  } else {
    session.console.line(
        fmt::format("All is as it was recorded: {} entries in {} batches, {} erased.", v.entries,
                    v.batches, v.erased));
  }
  return {};
}

base::Result<void> run_digest(Session& session, const Words& words);

base::Result<void> run_rebuild(Session& session, const Words& words) {
  TRY(session.app, app::open({session.folder, session.as_of, false, std::nullopt}, session.clock,
                             session.random));
  session.app->snapshot_fits = false;
  app::close(*session.app);
  return run_digest(session, words);
}

base::Result<void> run_digest(Session& session, const Words& words) {
  TRY(const std::string digest, app::digest(*session.app));
  if (words.json) {
    formats::Json json = formats::Json::object();
    json["digest"] = digest;
    print_json(session, json);
  } else {
    session.console.line(digest);
  }
  return {};
}

}  // namespace cli
