// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/name_book.h"

#include <algorithm>
#include <set>

namespace identity {
namespace {

// A form that is short or abbreviated is as good as the whole; one that only sounds alike is a
// reason to ask.
constexpr double kBegins = 0.8, kInitial = 0.75, kSlip = 0.65, kSound = 0.55;
constexpr double kPart = 0.9;  // a name with fewer words
constexpr double kSecondFamily = 0.6;
constexpr double kOtherPart = 0.2;  // of three words, two

// The least of a word's rotations: "adabrenner" and "brennerada" are one.
std::string turned(const std::string& whole) {
  std::string best = whole;
  const std::string twice = whole + whole;
  for (std::size_t i = 1; i < whole.size(); ++i) {
    if (const std::string_view turn(twice.data() + i, whole.size()); turn < best) best.assign(turn);
  }
  return best;
}

bool is_one_letter(const std::string& word) { return word.size() == 1; }

}  // namespace

Word NameBook::intern(const std::string& text) {
  const auto at = by_text_.find(text);
  if (at != by_text_.end()) return at->second;
  if (short_forms_.empty()) {
    for (const std::vector<std::string>& line : short_forms()) {
      std::string& initials = initials_.emplace_back();
      for (const std::string& word : line) {
        short_forms_[word].push_back(forms_);
        initials += word.front();
      }
      ++forms_;
    }
  }
  const auto w = static_cast<Word>(terms_.size());
  by_text_.emplace(text, w);
  initials_.push_back(text.substr(0, 1));
  Term term{text, sound_of(text), {forms_++}, false};
  if (const auto known = short_forms_.find(text); known != short_forms_.end())
    term.forms.insert(term.forms.begin(), known->second.begin(), known->second.end());
  terms_.push_back(std::move(term));
  return w;
}

Name NameBook::read(std::string_view text, bool hint) {
  const NameWords read = name_words(text, hint ? Hyphen::kParts : Hyphen::kJoins);
  Name name;
  name.generation = read.generation;
  name.hint = hint;
  std::size_t whole = 0;
  for (const std::string& word : read.words) {
    name.words.push_back(intern(word));
    if (!is_one_letter(word)) ++whole;
    if (!hint && read.words.size() > 1) terms_[name.words.back()].is_part = true;
  }
  name.solid = !hint && whole > 1;
  if (name.solid) {
    for (const Word w : name.words) ++terms_[w].seen;
    ++terms_[name.words.back()].last;
  }
  return name;
}

void NameBook::relate(Word a, Word b) {
  initials_.push_back({text(a).front(), text(b).front()});
  for (const Word w : {a, b}) terms_[w].forms.push_back(forms_);
  ++forms_;
}

bool NameBook::related(Word a, Word b) const {
  if (a == b) return true;
  const auto &x = terms_[a].forms, &y = terms_[b].forms;
  return std::any_of(x.begin(), x.end(),
                     [&](std::uint32_t f) { return std::find(y.begin(), y.end(), f) != y.end(); });
}

std::string NameBook::joined(const Name& name) const {
  std::string all;
  for (const Word w : name.words) all += text(w);
  return all;
}

double NameBook::word_fit(Word a, Word b) const {
  if (related(a, b)) return 1;
  const Term &x = terms_[a], &y = terms_[b];
  const std::string_view s = x.text.size() < y.text.size() ? x.text : y.text,
                         l = x.text.size() < y.text.size() ? y.text : x.text;
  if (s.size() == 1) return begins_with(x.text.size() == 1 ? b : a, s.front()) ? kInitial : 0;
  if (s.size() > 2 && x.sound.size() > 1 && x.sound == y.sound &&
      edit_distance(s, l) <= l.size() / 3)
    return kSound;
  if (is_slip(s, l)) return kSlip;
  // "Basti" lies within "Sebastian".
  if (s.size() > 4 && l.find(s) != std::string_view::npos) return kBegins;
  if (s.size() < 3 || (!l.starts_with(s) && !l.ends_with(s))) return 0;
  return s.size() > 3 ? kBegins : kSound;
}

bool NameBook::begins_with(Word w, char letter) const {
  return std::any_of(terms_[w].forms.begin(), terms_[w].forms.end(), [&](std::uint32_t f) {
    return initials_[f].find(letter) != std::string::npos;
  });
}

// "adabrenner", "abrenner" beside "Ada Brenner".
Meeting NameBook::meet_joined(const Name& one, const Name& full) const {
  const std::string& whole = text(one.words[0]);
  Meeting best;
  for (const Word v : full.words) {
    for (const Word w : full.words) {
      const std::string &s = text(v), &t = text(w);
      if (v == w || t.size() < 3 || !whole.ends_with(t)) continue;
      double fit = 0;
      if (whole.size() == s.size() + t.size() && whole.starts_with(s))
        fit = kPart;
      else if (whole.size() == t.size() + 1 && begins_with(v, whole[0]))
        fit = v == full.words[0] ? kInitial : kInitial / 2;
      if (fit > best.fit) best = {fit, {{one.words[0], v}, {one.words[0], w}}};
    }
  }
  if (best.fit == 0 && whole.size() > 7 && turned(whole) == turned(joined(full))) {
    best.fit = kPart;
    for (const Word w : full.words) best.words.emplace_back(w, w);
  }
  return best;
}

Meeting NameBook::meet(const Name& a, const Name& b) const {
  if (a.words.empty() || b.words.empty()) return {};
  if (a.generation != Generation::kNone && b.generation != Generation::kNone &&
      a.generation != b.generation)
    return {};
  const Name &x = a.words.size() <= b.words.size() ? a : b,
             &y = a.words.size() <= b.words.size() ? b : a;
  if (y.words.size() == 1) {
    const std::string &s = text(x.words[0]), &t = text(y.words[0]);
    if (s.size() < 7 || t.size() != s.size()) return {};
    if (terms_[x.words[0]].is_part || terms_[y.words[0]].is_part || turned(s) != turned(t))
      return {};
    return {kPart, {{x.words[0], y.words[0]}}};
  }
  if (x.words.size() == 1) return meet_joined(x, y);
  // "Min-jun Kim", "Kim Min Jun"
  if (const std::string s = joined(x), t = joined(y);
      s.size() == t.size() && s.size() > 5 && turned(s) == turned(t)) {
    Meeting all{1, {}};
    for (const Word w : y.words) all.words.emplace_back(w, w);
    return all;
  }
  Meeting out{1, {}};
  bool solid = false;
  std::size_t missing = 0;
  std::uint32_t used = 0;
  for (const Word w : x.words) {
    double best = 0;
    std::size_t where = 0;
    for (std::size_t i = 0; i < y.words.size() && i < 32; ++i) {
      if ((used >> i & 1U) != 0) continue;
      const double fit = word_fit(w, y.words[i]);
      if (fit > best) {
        best = fit;
        where = i;
      }
    }
    if (best == 0) {
      if (++missing > 1) return {};
      continue;
    }
    used |= 1U << where;
    out.words.emplace_back(w, y.words[where]);
    solid = solid || (best != kInitial && !is_one_letter(text(w)));
    out.fit *= best;
  }
  // Who is García López is not López García, and seldom plain López.
  const bool long_name = y.words.size() == 3 && out.words.size() > 1 &&
                         out.words[0].first == x.words[0] && out.words[0].second == y.words[0];
  if (long_name && x.words.size() == 3 && out.words.size() == 3 &&
      out.words[1].second != y.words[1])
    out.fit *= kOtherPart;
  if (long_name && x.words.size() == 2 && out.words[1].second == y.words[2] &&
      is_family_name(y.words[1]))
    out.fit *= kSecondFamily;
  if (!solid || (missing == 1 && x.words.size() < 3)) return {};
  if (missing == 1)
    out.fit *= kOtherPart;
  else if (x.words.size() != y.words.size())
    out.fit *= kPart;
  return out;
}

bool NameBook::is_family_name(Word w) const { return terms_[w].last * 3 > terms_[w].seen; }

bool NameBook::share_word(const Name& a, const Name& b) const {
  return std::any_of(a.words.begin(), a.words.end(), [&](Word v) {
    return !is_one_letter(text(v)) && std::any_of(b.words.begin(), b.words.end(), [&](Word w) {
      return !is_one_letter(text(w)) && word_fit(v, w) > 0;
    });
  });
}

bool NameBook::same_given(const Name& a, const Name& b) const {
  return !a.words.empty() && !b.words.empty() && word_fit(a.words[0], b.words[0]) > 0;
}

void NameBook::keys(const Name& name, std::vector<std::string>& out) const {
  const std::string whole = joined(name);
  if (whole.size() > 6) out.push_back("=" + turned(whole));
  if (name.words.size() == 1) {
    if (whole.size() > 5) out.push_back(":" + whole);
    return;
  }
  const auto number = [](std::uint32_t n) { return std::to_string(n); };
  for (const Word v : name.words) {
    const Term& x = terms_[v];
    for (const Word w : name.words) {
      const Term& y = terms_[w];
      if (v == w || is_one_letter(y.text)) continue;
      // "abrenner@", "A. Brenner"
      for (const std::uint32_t f : x.forms) {
        for (const char c : std::set<char>(initials_[f].begin(), initials_[f].end()))
          out.push_back(std::string(":") + c + y.text);
      }
      if (is_one_letter(x.text) || w < v) continue;
      for (const std::uint32_t f : x.forms) {
        for (const std::uint32_t g : y.forms)
          out.push_back("+" + number(std::min(f, g)) + "+" + number(std::max(f, g)));
      }
      if (x.sound.size() + y.sound.size() > 3)
        out.push_back("~" + std::min(x.sound, y.sound) + "~" + std::max(x.sound, y.sound));
    }
  }
}

}  // namespace identity
