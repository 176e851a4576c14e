// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/reading.h"

#include <algorithm>

#include "composer/turns.h"

namespace composer {
namespace {

constexpr std::size_t kLongestGreeting = 7, kLongestClosing = 12;  // words

const Phrases kGreetings{"hi|hello|hey|dear|hallo|liebe|lieber|bonjour|hola|ciao|beste",
                         "good morning|afternoon|evening|day",
                         "to whom it may concern",
                         "greetings",
                         "morning",
                         "guten tag",
                         "buongiorno",
                         "sehr geehrte|geehrter"};
const Phrases kClosings{"all the best",
                        "best|kind|warm|warmest|kindest|many|with regards|wishes|thanks",
                        "best",
                        "regards",
                        "cheers",
                        "sincerely",
                        "yours truly|sincerely|faithfully|ever",
                        "yours",
                        "thanks in|again|so|a|and|once",
                        "many|with|warm|kind|thank thanks|you|regards|gratitude|wishes|best",
                        "thanks",
                        "warmly",
                        "cordially",
                        "take care",
                        "love",
                        "talk|see|speak soon|you",
                        "viele|liebe|beste|herzliche|mit grusse|gruesse|freundlichen",
                        "cordialement|bien",
                        "saludos|un",
                        "cordiali|un saluti|caro",
                        "met vriendelijke",
                        "groeten|groetjes",
                        "until then|soon|thursday|friday"};
const Phrases kFirst{"i|me|my|mine|myself|i'm|i've|i'd|i'll|we|us|our|ours|we're|we've|we'd|we'll"};
const Phrases kSecond{"you|your|yours|yourself|you're|you've|you'd|you'll|u|ur"};

// The point of "Mr." ends nothing.
char end_mark(const Word& word) {
  if (word.ends_sentence) return '.';
  return word.after == '.' ? ' ' : word.after;
}

// "Hi Anna," and what else is said before anything is said; empty: it begins at once.
Span greeting_of(std::span<const Word> words) {
  if (words.empty() || !kGreetings.find_at(words, {0, words.size()}, 0)) return {};
  for (std::size_t i = 0; i < std::min(words.size(), kLongestGreeting); ++i) {
    const char mark = end_mark(words[i]);
    if (mark == ' ' || mark == ';') continue;
    // "Hello, Anna."
    const bool name = i == 0 && words[i].after == ',' && words.size() > 1 && words[1].capital &&
                      words[1].folded != "i" && end_mark(words[1]) != ' ';
    return {0, name ? 2U : i + 1};
  }
  // "Hi Anna I saw …"
  return {0, words.size() > 1 && words[1].capital ? 2U : 1U};
}

bool is_closing_at(std::span<const Word> words, std::size_t at) {
  if (!words[at].starts_line) return false;
  const std::size_t left = words.size() - at;
  if (left > kLongestClosing) return false;
  const auto phrase = kClosings.find_at(words, {at, words.size()}, at);
  if (!phrase)
    return left <= 3 && words[at].capital && !words.back().asks &&
           std::all_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(),
                       [](const Word& w) { return w.capital; });
  for (std::size_t i = phrase->last - 1; i < std::min(words.size(), phrase->last + 3); ++i) {
    if (words[i].after != ' ' && words[i].after != ';') return true;
    if (i + 1 < words.size() && words[i + 1].starts_line) return true;
  }
  return phrase->last == words.size();
}

// "Best regards, Tom": from where on; the end of all words where there is none.
std::size_t closing_of(std::span<const Word> words, std::size_t body) {
  std::size_t found = words.size();
  for (std::size_t at = words.size(); at > body && words.size() - at < kLongestClosing;) {
    --at;
    // What is all there is, is a closing only where it can't be anything else: "Best, Tom".
    const bool sure = at > body || (words.size() - at <= 3 && words[at].after == ',');
    if (sure && is_closing_at(words, at)) found = at;
  }
  return found;
}

void judge(const std::vector<Word>& words, Sentence& s) {
  s.requests = requests(words, s.words);
  s.invites = invites(words, s.words);
  s.pleasantry = is_pleasantry(words, s.words);
  s.offers = offers(words, s.words);
  s.generous = is_generous(words, s.words);
  s.easy_no = lets_go(words, s.words);
  s.reason = gives_reason(words, s.words);
  s.pitches = pitches(words, s.words);
}

void find_sentences(Reading& reading) {
  std::size_t paragraph = 0;
  Sentence sentence;
  sentence.words.first = reading.body.first;
  for (std::size_t i = reading.body.first; i < reading.body.last; ++i) {
    const Word& word = reading.words[i];
    const bool last = i + 1 == reading.body.last;
    if (word.ends_sentence || word.ends_paragraph || last) {
      sentence.words.last = i + 1;
      sentence.paragraph = paragraph;
      sentence.question = word.asks && word.kind != Word::Kind::kLink;
      if (reading.language == Language::kEnglish) judge(reading.words, sentence);
      reading.sentences.push_back(sentence);
      sentence = {};
      sentence.words.first = i + 1;
    }
    if (word.ends_paragraph) ++paragraph;
  }
}

}  // namespace

