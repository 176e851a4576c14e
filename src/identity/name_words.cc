// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/name_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace identity {
namespace {

// Letters that Unicode does not take apart, in UTF-8, and how a passport writes them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 43> kLetters = {{
    {"ł", "l"}, {"đ", "d"},  {"ø", "o"},  {"æ", "a"},  {"œ", "o"},  {"þ", "th"}, {"ð", "d"},
    {"ı", "i"}, {"ß", "ss"}, {"а", "a"},  {"б", "b"},  {"в", "v"},  {"г", "g"},  {"д", "d"},
    {"е", "e"}, {"ж", "zh"}, {"з", "z"},  {"и", "i"},  {"к", "k"},  {"л", "l"},  {"м", "m"},
    {"н", "n"}, {"о", "o"},  {"п", "p"},  {"р", "r"},  {"с", "s"},  {"т", "t"},  {"у", "u"},
    {"ф", "f"}, {"х", "kh"}, {"ц", "ts"}, {"ч", "ch"}, {"ш", "sh"}, {"щ", "sh"}, {"ъ", ""},
    {"ы", "y"}, {"ь", ""},   {"э", "e"},  {"ю", "iu"}, {"я", "ia"}, {"і", "i"},  {"є", "e"},
    {"ª", ""},
}};

constexpr std::size_t kMostName = 200;  // bytes looked at: what is longer is no name

constexpr std::array kTitles =
    std::to_array<std::string_view>({"dr", "prof", "mr", "mrs", "ms", "phd", "mba", "md", "cpa",
                                     "pmp", "nee", "dipl", "esq", "msc"});

std::string latin(std::string_view folded) {
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    if (static_cast<unsigned char>(folded[i]) < 0x80) {
      out += folded[i++];
      continue;
    }
    const std::string_view two = folded.substr(i, 2);
    const auto* at = std::find_if(kLetters.begin(), kLetters.end(),
                                  [&](const auto& letter) { return letter.first == two; });
    if (at != kLetters.end()) {
      out += at->second;
      i += 2;
    } else {
      out += folded[i++];
    }
  }
  return out;
}

// "Mueller", "Muller": after a, o, u an e says only that the vowel was an umlaut; "aa" was "å".
std::string respelled(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const char before = out.empty() ? ' ' : out.back();
    if (c == 'e' && (before == 'a' || before == 'o' || before == 'u')) continue;
    if (c == 'a' && before == 'a') continue;
    out += c;
  }
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Marks such as emoji begin with F0, E2 or EF in UTF-8; no letters of living scripts do, but for the
// rarest ideographs.
std::string without_signs(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c == 0xE2 || c == 0xEF || c >= 0xF0) {
      out += ' ';
    } else {
      out.append(text.substr(i, length));
    }
    i += length;
  }
  return out;
}

}  // namespace

NameWords name_words(std::string_view name, Hyphen hyphen) {
  NameWords out;
  const std::string text = without_signs(latin(base::fold(base::shorten(name, kMostName))));
  std::string word;
  std::size_t comma = std::string::npos, commas = 0;
  const auto close = [&] {
    if (word.empty()) return;
    if (word == "jr" || word == "junior" || word == "sr" || word == "senior") {
      out.generation = word[0] == 'j' ? Generation::kJunior : Generation::kSenior;
    } else if (std::find(kTitles.begin(), kTitles.end(), word) == kTitles.end()) {
      out.words.push_back(respelled(word));
    }
    word.clear();
  };
  for (const char c : text) {
    if (c == '\'' || c == '`') continue;  // "O'Brien"
    if (c == '-' && hyphen == Hyphen::kJoins) {
      if (word == "al" || word == "el") word.clear();  // "Al-Masri"
      continue;
    }
    if (is_letter(c)) {
      word += c;
      continue;
    }
    close();
    if (c != ',') continue;
    comma = out.words.size();
    ++commas;
  }
  close();
  if (out.words.size() > 2) {  // "Omar Al-Masri", but not "Al Green"
    const std::size_t before = out.words.size();
    std::erase_if(out.words, [](const std::string& w) { return w == "al" || w == "el"; });
    if (out.words.size() != before) comma = std::min(comma, out.words.size());
  }
  if (commas == 1 && comma > 0 && comma < out.words.size()) {
    std::rotate(out.words.begin(), out.words.begin() + static_cast<std::ptrdiff_t>(comma),
                out.words.end());
  }
  return out;
}

std::string sound_of(std::string_view word) {
  std::string plain(word), out;
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = plain.find(from, at)) != std::string::npos; at += to.size())
      plain.replace(at, from.size(), to);
  };
  for (const auto& [from, to] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"ph", "f"},
                                                                            {"ck", "k"},
                                                                            {"x", "ks"},
                                                                            {"c", "k"},
                                                                            {"q", "k"},
                                                                            {"w", "v"},
                                                                            {"z", "s"},
                                                                            {"yo", "o"},
                                                                            {"ye", "e"},
                                                                            {"j", "g"}})
    replace(from, to);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    const bool vowel = std::string_view("aeiouyh").find(c) != std::string_view::npos;
    if (vowel && i > 0) continue;
    const char heard = i == 0 && (c == 'y' || c == 'i' || c == 'e') ? 'i'
                       : i == 0 && (c == 'o' || c == 'u')           ? 'u'
                                                                    : c;
    if (out.empty() || out.back() != heard) out += heard;
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a.size() < 5 || a[0] != b[0]) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  const std::string_view x = a.substr(same), y = b.substr(same);
  if (x.size() < y.size()) return x == y.substr(1);
  // "chanjin" is not "chanbin": another letter is a slip in long words alone.
  if (x.substr(1) == y.substr(1)) return a.size() > 7;
  return x[0] == y[1] && x[1] == y[0] && x.substr(2) == y.substr(2);
}

std::string firm_key(std::string_view firm) {
  static constexpr std::array<std::string_view, 22> kLegal = {
      "gmbh", "inc", "ltd", "llc", "sa",  "ag",  "co", "corp", "plc", "bv",      "ab",
      "as",   "oy",  "kg",  "se",  "spa", "srl", "sl", "llp",  "pty", "limited", "nv"};
  const std::string folded = base::fold(firm);
  std::string out, word;
  const auto close = [&] {
    if (std::find(kLegal.begin(), kLegal.end(), word) == kLegal.end() || out.empty()) out += word;
    word.clear();
  };
  for (const char c : folded) {
    if (c == '.') continue;  // "S.A."
    if (is_letter(c) || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      close();
    }
  }
  close();
  return out;
}

std::string_view writer_of(std::string_view display_name) {
  for (const std::string_view mark : {" on behalf of ", " via ", " (via "}) {
    const std::size_t at = display_name.find(mark);
    if (at != std::string_view::npos) return base::trim(display_name.substr(0, at));
  }
  return display_name;
}

}  // namespace identity
