// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/handles.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace identity {
namespace {

using model::Handle;
using model::HandleKind;

// Country calling code, the digits dialled before a national number, and how long those are.
struct Region {
  std::string_view name, code, trunk;
  std::size_t least, most;
};
constexpr std::array kRegions = {
    Region{"US", "1", "1", 10, 10},  Region{"CA", "1", "1", 10, 10},
    Region{"GB", "44", "0", 9, 10},  Region{"IE", "353", "0", 7, 9},
    Region{"DE", "49", "0", 6, 12},  Region{"AT", "43", "0", 6, 13},
    Region{"CH", "41", "0", 9, 9},   Region{"LI", "423", "", 7, 9},
    Region{"FR", "33", "0", 9, 9},   Region{"BE", "32", "0", 8, 9},
    Region{"NL", "31", "0", 9, 9},   Region{"LU", "352", "", 4, 11},
    Region{"ES", "34", "", 9, 9},    Region{"PT", "351", "", 9, 9},
    Region{"IT", "39", "", 6, 12},   Region{"DK", "45", "", 8, 8},
    Region{"SE", "46", "0", 7, 10},  Region{"NO", "47", "", 8, 8},
    Region{"FI", "358", "0", 6, 11}, Region{"IS", "354", "", 7, 9},
    Region{"PL", "48", "", 9, 9},    Region{"CZ", "420", "", 9, 9},
    Region{"SK", "421", "0", 9, 9},  Region{"HU", "36", "06", 8, 9},
    Region{"RO", "40", "0", 9, 9},   Region{"BG", "359", "0", 7, 9},
    Region{"GR", "30", "", 10, 10},  Region{"HR", "385", "0", 8, 9},
    Region{"SI", "386", "0", 8, 8},  Region{"RS", "381", "0", 8, 9},
    Region{"UA", "380", "0", 9, 9},  Region{"RU", "7", "8", 10, 10},
    Region{"TR", "90", "0", 10, 10}, Region{"IL", "972", "0", 8, 9},
    Region{"EG", "20", "0", 8, 10},  Region{"AE", "971", "0", 8, 9},
    Region{"SA", "966", "0", 8, 9},  Region{"ZA", "27", "0", 9, 9},
    Region{"NG", "234", "0", 8, 10}, Region{"GH", "233", "0", 9, 9},
    Region{"KE", "254", "0", 9, 9},  Region{"IN", "91", "0", 10, 10},
    Region{"PK", "92", "0", 9, 10},  Region{"BD", "880", "0", 8, 10},
    Region{"CN", "86", "0", 9, 11},  Region{"HK", "852", "", 8, 8},
    Region{"TW", "886", "0", 8, 9},  Region{"JP", "81", "0", 9, 10},
    Region{"KR", "82", "0", 8, 10},  Region{"SG", "65", "", 8, 8},
    Region{"MY", "60", "0", 8, 10},  Region{"TH", "66", "0", 8, 9},
    Region{"VN", "84", "0", 9, 10},  Region{"PH", "63", "0", 8, 10},
    Region{"ID", "62", "0", 8, 12},  Region{"AU", "61", "0", 9, 9},
    Region{"NZ", "64", "0", 8, 10},  Region{"BR", "55", "0", 10, 11},
    Region{"AR", "54", "0", 10, 11}, Region{"CL", "56", "", 9, 9},
    Region{"CO", "57", "", 10, 10},  Region{"MX", "52", "", 10, 10},
    Region{"PE", "51", "0", 8, 9},
};

bool plausible(std::string_view international) {
  return international.size() >= 8 && international.size() <= 16 && international[1] != '0';
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return base::make_utf8(out);
}

// Networks on which "host/prefix NAME" is one person's page.
struct Network {
  std::string_view host, prefix;
};
constexpr std::array kNetworks = {
    Network{"linkedin.com", "in/"}, Network{"github.com", ""},       Network{"gitlab.com", ""},
    Network{"x.com", ""},           Network{"twitter.com", ""},      Network{"instagram.com", ""},
    Network{"facebook.com", ""},    Network{"xing.com", "profile/"}, Network{"t.me", ""},
};

}  // namespace

std::optional<Handle> mail_handle(std::string_view text) {
  const std::string address = base::make_utf8(base::lower_ascii(base::trim(text)));
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == address.size() || address.size() > 254 ||
      address.find('@', at + 1) != std::string::npos ||
      address.find_first_of("<>,;\"()") != std::string::npos ||
      std::any_of(address.begin(), address.end(),
                  [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; })) {
    return std::nullopt;
  }
  return Handle{HandleKind::kMail, address};
}