Range Reading::range(Span span) const {
  if (span.empty()) return {};
  return {words[span.first].at.begin, words[span.last - 1].end_with_marks};
}

std::optional<Reading::Found> Reading::find(const Phrases& phrases) const {
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (const auto span = phrases.find(words, sentences[i].words)) return Found{*span, i};
  }
  return std::nullopt;
}

std::vector<std::size_t> Reading::asks() const {
  static const Phrases kThem{
      "you|your|yours|you've|you're|anyone|anybody|someone|somebody|we|us|me|i"};
  static const Phrases kPlease{"please|kindly"},
      kMine{"me|us|my|our|we|could|can|would|will|might"};
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& s = sentences[i];
    if (is_ask(draft.kind)) {
      const bool asked = s.question && !s.pleasantry && !s.offers && has(s, kThem);
      const bool requested = s.requests && !(s.easy_no && !s.question);
      if (asked || requested) found.push_back(i);
    } else if (s.requests && !s.invites) {
      // "Please drive carefully" and "Would you like my ladder?" want nothing.
      const bool kind_word = s.offers || (has(s, kPlease) && !has(s, kMine));
      if (!kind_word || names_favour(words, s.words)) found.push_back(i);
    }
  }
  // "May I give the evening on pears?" gives and asks.
  for (std::size_t i = 0; i < sentences.size() && found.empty() && is_ask(draft.kind); ++i) {
    if (sentences[i].question && sentences[i].offers) found.push_back(i);
  }
  return found;
}

std::optional<std::size_t> Reading::offer() const {
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].offers) return i;
  }
  return std::nullopt;
}

Reading read(const Draft& draft) {
  Reading reading{draft, draft.text};
  std::size_t most = std::min(draft.text.size(), kMostBytes);
  while (most < draft.text.size() && most > 0 &&
         (static_cast<unsigned char>(draft.text[most]) & 0xC0) == 0x80)
    --most;
  reading.text = reading.text.substr(0, most);
  Words words = words_of(reading.text);
  reading.words = std::move(words.words);
  reading.placeholders = std::move(words.placeholders);
  reading.language = draft.language.value_or(language_of(reading.words));
  reading.greeting = greeting_of(reading.words);
  const std::size_t closing = closing_of(reading.words, reading.greeting.last);
  reading.closing = {closing, reading.words.size()};
  reading.body = {reading.greeting.last, closing};
  find_sentences(reading);
  for (std::size_t i = reading.body.first; i < reading.body.last; ++i) {
    reading.first_person += kFirst.find_at(reading.words, reading.body, i).has_value();
    reading.second_person += kSecond.find_at(reading.words, reading.body, i).has_value();
  }
  return reading;
}

}  // namespace composer
