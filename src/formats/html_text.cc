// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::array<std::string_view, 18> kBlocks = {
    "p",  "div", "br", "tr", "li", "ul", "ol",  "table",      "h1",
    "h2", "h3",  "h4", "h5", "h6", "hr", "pre", "blockquote", "section"};
constexpr std::array<std::string_view, 4> kUnread = {"script", "style", "head", "title"};

struct Entity {
  std::string_view name, text;
};
constexpr std::array<Entity, 16> kEntities = {{{"amp", "&"},
                                               {"lt", "<"},
                                               {"gt", ">"},
                                               {"quot", "\""},
                                               {"apos", "'"},
                                               {"nbsp", " "},
                                               {"copy", "©"},
                                               {"reg", "®"},
                                               {"euro", "€"},
                                               {"hellip", "…"},
                                               {"mdash", "—"},
                                               {"ndash", "–"},
                                               {"lsquo", "‘"},
                                               {"rsquo", "’"},
                                               {"ldquo", "“"},
                                               {"rdquo", "”"}}};

void append_character(std::uint32_t c, std::string& out) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (c < 0x20 && c != '\n') c = ' ';
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 63));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 63));
    byte(0x80 | (c & 63));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 63));
    byte(0x80 | ((c >> 6) & 63));
    byte(0x80 | (c & 63));
  }
}

class Reader {
 public:
  explicit Reader(std::string_view html) : rest_(html) {}

  std::string read() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '<') {
        tag();
      } else if (c == '&') {
        entity();
      } else {
        rest_.remove_prefix(1);
        word(c);
      }
    }
    return std::move(out_);
  }

 private:
  void word(char c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      gap_ = true;
      return;
    }
    before_word();
    out_ += c;
  }

  void before_word() {
    if (line_start_) {
      for (int i = 0; i < std::min(quotes_, 5); ++i) out_ += "> ";
    } else if (gap_) {
      out_ += ' ';
    }
    line_start_ = gap_ = false;
  }

  void new_line() {
    if (!line_start_) out_ += '\n';
    line_start_ = true;
    gap_ = false;
  }

  void entity() {
    const std::size_t end = rest_.substr(0, 12).find(';');
    const std::string_view name =
        end == std::string_view::npos ? std::string_view{} : rest_.substr(1, end - 1);
    std::string text;
    if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      const std::string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t c = 0;
      const auto [stop, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
      if (error == std::errc{} && stop == digits.data() + digits.size()) append_character(c, text);
    }
    for (const Entity& e : kEntities) {
      if (e.name == name) text = e.text;
    }
    if (text.empty()) {
      rest_.remove_prefix(1);
      word('&');
      return;
    }
    rest_.remove_prefix(end + 1);
    if (text == " ") {
      gap_ = true;
      return;
    }
    before_word();
    out_ += text;
  }

  void tag() {
    if (rest_.starts_with("<!--")) {
      drop_to(rest_.find("-->", 4), 3);
      return;
    }
    const std::size_t end = rest_.find('>');
    std::string_view inside = rest_.substr(1, end == std::string_view::npos ? end : end - 1);
    const bool closing = inside.starts_with('/');
    if (closing) inside.remove_prefix(1);
    const std::string name = base::lower_ascii(
        inside.substr(0, std::min(inside.find_first_of(" \t\r\n/>"), std::size_t{12})));
    if (name.empty() || name[0] < 'a' || name[0] > 'z') {
      if (name.starts_with('!') || name.starts_with('?')) {
        drop_to(end, 1);
      } else {
        rest_.remove_prefix(1);
        word('<');
      }
      return;
    }
    drop_to(end, 1);
    if (!closing && std::find(kUnread.begin(), kUnread.end(), name) != kUnread.end())
      drop_element(name);
    if (std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end()) new_line();
    if (name == "blockquote") quotes_ = std::max(0, quotes_ + (closing ? -1 : 1));
  }

  // To behind the closing tag; where there is none, this and no further search: linear stays
  // linear.
  void drop_element(const std::string& name) {
    const std::string close = "</" + name;
    for (std::size_t at = 0; at < rest_.size();) {
      at = rest_.find("</", at);
      if (at == std::string_view::npos) break;
      if (base::starts_with_ignoring_case(rest_.substr(at), close)) {
        drop_to(rest_.find('>', at), 1);
        return;
      }
      at += 2;
    }
    rest_ = {};
  }

  void drop_to(std::size_t at, std::size_t more) {
    rest_ = at == std::string_view::npos ? std::string_view{} : rest_.substr(at + more);
  }

  std::string_view rest_;
  std::string out_;
  int quotes_ = 0;
  bool line_start_ = true, gap_ = false;
};

}  // namespace

std::string html_text(std::string_view html) { return Reader(html).read(); }

}  // namespace formats
