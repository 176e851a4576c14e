// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/smtp.h"

#include <curl/curl.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "store/file.h"

namespace mail {
namespace {

using std::chrono::steady_clock;

constexpr long kConnect = 30, kWhole = 120;  // seconds
constexpr std::chrono::seconds kGrace(5);

struct CleanUp {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What libcurl is given to read from and to tell.
struct Sending {
  std::string_view left;
  std::size_t size = 0;  // of all of it
  std::string said{};    // its last refusal
  const std::atomic<bool>* stopping = nullptr;
  std::optional<steady_clock::time_point> since{};  // when it was seen that it is to stop
};

std::size_t read_some(char* to, std::size_t size, std::size_t count, void* of) {
  Sending& sending = *static_cast<Sending*>(of);
  const std::size_t n = std::min(size * count, sending.left.size());
  std::memcpy(to, sending.left.data(), n);
  sending.left.remove_prefix(n);
  return n;
}

std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* of) {
  const std::string_view line(bytes, size * count);
  if (line.starts_with('4') || line.starts_with('5')) static_cast<Sending*>(of)->said = line;
  return line.size();
}

// A letter that is on its way may be there already: it gets a moment to hear so.
int go_on(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  Sending& sending = *static_cast<Sending*>(of);
  if (!*sending.stopping) return 0;
  if (!sending.since) sending.since = steady_clock::now();
  return sending.left.size() == sending.size || steady_clock::now() - *sending.since > kGrace;
}

// "smtp://mail.example.org:587" → "mail.example.org"; "" where it is none of ours.
std::string host_of(const std::string& url) {
  for (const std::string_view scheme : {"smtp://", "smtps://"}) {
    if (!url.starts_with(scheme)) continue;
    const std::string rest = url.substr(scheme.size());
    const std::size_t end = rest.starts_with('[') ? rest.find(']') + 1 : rest.find(':');
    const std::string port = end < rest.size() ? rest.substr(end) : "";
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool plain = std::all_of(rest.begin(), rest.end(), [&](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) ||
             std::string_view(".-:[]").find(c) != std::string_view::npos;
    });
    const bool numbered = port.empty() || (port.size() > 1 && port.size() <= 6 &&
                                           std::all_of(port.begin() + 1, port.end(), digit));
    if (plain && numbered) return rest.substr(0, end);
  }
  return "";
}

bool is_here(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

base::Result<std::string> password_in(const std::string& file) {
  struct stat there{};
  if (::stat(file.c_str(), &there) == 0 && (there.st_mode & 07) != 0)
    return base::fail(base::Code::kForbidden,
                      file + ": everybody on this machine may read this password: chmod 640");
  TRY(const std::string bytes, store::read_file(file));
  std::string line(base::split(bytes, '\n').front());
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) return base::fail(base::Code::kInvalid, file + ": its first line is empty");
  return line;
}

Outcome outcome_of(CURLcode code, long status, const Sending& sending) {
  using Kind = Outcome::Kind;
  if (code == CURLE_OK) return {Kind::kTaken, ""};
  // What the server said says more than libcurl's own words.
  const std::string reason = sending.said.empty() ? curl_easy_strerror(code) : sending.said;
  // Refused were the sender, a reader, or the whole letter; not we, at the greeting or the login.
  const bool of_the_letter =
      code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && sending.left.empty());
  return {status >= 500 && status < 600 && of_the_letter ? Kind::kNever : Kind::kLater, reason};
}

}  // namespace

base::Result<std::unique_ptr<Smtp>> Smtp::open(const SmtpServer& server) {
  const std::string host = host_of(server.url);
  if (host.empty()) {
    return base::fail(base::Code::kInvalid, server.url +
                                                ": write it as smtp://mail.example.org:587 or "
                                                "smtps://mail.example.org");
  }
  if (server.user.empty() != server.password_file.empty())
    return base::fail(base::Code::kInvalid, "a user and a password's file go together");
  std::string password;
  if (!server.password_file.empty()) {
    TRY(password, password_in(server.password_file));
  }
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kReady != CURLE_OK) return base::fail(base::Code::kUnavailable, curl_easy_strerror(kReady));
  return std::unique_ptr<Smtp>(new Smtp(server, std::move(password), is_here(host)));
}

Outcome Smtp::send(const Posted& letter) {
  const std::unique_ptr<CURL, CleanUp> curl(curl_easy_init());
  if (!curl) return {Outcome::Kind::kLater, "no memory"};
  Sending sending{letter.bytes, letter.bytes.size()};
  sending.stopping = &stopping_;
  std::unique_ptr<curl_slist, CleanUp> to;
  for (const std::string& one : letter.to)
    to.reset(curl_slist_append(to.release(), ("<" + one + ">").c_str()));
  const auto set = [&](CURLoption option, auto value) {
    curl_easy_setopt(curl.get(), option, value);
  };
  const std::string url = server_.url + "/" + server_.from_domain, from = "<" + letter.from + ">";
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");  // whatever the environment says
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, kConnect);
  set(CURLOPT_TIMEOUT, kWhole);
  if (server_.url.starts_with("smtp://"))
    set(CURLOPT_USE_SSL, static_cast<long>(here_ ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  // A mail server on this machine has a certificate of its own making, if any.
  set(CURLOPT_SSL_VERIFYPEER, here_ && server_.authorities.empty() ? 0L : 1L);
  set(CURLOPT_SSL_VERIFYHOST, here_ && server_.authorities.empty() ? 0L : 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!server_.authorities.empty()) set(CURLOPT_CAINFO, server_.authorities.c_str());
  if (!server_.user.empty()) {
    set(CURLOPT_USERNAME, server_.user.c_str());
    set(CURLOPT_PASSWORD, password_.c_str());
  }
  set(CURLOPT_MAIL_FROM, from.c_str());
  set(CURLOPT_MAIL_RCPT, to.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, &read_some);
  set(CURLOPT_READDATA, &sending);
  set(CURLOPT_HEADERFUNCTION, &hear);
  set(CURLOPT_HEADERDATA, &sending);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &go_on);
  set(CURLOPT_XFERINFODATA, &sending);
  const CURLcode code = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  return outcome_of(code, status, sending);
}

}  // namespace mail
