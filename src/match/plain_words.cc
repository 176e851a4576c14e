// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/plain_words.h"

#include <algorithm>
#include <array>

namespace match {
namespace {

// Sorted, as the searches below want them.
constexpr std::array<std::string_view, 362> kSayNothing = {
    "a",          "able",       "about",     "across",     "actually",  "after",     "afternoon",
    "afternoons", "again",      "against",   "ago",        "all",       "along",     "already",
    "also",       "always",     "am",        "an",         "and",       "another",   "any",
    "anybody",    "anyone",     "anything",  "anywhere",   "april",     "are",       "around",
    "as",         "at",         "august",    "away",       "back",      "be",        "because",
    "been",       "before",     "being",     "best",       "better",    "between",   "big",
    "bit",        "both",       "business",  "businesses", "but",       "by",        "can",
    "cannot",     "co",         "come",      "comes",      "coming",    "companies", "company",
    "could",      "couldn",     "day",       "days",       "dear",      "december",  "did",
    "didn",       "do",         "does",      "doesn",      "doing",     "don",       "down",
    "dozen",      "dozens",     "during",    "each",       "eight",     "eighty",    "eleven",
    "else",       "enough",     "entire",    "etc",        "ever",      "every",     "everybody",
    "everyone",   "everywhere", "february",  "few",        "fifteen",   "fifty",     "find",
    "finding",    "finds",      "firm",      "firms",      "first",     "five",      "for",
    "forty",      "four",       "fourteen",  "friday",     "fridays",   "from",      "get",
    "gets",       "getting",    "give",      "given",      "gives",     "gmbh",      "go",
    "goes",       "going",      "gone",      "good",       "got",       "had",       "has",
    "have",       "having",     "he",        "help",       "helping",   "helps",     "her",
    "here",       "hers",       "him",       "his",        "how",       "hundred",   "hundreds",
    "i",          "id",         "if",        "im",         "in",        "inc",       "into",
    "is",         "isn",        "it",        "its",        "january",   "july",      "june",
    "just",       "keep",       "keeps",     "kind",       "know",      "knowing",   "known",
    "knows",      "last",       "later",     "let",        "lets",      "like",      "likes",
    "little",     "ll",         "look",      "looking",    "looks",     "lot",       "ltd",
    "made",       "make",       "makes",     "making",     "many",      "may",       "maybe",
    "me",         "might",      "mine",      "monday",     "mondays",   "month",     "months",
    "more",       "morning",    "mornings",  "most",       "much",      "must",      "my",
    "near",       "need",       "needed",    "needs",      "never",     "new",       "next",
    "nine",       "ninety",     "no",        "nobody",     "none",      "nor",       "not",
    "november",   "now",        "october",   "of",         "off",       "old",       "on",
    "once",       "one",        "only",      "onto",       "or",        "other",     "others",
    "our",        "ours",       "out",       "over",       "own",       "people",    "per",
    "perhaps",    "person",     "please",    "put",        "puts",      "rather",    "re",
    "really",     "right",      "said",      "same",       "saturday",  "saturdays", "say",
    "says",       "search",     "searching", "second",     "see",       "seek",      "seeking",
    "sees",       "september",  "seven",     "seventy",    "several",   "shall",     "she",
    "should",     "since",      "six",       "sixty",      "small",     "so",        "some",
    "somebody",   "somehow",    "someone",   "something",  "somewhere", "soon",      "sort",
    "still",      "such",       "sunday",    "sundays",    "take",      "taken",     "takes",
    "taking",     "tell",       "tells",     "ten",        "than",      "thanks",    "that",
    "the",        "their",      "theirs",    "them",       "then",      "there",     "these",
    "they",       "thing",      "things",    "thirteen",   "thirty",    "this",      "those",
    "thousand",   "thousands",  "three",     "through",    "thursday",  "thursdays", "time",
    "times",      "to",         "today",     "told",       "tomorrow",  "tonight",   "too",
    "tuesday",    "tuesdays",   "twelve",    "twenty",     "two",       "under",     "until",
    "up",         "us",         "use",       "used",       "using",     "ve",        "very",
    "via",        "want",       "wanted",    "wants",      "was",       "wasn",      "way",
    "ways",       "we",         "wednesday", "wednesdays", "week",      "weeks",     "well",
    "were",       "what",       "whatever",  "when",       "where",     "whether",   "which",
    "while",      "who",        "whoever",   "whom",       "whose",     "why",       "will",
    "with",       "within",     "without",   "won",        "would",     "year",      "years",
    "yesterday",  "yet",        "you",       "your",       "yours",
};

constexpr std::array<std::string_view, 37> kRanks = {
    "adviser",    "advisor",    "assistant",    "associate",   "ceo",        "chairman",
    "chief",      "cofounder",  "consultant",   "contractor",  "department", "deputy",
    "director",   "employed",   "entrepreneur", "executive",   "expert",     "founder",
    "freelance",  "freelancer", "head",         "independent", "junior",     "lead",
    "manager",    "managing",   "officer",      "operator",    "owner",      "partner",
    "president",  "principal",  "professional", "proprietor",  "self",       "senior",
    "specialist",
};

// Said of anything that is sold. "*" stands for any one word, "#" for a number.
constexpr std::array<std::string_view, 92> kTrimmings = {
    "* years of experience",
    "across the country",
    "across three valleys",
    "all ages",
    "all year",
    "all year round",
    "also at weekends",
    "also in english",
    "also in the evening",
    "and more",
    "any size",
    "around the clock",
    "at cost",
    "at short notice",
    "at weekends",
    "award winning",
    "by appointment",
    "by arrangement",
    "by the hour",
    "certified and insured",
    "day and night",
    "europe wide",
    "fair prices",
    "family business",
    "family firm",
    "family run",
    "first hour free",
    "first meeting free",
    "fixed prices",
    "for # years",
    "for business clients",
    "for charities",
    "for charities at cost",
    "for clubs and schools",
    "for everybody",
    "for families",
    "for individuals",
    "for larger companies",
    "for private and business",
    "for private clients",
    "for public bodies",
    "for small and medium",
    "for small and medium\\w*",
    "for small companies",
    "for small firms",
    "for start ups",
    "for startups",
    "fourth generation",
    "free advice",
    "free consultation",
    "free first visit",
    "free of charge",
    "free quote",
    "from one piece",
    "full time",
    "fully insured",
    "home visits",
    "in german and english",
    "in the city",
    "in the evenings",
    "in the region",
    "in the whole county",
    "in the whole region",
    "many years of experience",
    "mostly by word of mouth",
    "nationwide",
    "near the station",
    "no job too small",
    "now with an apprentice",
    "of all kinds",
    "on call",
    "on short notice",
    "on site",
    "on weekends",
    "online or on site",
    "online too",
    "part time",
    "reliable and discreet",
    "round the clock",
    "second generation",
    "several locations",
    "since #",
    "small jobs welcome",
    "team of *",
    "third generation",
    "three locations",
    "throughout the country",
    "two locations",
    "with a team of *",
    "with an apprentice",
    "word of mouth",
    "worldwide",
};

bool is_space_or_end(std::string_view phrase, std::size_t at) {
  return at == phrase.size() || phrase[at] == ' ';
}

// How many words of `words` from `at` the phrase covers; 0: it does not stand there.
std::size_t covers(std::string_view phrase, const std::vector<std::string>& words, std::size_t at) {
  std::size_t taken = 0;
  for (std::size_t i = 0; i < phrase.size();) {
    std::size_t end = i;
    while (!is_space_or_end(phrase, end)) ++end;
    const std::string_view wanted = phrase.substr(i, end - i);
    if (at + taken >= words.size()) return 0;
    const std::string& word = words[at + taken];
    if (wanted != "*" && wanted != word) return 0;
    ++taken;
    i = end + 1;
  }
  return taken;
}

}  // namespace

bool says_nothing(std::string_view word) {
  return std::binary_search(kSayNothing.begin(), kSayNothing.end(), word);
}

bool is_rank(std::string_view word) {
  return std::binary_search(kRanks.begin(), kRanks.end(), word);
}

std::size_t trimming_at(const std::vector<std::string>& words, std::size_t at) {
  std::size_t longest = 0;
  for (const std::string_view phrase : kTrimmings)
    longest = std::max(longest, covers(phrase, words, at));
  return longest;
}

}  // namespace match
