// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/command.h"

namespace cli {

base::Result<void> run_import(Session& session, const Words& words);
base::Result<void> run_me(Session& session, const Words& words);
base::Result<void> run_count(Session& session, const Words& words);
base::Result<void> run_channels(Session& session, const Words& words);
base::Result<void> run_mirror(Session& session, const Words& words);
base::Result<void> run_tag(Session& session, const Words& words);
base::Result<void> run_keep(Session& session, const Words& words);
base::Result<void> run_real(Session& session, const Words& words);
base::Result<void> run_slipping(Session& session, const Words& words);
base::Result<void> run_people(Session& session, const Words& words);
base::Result<void> run_person(Session& session, const Words& words);
base::Result<void> run_why(Session& session, const Words& words);
base::Result<void> run_path(Session& session, const Words& words);
base::Result<void> run_introductions(Session& session, const Words& words);
base::Result<void> run_match(Session& session, const Words& words);
base::Result<void> run_today(Session& session, const Words& words);
base::Result<void> run_done(Session& session, const Words& words);
base::Result<void> run_later(Session& session, const Words& words);
base::Result<void> run_not(Session& session, const Words& words);
base::Result<void> run_write(Session& session, const Words& words);
base::Result<void> run_coach(Session& session, const Words& words);
base::Result<void> run_compose(Session& session, const Words& words);
base::Result<void> run_met(Session& session, const Words& words);
base::Result<void> run_fact(Session& session, const Words& words);
base::Result<void> run_still(Session& session, const Words& words);
base::Result<void> run_note(Session& session, const Words& words);
base::Result<void> run_ask(Session& session, const Words& words);
base::Result<void> run_introduce(Session& session, const Words& words);
base::Result<void> run_introduced(Session& session, const Words& words);
base::Result<void> run_refer(Session& session, const Words& words);
base::Result<void> run_promise(Session& session, const Words& words);
base::Result<void> run_exchanges(Session& session, const Words& words);
base::Result<void> run_step(Session& session, const Words& words);
base::Result<void> run_thank(Session& session, const Words& words);
base::Result<void> run_wall(Session& session, const Words& words);
base::Result<void> run_circle(Session& session, const Words& words);
base::Result<void> run_week(Session& session, const Words& words);
base::Result<void> run_deeds(Session& session, const Words& words);
base::Result<void> run_gauge(Session& session, const Words& words);
base::Result<void> run_ideal(Session& session, const Words& words);
base::Result<void> run_questions(Session& session, const Words& words);
base::Result<void> run_merge(Session& session, const Words& words);
base::Result<void> run_split(Session& session, const Words& words);
base::Result<void> run_apart(Session& session, const Words& words);
base::Result<void> run_undo(Session& session, const Words& words);
base::Result<void> run_cards(Session& session, const Words& words);
base::Result<void> run_forget(Session& session, const Words& words);
base::Result<void> run_export(Session& session, const Words& words);
base::Result<void> run_verify(Session& session, const Words& words);
base::Result<void> run_rebuild(Session& session, const Words& words);
base::Result<void> run_digest(Session& session, const Words& words);
base::Result<void> run_serve(Session& session, const Words& words);
base::Result<void> run_letters(Session& session, const Words& words);
base::Result<void> run_welcome(Session& session, const Words& words);

namespace {

const std::vector<Command> kCommands = {
    {"import",
     "FILE…",
     "read mail, archives, cards, calendars, tables, or a book's export; nothing leaves the "
     "machine",
     {{"--region", "CC", "whose telephone numbers those without a country are (by your locale)"}},
     Book::kNone,
     run_import},
    {"me",
     "ADDRESS…",
     "say which addresses are yours; without any, see whom Rapport takes you for",
     {},
     Book::kShared,
     run_me},
    {"count", "", "how many connections, how many of them are real", {}, Book::kShared, run_count},
    {"real",
     "",
     "the people with whom the tie is real, the strongest first",
     {{"--all", nullptr, "all of them, not the first 20"}},
     Book::kShared,
     run_real},
    {"slipping",
     "",
     "real ties that are silent for longer than is usual between you",
     {},
     Book::kShared,
     run_slipping},
    {"people",
     "NAME…",
     "everybody in the book, or those whose name or address has these words in it",
     {{"--band", "BAND", "only strong, steady, loose or faint ties"},
      {"--since", "DATE", "only those you were in touch with since"},
      {"--tag", "TAG", "only those who bear this tag"},
      {"--company", "NAME", "only those who work there"},
      {"--limit", "N", "how many (50)"}},
     Book::kShared,
     run_people},
    {"person",
     "NAME…",
     "one person: the tie, and what happened between you",
     {{"--all", nullptr, "the whole timeline, not the last 15"}},
     Book::kShared,
     run_person},
    {"why",
     "NAME…",
     "what the tie is made of, item by item",
     {{"--items", "N", "how many items (8)"}},
     Book::kShared,
     run_why},
    {"path",
     "NAME…",
     "the warmest ways to somebody, over people who would really help",
     {{"--from", "NAME", "start from somebody else than you"},
      {"--company", "NAME", "to anybody who works there"},
      {"--skill", "WORDS", "to anybody who can do this"}},
     Book::kShared,
     run_path},
    {"introductions",
     "NAME…",
     "whom this person should meet, and who could bring them together",
     {},
     Book::kShared,
     run_introductions},
    {"match",
     "NEED… | NAME…",
     "who could help with a need, in these or other words; or with what somebody needs",
     {},
     Book::kShared,
     run_match},
    {"channels", "", "where your real ties answer you", {}, Book::kShared, run_channels},
    {"mirror",
     "",
     "how generous, other-centred and helpful you were",
     {},
     Book::kShared,
     run_mirror},
    {"today",
     "",
     "at most five things worth doing now",
     {{"--mail", nullptr, "as the daily letter says them"}},
     Book::kShared,
     run_today},
    {"done", "N", "card N is done", {}, Book::kShared, run_done},
    {"later", "N TIME", "card N comes back in 3d, 2w or 1m", {}, Book::kShared, run_later},
    {"not", "N", "not card N: leave it alone", {}, Book::kShared, run_not},
    {"write", "N", "a first draft for card N", {}, Book::kShared, run_write},
    {"coach",
     "FILE",
     "what stands in the way of a draft, and what to write instead; - reads what comes by pipe",
     {{"--as", "KIND",
       "ask_introduction, ask_opportunity (unless said), ask_watch, reach_out, thanks, offer or "
       "blurb"},
      {"--first", nullptr, "it is the first message to them"},
      {"--band", "BAND", "how strong the tie is: none, faint, loose (unless said), steady, strong"},
      {"--subject", "TEXT", "its subject"}},
     Book::kNone,
     run_coach},
    {"compose",
     "NAME… | ID",
     "a draft to somebody out of its parts, or what could be written in an exchange now; with what "
     "the "
     "coach says of it",
     {{"--as", "KIND",
       "ask_introduction, ask_opportunity (unless said), reach_out, thanks, offer or blurb"},
      {"--need", "WORDS", "what you look for; of thanks: what for"},
      {"--to", "NAME", "of an introduction: whom you would like to meet"},
      {"--why", "WORDS", "why them"},
      {"--offer", "WORDS", "what you would gladly do in return"},
      {"--ask", "WORDS", "the question"},
      {"--no", "TEXT", "how they can say no; unless said, a plain sentence"},
      {"--does", "WORDS", "of what is passed on: what you do (from your own facts)"},
      {"--for-them", "WORDS", "… and what it is worth to whoever reads it in the end"},
      {"--parts", "FILE", "lines such as “need: a roofer in Leeds”; - reads what comes by pipe"}},
     Book::kShared,
     run_compose},
    {"met",
     "NAME… does: … needs: … promised: …",
     "log that you met or called somebody, and what you learned",
     {{"--on", "DATE", "when (today)"},
      {"--call", nullptr, "it was a call"},
      {"--note", "TEXT", "what is worth remembering"},
      {"--new", nullptr, "somebody who is not in the book yet"}},
     Book::kShared,
     run_met},
    {"fact",
     "NAME… needs: …",
     "what you know of somebody; fields: does works needs goal offers promised they-promised did "
     "i-did birthday note tag",
     {},
     Book::kShared,
     run_fact},
    {"tag",
     "NAME…: TAG, TAG",
     "file somebody under a word; without a tag, show them; without a name, show all",
     {{"--off", nullptr, "take the tags off"}},
     Book::kShared,
     run_tag},
    {"keep",
     "NAME… yes|light|no",
     "whether cards remind you to reach out to somebody",
     {},
     Book::kShared,
     run_keep},
    {"still",
     "NAME…: WORDS",
     "what somebody needs, aims at or offers is still so, as you heard today; without words, show "
     "what is old",
     {{"--no", nullptr, "it is so no longer"}},
     Book::kShared,
     run_still},
    {"note", "NAME…: TEXT", "a note about somebody", {}, Book::kShared, run_note},
    {"ask",
     "introduction NAME, opportunity WHAT, watch WHAT",
     "ask somebody to introduce you or to get you something, or keep an eye open for somebody",
     {{"--by", "NAME", "whom you ask"},
      {"--for", "NAME", "a watch: for whom you keep your eye open"},
      {"--about", "WORDS", "what it is about"},
      {"--say", "TEXT", "the message"},
      {"--until", "DATE", "when it ends by itself"}},
     Book::kShared,
     run_ask},
    {"introduce",
     "NAME and NAME",
     "bring two people together, once both have said yes",
     {{"--about", "WORDS", "what it is about"}, {"--say", "TEXT", "what you would write to both"}},
     Book::kShared,
     run_introduce},
    {"introduced",
     "NAME…",
     "note to whom somebody introduced you, so that it goes on, and is thanked",
     {{"--by", "NAME", "who brought you together"}, {"--about", "WORDS", "what it is about"}},
     Book::kShared,
     run_introduced},
    {"refer",
     "WHOM",
     "pass somebody or a piece of business on, or note that you were given one",
     {{"--to", "NAME", "to whom you pass it on"},
      {"--from", "NAME", "who passed it on to you"},
      {"--about", "WORDS", "what it is about"},
      {"--effort", "1…5", "1: a name; 5: you brought them together"},
      {"--agreed", nullptr, "who is referred knows and agreed"},
      {"--say", "TEXT", "what was said"}},
     Book::kShared,
     run_refer},
    {"promise",
     "NAME…: WHAT by DATE",
     "note what you promised somebody",
     {{"--theirs", nullptr, "they promised it to you"}},
     Book::kShared,
     run_promise},
    {"exchanges",
     "NAME…",
     "asks, introductions, referrals and promises under way; with somebody, or all",
     {{"--kind", "KIND", "only ask, introduction, referral or promise"},
      {"--all", nullptr, "those that are over, too"}},
     Book::kShared,
     run_exchanges},
    {"step",
     "ID STEP",
     "take an exchange further: asked, yes, no, later, made, met, won, lost, poor fit, …",
     {{"--who", "PART", "of an introduction: first or second"},
      {"--until", "DATE", "of later: when to ask again"},
      {"--say", "TEXT", "what was said"},
      {"--value", "TEXT", "of won: what it was worth, for you alone"},
      {"--anyway", "WHY", "ask though the gate says no"}},
     Book::kShared,
     run_step},
    {"thank",
     "NAME…",
     "note that you thanked somebody for what an exchange brought",
     {{"--say", "TEXT", "what you said"},
      {"--how", "HOW", "in private, by card, or aloud, where they agreed to it"}},
     Book::kShared,
     run_thank},
    {"wall", "", "the thanks that are said aloud, in words they agreed to", {}, true, run_wall},
    {"circle",
     "",
     "who did what for whom, and whose turn it is",
     {{"--all", nullptr, "all of them, not the first 20"}},
     Book::kShared,
     run_circle},
    {"deeds",
     "yes N… or no N…",
     "introductions, referrals and shares that your letters speak of, to be confirmed",
     {},
     Book::kShared,
     run_deeds},
    {"gauge",
     "",
     "whether your referral machine turns, against your own past",
     {},
     Book::kShared,
     run_gauge},
    {"week",
     "",
     "ten minutes: who grows silent, what is due and open, whether it turns",
     {},
     Book::kShared,
     run_week},
    {"ideal",
     "WHO…",
     "who is a good referral for you, in versions",
     {{"--phrase", "TEXT", "what gives them away"},
      {"--not", "TEXT", "who is not"},
      {"--example", "TEXT", "one that went well"}},
     Book::kShared,
     run_ideal},
    {"questions",
     "yes N… or no N…",
     "who may stand twice in the book: at most 20, those nearest to you first",
     {},
     Book::kShared,
     run_questions},
    {"merge", "NAME and NAME", "two who are one person", {}, Book::kShared, run_merge},
    {"split", "HANDLE…", "these addresses are somebody else's", {}, Book::kShared, run_split},
    {"apart",
     "NAME and NAME",
     "two who are not one person, and stay apart",
     {},
     Book::kShared,
     run_apart},
    {"undo",
     "#N",
     "take back the last fact, note, merge, split or answer",
     {},
     Book::kShared,
     run_undo},
    {"cards",
     "FILE",
     "the address book as vCards; what came as a card goes out as it was",
     {},
     Book::kAlone,
     run_cards},
    {"forget",
     "NAME… or #N",
     "a person, or one item, leaves the book without a byte",
     {{"--yes", nullptr, "do it; without, only say what would go"}},
     Book::kAlone,
     run_forget},
    {"export", "FILE", "the whole book as one zip in an open format", {}, Book::kAlone, run_export},
    {"verify", "", "check every entry and the chain that binds them", {}, Book::kAlone, run_verify},
    {"rebuild", "", "make everything anew from the ledger", {}, Book::kNone, run_rebuild},
    {"digest",
     "",
     "one hash of all that the book says, whatever the order it came in",
     {},
     Book::kAlone,
     run_digest},
    {"serve",
     "",
     "the web app and its API, until Ctrl-C",
     {{"--listen", "ADDRESS", "where (127.0.0.1:7777)"},
      {"--base-url", "URL", "how browsers name it, such as https://rapport.example"},
      {"--tls-chain", "FILE", "the certificate and its chain, where no proxy speaks TLS"},
      {"--tls-key", "FILE", "… and its key"},
      {"--proxy", "ADDRESS", "the proxy before it, whose X-Forwarded-For is believed"},
      {"--smtp", "URL", "the server that takes its mail, such as smtp://mail.example.org:587"},
      {"--smtp-user", "NAME", "who it is there"},
      {"--smtp-password-file", "FILE", "… and the file whose first line is the password"},
      {"--mail-from", "ADDRESS", "who its mail is from, such as rapport@example.org"}},
     Book::kAlone,
     run_serve},
    {"letters",
     "",
     "the last letters of the server, and what became of them",
     {},
     Book::kNone,
     run_letters},
    {"welcome",
     "",
     "a link by which the server's owner chooses another password",
     {},
     Book::kAlone,
     run_welcome},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace cli
