// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace composer {
namespace {

constexpr std::size_t kShortLine =
    45;  // bytes; such a line ends a sentence where a capital follows
constexpr std::size_t kLongLine = 120;  // such a line is a paragraph of its own
constexpr std::size_t kLongestHolder = 32;

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// A mark outside ASCII, and what it stands for: 'A' an apostrophe, 'Q' a quote, '-' a dash.
struct Mark {
  std::string_view bytes;
  char means;
};
constexpr std::array<Mark, 14> kMarks = {{{"’", 'A'},
                                          {"‘", 'A'},
                                          {"“", 'Q'},
                                          {"”", 'Q'},
                                          {"„", 'Q'},
                                          {"«", 'Q'},
                                          {"»", 'Q'},
                                          {"–", '-'},
                                          {"—", '-'},
                                          {"…", '.'},
                                          {"¿", ' '},
                                          {"¡", ' '},
                                          {"•", '*'},
                                          {"\xC2\xA0", ' '}}};

const Mark* mark_at(std::string_view s, std::size_t i) {
  if (!is_high(s[i])) return nullptr;
  for (const Mark& mark : kMarks) {
    if (s.compare(i, mark.bytes.size(), mark.bytes) == 0) return &mark;
  }
  return nullptr;
}

bool is_abbreviation(std::string_view folded) {
  static constexpr std::array<std::string_view, 17> kShort = {
      "dr", "mr", "mrs", "ms", "prof", "st",  "vs", "etc", "eg",
      "ie", "jr", "sr",  "ca", "nr",   "str", "al", "dept"};
  if (folded.size() == 1) return folded != "i" && !is_digit(folded.front());
  return std::find(kShort.begin(), kShort.end(), folded) != kShort.end();
}

bool has_known_ending(std::string_view host) {
  static constexpr std::array<std::string_view, 22> kEndings = {
      "com", "org", "net", "io",  "co",   "uk",   "de",  "fr", "es",      "it", "nl",
      "eu",  "ai",  "app", "dev", "shop", "info", "biz", "me", "example", "ly", "edu"};
  const std::size_t dot = host.rfind('.');
  return dot != std::string_view::npos && dot > 0 &&
         std::find(kEndings.begin(), kEndings.end(), base::lower_ascii(host.substr(dot + 1))) !=
             kEndings.end();
}

Word::Kind kind_of(std::string_view chunk) {
  using enum Word::Kind;
  if (chunk.find("://") != std::string_view::npos) return kLink;
  if (base::starts_with_ignoring_case(chunk, "www.")) return kLink;
  const std::size_t at = chunk.find('@');
  if (at != std::string_view::npos)
    return at > 0 && chunk.find('.', at) != std::string_view::npos ? kMail : kPlain;
  const std::string_view host = chunk.substr(0, chunk.find('/'));
  if (host.size() > 80 || !has_known_ending(host)) return kPlain;
  const bool clean = std::all_of(host.begin(), host.end(),
                                 [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
  return clean ? kLink : kPlain;
}

// "{first_name}", "[Company]", "<<name>>", "%NAME%": what a mailing was to fill in. Its length or 0.
std::size_t placeholder_at(std::string_view s, std::size_t i) {
  const char open = s[i];
  if (open != '{' && open != '[' && open != '<' && open != '%') return 0;
  const char close = open == '{' ? '}' : open == '[' ? ']' : open == '<' ? '>' : '%';
  const std::string_view rest = s.substr(i, kLongestHolder);
  const std::size_t end = rest.find(close, 1);
  if (end == std::string_view::npos || end < 3) return 0;
  const std::string inner = base::lower_ascii(rest.substr(1, end - 1));
  const bool plain = std::all_of(inner.begin(), inner.end(), [&](char c) {
    return is_alnum(c) || c == '_' || c == '.' || c == open || (c == ' ' && open == '[');
  });
  if (!plain) return 0;
  static constexpr std::array<std::string_view, 7> kFilled = {"name",  "company",  "title", "city",
                                                              "topic", "industry", "insert"};
  const bool filled = std::any_of(kFilled.begin(), kFilled.end(), [&](std::string_view one) {
    return inner.find(one) != std::string::npos;
  });
  if (!filled && (open != '{' || is_digit(inner.front()))) return 0;
  std::size_t length = end + 1;
  while (length < rest.size() && rest[length] == close) ++length;
  return length;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : s_(text) {}

  Words read() {
    while (at_ < s_.size()) {
      if (at_ == line_begin_ && is_quoted()) {
        at_ = std::min(s_.find('\n', at_), s_.size());
      } else if (is_space(s_[at_])) {
        gap();
      } else {
        chunk();
      }
    }
    if (!out_.words.empty()) {
      out_.words.back().ends_sentence = true;
      out_.words.back().ends_paragraph = true;
    }
    return std::move(out_);
  }

 private:
  bool is_quoted() const { return s_[at_] == '>'; }

  void gap() {
    std::size_t lines = 0;
    const std::size_t length = at_ - line_begin_;
    while (at_ < s_.size() && is_space(s_[at_])) {
      if (s_[at_] == '\n') {
        ++lines;
        line_begin_ = at_ + 1;
      }
      ++at_;
      if (lines > 0 && at_ == line_begin_ && at_ < s_.size() && is_quoted()) break;
    }
    if (lines == 0) return;
    fresh_line_ = true;
    if (out_.words.empty()) return;
    Word& last = out_.words.back();
    if (last.after == ' ') last.after = '\n';
    const char next = at_ < s_.size() ? s_[at_] : ' ';
    const bool item = next == '-' || next == '*' || is_digit(next) || is_high(next);
    if (lines > 1 || length > kLongLine) last.ends_paragraph = true;
    if (lines > 1 || (length < kShortLine && (is_upper(next) || item)) || next == '-')
      last.ends_sentence = true;
  }

  void chunk() {
    std::size_t end = at_;
    while (end < s_.size() && !is_space(s_[end])) ++end;
    std::size_t first = at_, last = end;
    while (first < last && std::string_view("([<\"'*").find(s_[first]) != std::string_view::npos)
      ++first;
    while (last > first &&
           std::string_view(")]>\"'.,;:!?*").find(s_[last - 1]) != std::string_view::npos)
      --last;
    const Word::Kind kind = kind_of(s_.substr(first, last - first));
    if (kind == Word::Kind::kLink || kind == Word::Kind::kMail) {
      add({first, last}, kind);
      at_ = last;
    }
    while (at_ < end) {
      if (const std::size_t n = placeholder_at(s_, at_); n > 0) {
        out_.placeholders.push_back({at_, at_ + n});
        at_ += n;
        end = std::max(end, at_);
      } else {
        piece(end);
      }
    }
  }

  // A word, or one mark.
  void piece(std::size_t end) {
    const Mark* mark = mark_at(s_, at_);
    if (mark != nullptr || (!is_alnum(s_[at_]) && !is_high(s_[at_]))) {
      punctuate(mark != nullptr ? mark->means : s_[at_], mark != nullptr ? mark->bytes.size() : 1,
                end);
      return;
    }
    const std::size_t begin = at_;
    while (at_ < end) {
      const Mark* inner = mark_at(s_, at_);
      const char c = inner != nullptr ? inner->means : s_[at_];
      if (inner == nullptr && (is_alnum(c) || is_high(c))) {
        ++at_;
        continue;
      }
      const std::size_t size = inner != nullptr ? inner->bytes.size() : 1;
      const bool apostrophe = c == '\'' || (inner != nullptr && c == 'A');
      const bool point = (c == '.' || c == ',') && inner == nullptr && is_digit(s_[at_ - 1]);
      const bool goes_on = at_ + size < end &&
                           (is_alnum(s_[at_ + size]) || is_high(s_[at_ + size])) &&
                           mark_at(s_, at_ + size) == nullptr;
      if (!goes_on || !(apostrophe || (point && is_digit(s_[at_ + size])))) break;
      at_ += size;
    }
    add({begin, at_}, is_digit(s_[begin]) ? Word::Kind::kNumber : Word::Kind::kPlain);
  }

  void add(Range at, Word::Kind kind) {
    Word word;
    const std::string_view raw = s_.substr(at.begin, at.end - at.begin);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const Mark* mark = mark_at(raw, i);
      word.folded += mark != nullptr && mark->means == 'A' ? '\'' : raw[i];
      if (mark != nullptr && mark->means == 'A') i += mark->bytes.size() - 1;
    }
    word.folded =
        base::is_ascii(word.folded) ? base::lower_ascii(word.folded) : base::fold(word.folded);
    word.key = key_of(word.folded);
    word.at = at;
    word.end_with_marks = at.end;
    word.kind = kind;
    word.capital = is_upper(raw.front()) || (raw.size() > 1 && raw[0] == '\xC3' &&
                                             static_cast<unsigned char>(raw[1]) < 0x9F);
    word.starts_line = fresh_line_;
    fresh_line_ = false;
    out_.words.push_back(std::move(word));
  }

  void punctuate(char means, std::size_t size, std::size_t end) {
    at_ += size;
    if (out_.words.empty() || fresh_line_) return;
    Word& last = out_.words.back();
    if (means == ')' || means == '"' || means == 'Q' || means == '\'' || means == 'A' ||
        means == ']') {
      if (last.end_with_marks + size == at_) last.end_with_marks = at_;  // else it opens the next
      return;
    }
    const bool stop = means == '.' || means == '!' || means == '?';
    if (stop) last.end_with_marks = at_;
    if (std::string_view(",;:-.!?").find(means) != std::string_view::npos &&
        (last.after == ' ' || stop))
      last.after = means;
    if (means == '?') last.asks = true;
    if (!stop) return;
    // Only closing marks may follow up to the white space.
    for (std::size_t i = at_; i < end; ++i) {
      if (is_alnum(s_[i])) return;
    }
    if (means != '.' || !is_abbreviation(last.folded)) last.ends_sentence = true;
  }

  std::string_view s_;
  std::size_t at_ = 0, line_begin_ = 0;
  bool fresh_line_ = true;
  Words out_;
};

}  // namespace

Words words_of(std::string_view text) { return Reader(text).read(); }

}  // namespace composer
