// The one list of what the server answers.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "api/route.h"

namespace api {

using Answer = base::Result<net::Response>;

Answer health(const SiteCall& call);
Answer ready(const SiteCall& call);
Answer metrics(const SiteCall& call);
Answer print_openapi(const SiteCall& call);

Answer today(const Call& call);
Answer real(const Call& call);
Answer slipping(const Call& call);
Answer people(const Call& call);
Answer person(const Call& call);
Answer why(const Call& call);
Answer paths(const Call& call);
Answer timeline(const Call& call);
Answer introductions(const Call& call);
Answer matches(const Call& call);
Answer matches_of_person(const Call& call);
Answer count(const Call& call);
Answer owed(const Call& call);
Answer tags(const Call& call);
Answer questions(const Call& call);
Answer map(const Call& call);
Answer channels(const Call& call);
Answer mirror(const Call& call);

Answer exchanges(const Call& call);
Answer one_exchange(const Call& call);
Answer open_exchange(const Call& call);
Answer take_step(const Call& call);
Answer exchange_letters(const SiteCall& call);
Answer send_introduction_letter(const SiteCall& call);
Answer introduction_page(const SiteCall& call);
Answer answer_introduction(const SiteCall& call);
Answer wall(const Call& call);
Answer ask_for_wall(const SiteCall& call);
Answer wall_page(const SiteCall& call);
Answer answer_for_wall(const SiteCall& call);
Answer ask_gate(const Call& call);
Answer give_and_take(const Call& call);
Answer circle(const Call& call);
Answer gauge(const Call& call);
Answer found_deeds(const Call& call);
Answer answer_found_deed(const Call& call);
Answer ideal_card(const Call& call);
Answer write_ideal_card(const Call& call);

Answer add_somebody(const Call& call);
Answer met(const Call& call);
Answer answer_card(const Call& call);
Answer answer_question(const Call& call);
Answer change_tags(const Call& call);
Answer keep_in_touch(const Call& call);

Answer coach_draft(const SiteCall& call);
Answer compose_draft(const SiteCall& call);

Answer add_fact(const Call& call);
Answer answer_fact(const Call& call);
Answer add_deed(const Call& call);
Answer judge(const Call& call);
Answer undo(const Call& call);
Answer me(const Call& call);
Answer name_me(const Call& call);
Answer what_would_go(const Call& call);
Answer forget_somebody(const Call& call);
Answer forget_one_item(const Call& call);

Answer imports(const Call& call);
Answer one_import(const Call& call);
Answer begin_import(const Call& call);
Answer put_piece(const Call& call);
Answer start_import(const Call& call);
Answer pause_import(const Call& call);
Answer resume_import(const Call& call);
Answer remove_import(const Call& call);

Answer settings(const Call& call);
Answer change_settings(const Call& call);
Answer filters(const Call& call);
Answer change_filters(const Call& call);

Answer door(const SiteCall& call);
Answer session(const SiteCall& call);
Answer events(const SiteCall& call);
Answer welcome(const SiteCall& call);
Answer sign_in(const SiteCall& call);
Answer sign_in_challenge(const SiteCall& call);
Answer sign_in_by_passkey(const SiteCall& call);
Answer recover(const SiteCall& call);
Answer sign_out(const SiteCall& call);
Answer confirm(const SiteCall& call);
Answer sessions(const SiteCall& call);
Answer end_session(const SiteCall& call);
Answer set_password(const SiteCall& call);
Answer recovery_codes(const SiteCall& call);
Answer new_recovery_codes(const SiteCall& call);
Answer passkeys(const SiteCall& call);
Answer passkey_challenge(const SiteCall& call);
Answer add_passkey(const SiteCall& call);
Answer remove_passkey(const SiteCall& call);
Answer tokens(const SiteCall& call);
Answer new_token(const SiteCall& call);
Answer end_token(const SiteCall& call);
Answer all_members(const SiteCall& call);
Answer invite(const SiteCall& call);
Answer change_member(const SiteCall& call);
Answer remove_member(const SiteCall& call);

Answer daily_letter(const SiteCall& call);
Answer want_daily_letter(const SiteCall& call);
Answer end_daily_letter(const SiteCall& call);
Answer letters(const SiteCall& call);
Answer try_letter_now(const SiteCall& call);
Answer take_letter_back(const SiteCall& call);
Answer stop_page(const SiteCall& call);
Answer stop_letters(const SiteCall& call);
Answer confirm_page(const SiteCall& call);
Answer confirm_address(const SiteCall& call);
Answer feed(const SiteCall& call);
Answer new_feed(const SiteCall& call);
Answer end_feed(const SiteCall& call);
Answer calendar(const SiteCall& call);

Answer export_book(const Call& call);
Answer export_cards(const Call& call);
Answer download(const Call& call);
Answer verify(const Call& call);
Answer digest(const Call& call);

namespace {

using enum Needs;
using enum Lane;
using enum net::Method;

// Each group in the order in which a page asks; what is asked most stands first.
constexpr std::array kRoutes = {
    Route{kGet, "/api/v1/today", kRead, kPool, today, "the cards of today", "", "", "Today"},
    Route{kGet, "/api/v1/people", kRead, kPool, people, "people, found by name and filters",
          "q band tag company since limit cursor", "", "Relations"},
    Route{kGet, "/api/v1/people/{id}", kRead, kPool, person, "one person", "", "", "OnePerson"},
    Route{kGet, "/api/v1/people/{id}/why", kRead, kPool, why, "what the tie is made of", "", "",
          "Why"},
    Route{kGet, "/api/v1/real", kRead, kPool, real, "the ties that are real", "", "", "Relations"},
    Route{kGet, "/api/v1/slipping", kRead, kPool, slipping, "real ties that are too silent", "", "",
          "Relations"},
    Route{kGet, "/api/v1/paths", kRead, kQuick, paths, "the warmest ways to somebody",
          "to company skill from", "", "Paths"},
    Route{kGet, "/api/v1/people/{id}/timeline", kRead, kPool, timeline,
          "what happened, the newest first", "limit cursor", "", "Items"},
    Route{kGet, "/api/v1/people/{id}/introductions", kRead, kPool, introductions,
          "whom they should meet", "", "", "Introductions"},
    Route{kGet, "/api/v1/people/{id}/matches", kRead, kPool, matches_of_person,
          "who could help them, and whom they could help", "", "", "Matches"},
    Route{kGet, "/api/v1/matches", kRead, kPool, matches, "who could help with a need", "need", "",
          "Matches"},
    Route{kGet, "/api/v1/count", kRead, kPool, count, "how many are real, slipping, owed thanks",
          "", "", "Count"},
    Route{kGet, "/api/v1/owed", kRead, kPool, owed, "whom the member owes thanks", "", "",
          "Relations"},
    Route{kGet, "/api/v1/tags", kRead, kPool, tags, "all tags", "", "", "Tags"},
    Route{kGet, "/api/v1/map", kRead, kPool, map, "the network, to be drawn", "most until", "",
          "Map"},
    Route{kGet, "/api/v1/channels", kRead, kLong, channels, "where real ties answer", "", "",
          "Channels"},
    Route{kGet, "/api/v1/mirror", kRead, kLong, mirror, "how generous, other-centred and helpful",
          "", "", "Mirror"},
    Route{kGet, "/api/v1/questions", kRead, kLong, questions, "who may stand twice in the book", "",
          "", "Questions"},
    Route{kGet, "/api/v1/me", kRead, kPool, me, "which handles are the member's", "", "", "Me"},

    Route{kGet, "/api/v1/exchanges", kRead, kPool, exchanges,
          "asks, introductions, referrals, promises: what waits for the member first",
          "kind with over limit cursor", "", "Exchanges"},
    Route{kPost, "/api/v1/exchanges", kWrite, kPool, open_exchange, "begin one", "", "NewExchange",
          "Written"},
    Route{kGet, "/api/v1/exchanges/{id}", kRead, kPool, one_exchange, "one of them", "", "",
          "Exchange"},
    Route{kPost, "/api/v1/exchanges/{id}/steps", kWrite, kPool, take_step, "take it a step further",
          "", "NewStep", "Written"},
    Route{kGet, "/api/v1/exchanges/{id}/letters", kRead, kPool, exchange_letters,
          "what could be written in it now", "", "", "ExchangeLetters"},
    Route{kPost, "/api/v1/exchanges/{id}/letters", kWrite, kPool, send_introduction_letter,
          "ask one of the two by mail, with a link for the answer", "", "NewIntroductionLetter",
          "Written"},
    Route{kPost, "/api/v1/exchanges/{id}/wall", kWrite, kPool, ask_for_wall,
          "ask by mail whether thanks may be said aloud, with a link for the answer", "",
          "NewQuestionForWall", "Written"},
    Route{kGet, "/api/v1/wall", kRead, kPool, wall,
          "the thanks that are said aloud, with the words that were agreed to", "limit cursor", "",
          "Wall"},
    Route{kPost, "/api/v1/gate", kWrite, kPool, ask_gate, "whether this may be asked of somebody",
          "", "Asking", "Verdict"},
    Route{kGet, "/api/v1/people/{id}/give-and-take", kRead, kPool, give_and_take,
          "what the member and somebody did for each other", "", "", "GiveAndTake"},
    Route{kGet, "/api/v1/circle", kRead, kPool, circle,
          "everybody with whom something was done for somebody", "side limit cursor", "", "Circle"},
    Route{kGet, "/api/v1/found-deeds", kRead, kPool, found_deeds,
          "introductions, referrals and shares that stand in letters", "", "", "FoundDeeds"},
    Route{kPost, "/api/v1/found-deeds/{id}", kWrite, kPool, answer_found_deed,
          "whether it was so, and how much it was", "", "FoundDeedAnswer", "Written"},
    Route{kGet, "/api/v1/gauge", kRead, kPool, gauge, "how the referral machine turns", "", "",
          "Gauge"},
    Route{kGet, "/api/v1/ideal-card", kRead, kPool, ideal_card,
          "who is a good referral for the member", "", "", "IdealCard"},
    Route{kPut, "/api/v1/ideal-card", kWrite, kPool, write_ideal_card, "say it anew", "",
          "NewIdealCard", "Written"},

    Route{kPost, "/api/v1/people", kWrite, kPool, add_somebody, "somebody new", "", "NewPerson",
          "Written"},
    Route{kPost, "/api/v1/met", kWrite, kPool, met, "somebody was met, and what was learnt", "",
          "NewMeeting", "Met"},
    Route{kPut, "/api/v1/today/{id}", kWrite, kPool, answer_card, "what the member says to a card",
          "", "CardAnswer", "Written"},
    Route{kPost, "/api/v1/questions/{id}", kWrite, kPool, answer_question,
          "whether two are one person", "", "QuestionAnswer", "Written"},
    Route{kPost, "/api/v1/tags", kWrite, kPool, change_tags, "tag many people at once", "",
          "NewTags", "Written"},
    Route{kPut, "/api/v1/people/{id}/keeping", kWrite, kPool, keep_in_touch,
          "how the member keeps in touch", "", "NewKeeping", "Written"},
    Route{kPost, "/api/v1/people/{id}/facts", kWrite, kPool, add_fact, "say something of somebody",
          "", "NewFact", "Written"},
    Route{kPut, "/api/v1/people/{id}/facts/{entry}", kWrite, kPool, answer_fact,
          "whether a need, a goal or an offer is still so", "", "FactAnswer", "Written"},
    Route{kPost, "/api/v1/people/{id}/deeds", kWrite, kPool, add_deed,
          "something was done for somebody", "", "NewDeed", "Written"},
    Route{kPost, "/api/v1/judgements", kWrite, kPool, judge, "who is one person, and who is not",
          "", "Judgement", "Written"},
    Route{kPost, "/api/v1/compose", kWrite, kPool, compose_draft,
          "a draft, or a blurb to be forwarded, out of its parts", "", "Parts", "Composed"},
    Route{kPost, "/api/v1/coach", kWrite, kPool, coach_draft,
          "what stands in the way of a draft; nothing of it is kept", "", "NewDraft", "Coached"},
    Route{kPost, "/api/v1/undo", kWrite, kPool, undo, "take something back", "", "Undo", "Written"},
    Route{kPut, "/api/v1/me", kWrite, kPool, name_me, "say which handles are yours", "", "NameMe",
          "Written"},
    Route{kGet, "/api/v1/people/{id}/forget", kRead, kLong, what_would_go,
          "what forgetting somebody would take away", "", "", "WouldGo"},
    Route{kDelete, "/api/v1/people/{id}", kConfirmed, kLong, forget_somebody,
          "forget somebody, without a byte left"},
    Route{kDelete, "/api/v1/items/{item}", kConfirmed, kLong, forget_one_item,
          "forget one item of a timeline"},

    Route{kGet, "/api/v1/imports", kRead, kPool, imports, "what is handed over and read", "", "",
          "Imports"},
    Route{kPost, "/api/v1/imports", kWrite, kPool, begin_import, "name the files to hand over", "",
          "NewImport", "Written"},
    Route{kGet, "/api/v1/imports/{id}", kRead, kPool, one_import, "one import", "", "", "Import"},
    Route{kPut, "/api/v1/imports/{id}/files/{file}", kWrite, kPool, put_piece,
          "hand over a piece of a file, at most 1 MiB", "at", "", "Received"},
    Route{kPost, "/api/v1/imports/{id}/start", kWrite, kPool, start_import, "read what is there"},
    Route{kPost, "/api/v1/imports/{id}/pause", kWrite, kPool, pause_import, "pause the reading"},
    Route{kPost, "/api/v1/imports/{id}/resume", kWrite, kPool, resume_import, "go on reading"},
    Route{kDelete, "/api/v1/imports/{id}", kWrite, kPool, remove_import,
          "forget the import, not what was read"},

    Route{kGet, "/api/v1/settings", kRead, kPool, settings, "the settings", "", "", "Settings"},
    Route{kPut, "/api/v1/settings", kWrite, kPool, change_settings, "change the settings", "",
          "NewSettings", "Settings"},
    Route{kGet, "/api/v1/filters", kRead, kPool, filters, "the saved searches", "", "", "Filters"},
    Route{kPut, "/api/v1/filters", kWrite, kPool, change_filters, "change the saved searches", "",
          "Filters", "Filters"},

    Route{kGet, "/api/v1/daily-letter", kSession, kPool, daily_letter,
          "whether the cards come by mail, when and where to", "", "", "DailyLetter"},
    Route{kPut, "/api/v1/daily-letter", kConfirmed, kPool, want_daily_letter,
          "have the cards by mail; an address that is new is asked first", "", "NewDailyLetter",
          "DailyLetter"},
    Route{kDelete, "/api/v1/daily-letter", kSession, kPool, end_daily_letter,
          "no cards by mail any more"},
    Route{kGet, "/mail/stop/{secret}", kSecret, kPool, stop_page,
          "a page with a button that stops the letters"},
    Route{kPost, "/mail/stop/{secret}", kSecret, kPool, stop_letters,
          "stop the letters, by the link in each (RFC 8058)"},
    Route{kGet, "/mail/introduction/{secret}", kSecret, kPool, introduction_page,
          "a page that asks somebody whether they would like to meet"},
    Route{kPost, "/mail/introduction/{secret}", kSecret, kPool, answer_introduction,
          "their answer: yes, no, or later"},
    Route{kGet, "/mail/thanks/{secret}", kSecret, kPool, wall_page,
          "a page that asks somebody whether they may be thanked aloud"},
    Route{kPost, "/mail/thanks/{secret}", kSecret, kPool, answer_for_wall,
          "their answer: yes, or no, also after a yes"},
    Route{kGet, "/mail/confirm/{secret}", kSecret, kPool, confirm_page,
          "a page with a button that says yes to letters"},
    Route{kPost, "/mail/confirm/{secret}", kSecret, kPool, confirm_address,
          "say yes to letters, by the link that was mailed"},
    Route{kGet, "/api/v1/feed", kSession, kPool, feed, "whether there is a calendar's address", "",
          "", "Feed"},
    Route{kPost, "/api/v1/feed", kConfirmed, kPool, new_feed,
          "a calendar's address, shown once; the one before ends", "", "", "FeedAddress"},
    Route{kDelete, "/api/v1/feed", kSession, kPool, end_feed, "end the calendar's address"},
    Route{kGet, "/calendar/{file}", kSecret, kPool, calendar,
          "promises, cards put off and birthdays as iCalendar"},

    Route{kPost, "/api/v1/export", kConfirmed, kLong, export_book,
          "the whole book as one zip in an open format", "", "", "Download"},
    Route{kPost, "/api/v1/cards", kConfirmed, kLong, export_cards, "the address book as vCards", "",
          "", "Download"},
    Route{kGet, "/download/{code}", kSession, kPool, download, "what was made to be taken away"},
    Route{kGet, "/api/v1/verify", kRead, kLong, verify, "check every entry, and the chain", "", "",
          "Verified"},
    Route{kGet, "/api/v1/digest", kRead, kLong, digest, "one hash of all that the book says", "",
          "", "DigestOfBook"},

    Route{kGet, "/api/v1/session", kSession, kPool, session, "who is signed in", "", "", "Session"},
    Route{kGet, "/api/v1/events", kSession, kPool, events, "what changes, as it does"},
    Route{kGet, "/api/v1/door", kNothing, kAtOnce, door, "whether anybody is at home", "", "",
          "Door"},
    Route{kPost, "/api/v1/welcome", kNothing, kPool, welcome, "come in by a link", "", "Welcome"},
    Route{kPost, "/api/v1/session", kNothing, kPool, sign_in, "sign in", "", "SignIn"},
    Route{kDelete, "/api/v1/session", kSession, kPool, sign_out, "sign out"},
    Route{kPost, "/api/v1/session/challenge", kNothing, kPool, sign_in_challenge,
          "what a passkey is to sign", "", "", "Challenge"},
    Route{kPost, "/api/v1/session/passkey", kNothing, kPool, sign_in_by_passkey,
          "sign in by passkey", "", "Assertion"},
    Route{kPost, "/api/v1/session/recover", kNothing, kPool, recover,
          "sign in by a recovery code, with a new password", "", "Recover"},
    Route{kPost, "/api/v1/session/confirm", kSession, kPool, confirm,
          "prove again who you are, for five minutes", "", "Confirm"},
    Route{kGet, "/api/v1/sessions", kSession, kPool, sessions, "where you are signed in", "", "",
          "Sessions"},
    Route{kDelete, "/api/v1/sessions/{id}", kSession, kPool, end_session, "end a session"},
    Route{kPut, "/api/v1/password", kConfirmed, kPool, set_password,
          "another password; all other sessions end", "", "NewPassword"},
    Route{kGet, "/api/v1/recovery-codes", kSession, kPool, recovery_codes, "how many are left", "",
          "", "CodesLeft"},
    Route{kPost, "/api/v1/recovery-codes", kConfirmed, kPool, new_recovery_codes,
          "ten new ones, shown once", "", "", "RecoveryCodes"},
    Route{kGet, "/api/v1/passkeys", kSession, kPool, passkeys, "your passkeys", "", "", "Passkeys"},
    Route{kPost, "/api/v1/passkeys/challenge", kConfirmed, kPool, passkey_challenge,
          "what a new passkey is to sign", "", "", "Challenge"},
    Route{kPost, "/api/v1/passkeys", kConfirmed, kPool, add_passkey, "add a passkey", "",
          "NewPasskey"},
    Route{kDelete, "/api/v1/passkeys/{id}", kConfirmed, kPool, remove_passkey, "remove a passkey"},
    Route{kGet, "/api/v1/tokens", kSession, kPool, tokens, "your programs' tokens", "", "",
          "Tokens"},
    Route{kPost, "/api/v1/tokens", kConfirmed, kPool, new_token, "a token, shown once", "",
          "NewToken", "Token"},
    Route{kDelete, "/api/v1/tokens/{id}", kSession, kPool, end_token, "end a token"},
    Route{kGet, "/api/v1/members", kOwner, kPool, all_members, "who has an account here", "", "",
          "Members"},
    Route{kPost, "/api/v1/members", kOwnerConfirmed, kPool, invite, "invite somebody", "",
          "NewMember", "Invited"},
    Route{kPatch, "/api/v1/members/{id}", kOwnerConfirmed, kPool, change_member,
          "suspend a member, or let them in again", "", "MemberState"},
    Route{kDelete, "/api/v1/members/{id}", kOwnerConfirmed, kPool, remove_member,
          "remove a member with their book"},

    Route{kGet, "/api/v1/letters", kOwner, kPool, letters,
          "the letters of this server that wait, and what became of the last", "", "", "Letters"},
    Route{kPost, "/api/v1/letters/now", kOwner, kPool, try_letter_now,
          "try one that waits now, not at its time", "", "QueuedLetter"},
    Route{kPost, "/api/v1/letters/back", kOwner, kPool, take_letter_back,
          "take back one that waits: it is not sent", "", "QueuedLetter"},

    Route{kGet, "/api/v1/health", kNothing, kFresh, health, "whether what is said can be kept", "",
          "", "Health"},
    Route{kGet, "/api/v1/ready", kNothing, kAtOnce, ready, "whether it has room for requests", "",
          "", "Ready"},
    Route{kGet, "/api/v1/metrics", kRead, kPool, metrics, "counts, as Prometheus reads them"},
    Route{kGet, "/api/v1/openapi.json", kNothing, kPool, print_openapi, "this description"},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace api