std::optional<Handle> phone_handle(std::string_view text, std::string_view region) {
  std::string digits;
  bool plus = false;
  text = base::trim(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      // "+44 (0)1632": the zero is for those who dial at home.
      if (plus && c == '0' && i > 0 && text[i - 1] == '(' && i + 1 < text.size() &&
          text[i + 1] == ')')
        continue;
      digits += c;
    } else if (c == '+' && digits.empty()) {
      plus = true;
    } else if (std::string_view(" -./()\t").find(c) == std::string_view::npos &&
               static_cast<unsigned char>(c) < 0x80) {
      return std::nullopt;  // "ext 7", a word
    }
  }
  if (!plus && digits.starts_with("00")) {
    plus = true;
    digits.erase(0, 2);
  }
  if (!plus) {
    const auto* at = std::find_if(kRegions.begin(), kRegions.end(),
                                  [&](const Region& r) { return r.name == region; });
    if (at == kRegions.end()) return std::nullopt;
    std::string_view national = digits;
    if (!at->trunk.empty() && national.starts_with(at->trunk) && national.size() > at->least)
      national.remove_prefix(at->trunk.size());
    if (national.size() < at->least || national.size() > at->most) return std::nullopt;
    digits = std::string(at->code) + std::string(national);
  }
  const std::string whole = "+" + digits;
  if (!plausible(whole)) return std::nullopt;
  return Handle{HandleKind::kPhone, whole};
}

std::optional<Handle> page_handle(std::string_view text) {
  text = base::trim(text);
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (base::starts_with_ignoring_case(text, scheme)) text.remove_prefix(scheme.size());
  }
  text = text.substr(0, text.find_first_of("?#"));
  while (text.ends_with('/')) text.remove_suffix(1);
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::string host = base::lower_ascii(text.substr(0, slash));
  if (host.starts_with("www.")) host.erase(0, 4);
  if (host.ends_with(".linkedin.com")) host = "linkedin.com";  // "de.linkedin.com"
  const std::string path = percent_decoded(text.substr(slash + 1));
  if (path.starts_with('@') && path.size() > 1 && path.find('/') == std::string::npos &&
      host.find('.') != std::string::npos) {
    return Handle{HandleKind::kAccount, base::lower_ascii(path.substr(1)) + "@" + host};
  }
  for (const Network& network : kNetworks) {
    if (host != network.host || !base::starts_with_ignoring_case(path, network.prefix)) continue;
    const std::string name = path.substr(
        network.prefix.size(), path.find('/', network.prefix.size()) - network.prefix.size());
    if (name.empty() || base::one_line(name) != name) return std::nullopt;
    return Handle{HandleKind::kUrl,
                  host + "/" + std::string(network.prefix) + base::lower_ascii(name)};
  }
  return std::nullopt;
}

std::optional<Handle> account_handle(std::string_view text) {
  const std::string account = base::lower_ascii(base::trim(text));
  const std::size_t colon = account.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == account.size() ||
      account.size() > 200 || base::one_line(account) != account)
    return std::nullopt;
  return Handle{HandleKind::kAccount, base::make_utf8(account)};
}

Handle name_handle(std::string_view name) {
  return {HandleKind::kName, base::fold(base::one_line(base::make_utf8(name)))};
}

std::string same_mailbox(std::string_view address) {
  const std::size_t at = address.find('@');
  std::string local(address.substr(0, at)),
      domain(at == std::string_view::npos ? "" : address.substr(at));
  local = local.substr(0, local.find('+'));
  if (domain == "@googlemail.com") domain = "@gmail.com";
  if (domain == "@gmail.com") std::erase(local, '.');
  return local + domain;
}

Mailbox kind_of_mailbox(std::string_view address) {
  static constexpr auto kRoles = std::to_array<std::string_view>(
      {"info",     "office",  "contact", "kontakt", "mail",   "hello",    "support", "help",
       "sales",    "service", "admin",   "team",    "press",  "jobs",     "hr",      "billing",
       "accounts", "invoice", "orders",  "shop",    "family", "reception"});
  static constexpr auto kMachines = std::to_array<std::string_view>(
      {"noreply", "no-reply", "donotreply", "newsletter", "notifications", "notification",
       "postmaster", "mailer-daemon", "webmaster", "room", "list"});
  const std::size_t at = std::min(address.size(), address.find('@'));
  const std::string_view local = address.substr(0, std::min(at, address.find('+')));
  const std::string_view first = local.substr(0, local.find('.'));
  const std::string_view plain = first.substr(0, first.find_last_not_of("0123456789") + 1);
  const auto is_in = [](const auto& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (is_in(kMachines, plain) || address.substr(at).starts_with("@lists.") ||
      std::any_of(kMachines.begin(), kMachines.end(), [&](std::string_view machine) {
        return local.size() > machine.size() && local.ends_with(machine) &&
               local[local.size() - machine.size() - 1] == '-';
      }))
    return Mailbox::kMachine;
  return is_in(kRoles, plain) ? Mailbox::kShared : Mailbox::kPersonal;
}

}  // namespace identity
