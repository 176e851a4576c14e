// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/content_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr std::size_t kMostParams = 100;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_quoted_printable(std::string_view line) {
  const std::string head = upper(line.substr(0, line.find(':')));
  return head.find("QUOTED-PRINTABLE") != std::string::npos;
}

// RFC 6868: ^n ^^ ^'
std::string decode_param(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] != '^' || (next != 'n' && next != '^' && next != '\'')) {
      out += text[i];
      continue;
    }
    out += next == 'n' ? '\n' : next == '^' ? '^' : '"';
    ++i;
  }
  return out;
}

void add_param(ContentLine& line, std::string_view name, std::string_view value) {
  if (line.params.size() >= kMostParams) return;
  line.params.emplace_back(upper(name), decode_param(value));
}

// ";NAME=a,"b,c"" or ";BARE"; what stands behind the name up to the colon.
void read_params(std::string_view text, ContentLine& line) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end_of_name = std::min(text.find_first_of("=;", at), text.size());
    const std::string_view name = base::trim(text.substr(at, end_of_name - at));
    if (end_of_name == text.size() || text[end_of_name] == ';') {
      const std::string word = upper(name);
      const bool encoding = word == "QUOTED-PRINTABLE" || word == "BASE64" || word == "8BIT" ||
                            word == "7BIT" || word == "B";
      if (!name.empty()) add_param(line, encoding ? "ENCODING" : "TYPE", name);
      at = end_of_name + 1;
      continue;
    }
    at = end_of_name + 1;
    std::string value;
    bool quoted = false;
    for (; at <= text.size(); ++at) {
      const char c = at < text.size() ? text[at] : ';';
      if (c == '"' && at < text.size()) {
        quoted = !quoted;
      } else if ((c == ',' || c == ';') && (!quoted || at == text.size())) {
        add_param(line, name, value);
        value.clear();
        if (c == ';') break;
      } else {
        value += c;
      }
    }
    ++at;
  }
}

}  // namespace

std::string ContentLine::param(std::string_view wanted) const {
  for (const auto& [key, text] : params) {
    if (key == wanted) return text;
  }
  return "";
}

bool ContentLine::has(std::string_view wanted, std::string_view among) const {
  return std::any_of(params.begin(), params.end(), [&](const auto& p) {
    return p.first == wanted && base::lower_ascii(p.second) == among;
  });
}

ContentLine parse_content_line(std::string_view text) {
  ContentLine line;
  std::size_t colon = std::string_view::npos;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ':' && !quoted) {
      colon = i;
      break;
    }
  }
  if (colon == std::string_view::npos) colon = text.find(':');  // a quote that never closes
  if (colon == std::string_view::npos) return line;
  std::string_view head = text.substr(0, colon);
  line.value = text.substr(colon + 1);
  const std::size_t semicolon = head.find(';');
  std::string_view name = base::trim(head.substr(0, semicolon));
  if (semicolon != std::string_view::npos) read_params(head.substr(semicolon + 1), line);
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    line.group = name.substr(0, dot);
    name = name.substr(dot + 1);
  }
  line.name = upper(name);
  return line;
}

base::Result<bool> ContentLines::peek(char& c) {
  if (at_ == buffer_.size()) {
    if (!raw_lost_) raw_.append(buffer_);
    raw_lost_ = raw_lost_ || raw_.size() > 4 * kMostBytes;
    if (raw_lost_) raw_.clear();  // what is kept as it stood has a budget too
    buffer_.resize(64 * 1024);
    TRY(const std::size_t n, from_.read(buffer_));
    buffer_.resize(n);
    at_ = 0;
    if (n == 0) return false;
  }
  c = buffer_[at_];
  return true;
}

void ContentLines::advance() { ++at_; }

std::string ContentLines::take_raw() {
  std::string taken = std::move(raw_);
  taken.append(buffer_, 0, at_);
  buffer_.erase(0, at_);
  at_ = 0;
  raw_.clear();
  return std::exchange(raw_lost_, false) ? "" : taken;
}

base::Result<bool> ContentLines::physical(Physical& into) {
  into = {};
  char c = 0;
  TRY(const bool any, peek(c));
  if (!any) return false;
  ++lines_;
  for (;;) {
    TRY(const bool more, peek(c));
    if (!more) break;
    const std::size_t end = std::min(buffer_.find_first_of("\r\n", at_), buffer_.size());
    const std::size_t taken = std::min(end - at_, kMostBytes - into.text.size());
    into.text.append(buffer_, at_, taken);
    into.cut = into.cut || taken < end - at_;
    at_ = end;
    if (end == buffer_.size()) continue;
    advance();
    if (buffer_[end] == '\n') break;
    TRY(const bool after, peek(c));
    if (after && c == '\n') advance();
    break;
  }
  if (!started_) {
    started_ = true;
    if (into.text.starts_with("\xEF\xBB\xBF")) into.text.erase(0, 3);
  }
  return true;
}

base::Result<bool> ContentLines::next(ContentLine& line) {
  for (;;) {
    Physical first;
    TRY(const bool any, physical(first));
    if (!any) return false;
    const std::uint64_t number = lines_;
    bool soft = first.text.ends_with('=') && is_quoted_printable(first.text);
    for (;;) {
      char c = 0;
      TRY(const bool more, peek(c));
      const bool folded = more && (c == ' ' || c == '\t');
      if (!more || (!folded && !soft)) break;
      Physical rest;
      TRY(const bool there, physical(rest));
      if (!there) break;
      if (soft) first.text.pop_back();
      std::string_view tail = rest.text;
      if (folded && !soft && !keep_fold_space_) tail.remove_prefix(1);
      if (folded && soft) tail = base::trim(tail);
      soft = soft && rest.text.ends_with('=');
      if (first.text.size() + tail.size() > kMostBytes) {
        first.cut = true;
      } else {
        first.text += tail;
      }
      first.cut = first.cut || rest.cut;
    }
    line = parse_content_line(first.text);
    line.line = number;
    line.cut = first.cut;
    if (!line.name.empty()) return true;
  }
}

void print_content_line(std::string_view line, std::string& out) {
  constexpr std::size_t kMostOctets = 75;
  std::size_t size = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t next = i + 1;
    while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0U) == 0x80) ++next;
    if (size + (next - i) > kMostOctets) {
      out += "\r\n ";
      size = 1;
    }
    out.append(line, i, next - i);
    size += next - i;
    i = next;
  }
  out += "\r\n";
}

std::string escape_text(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
    } else if (c != '\r') {
      if (c == ',' || c == ';' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string unescape_text(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char c = value[++i];
    out += c == 'n' || c == 'N' ? '\n' : c;
  }
  return out;
}

std::vector<std::string> split_unescaped(std::string_view value, char by) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      parts.back() += value[i];
      parts.back() += value[++i];
    } else if (value[i] == by && parts.size() < 1000) {
      parts.emplace_back();
    } else {
      parts.back() += value[i];
    }
  }
  return parts;
}

}  // namespace formats
