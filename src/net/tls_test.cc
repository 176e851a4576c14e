// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/tls.h"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <signal.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "base/scratch_folder.h"
#include "net/raw_client.h"
#include "net/server.h"

namespace net {
namespace {

using namespace std::chrono_literals;
using base::Code;

// A certificate that vouches for itself, and its key, written as PEM.
void make_certificate(const TlsFiles& files, const std::string& name) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  for (const std::string& path : {files.chain, files.key}) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    ASSERT_NE(file, nullptr);
    if (path == files.chain) PEM_write_X509(file, certificate);
    if (path == files.key) PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    ::chmod(path.c_str(), 0600);
  }
  X509_free(certificate);
  EVP_PKEY_free(key);
}

// The other end, as a browser would be.
class TlsClient {
 public:
  struct Bent {
    int newest = TLS1_3_VERSION, oldest = TLS1_2_VERSION;
    std::string protocols = "\x02h2\x08http/1.1", ciphers = "DEFAULT:@SECLEVEL=0";
  };
  TlsClient(std::uint16_t port, const Bent& bent) : raw_(port) {
    ::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a socket as to a file
    context_ = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context_, bent.oldest);
    SSL_CTX_set_max_proto_version(context_, bent.newest);
    SSL_CTX_set_cipher_list(context_, bent.ciphers.c_str());
    ssl_ = SSL_new(context_);
    SSL_set_alpn_protos(ssl_, reinterpret_cast<const unsigned char*>(bent.protocols.data()),
                        static_cast<unsigned>(bent.protocols.size()));
    SSL_set_fd(ssl_, raw_.descriptor());
    connected_ = SSL_connect(ssl_) == 1;
  }
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool connected() const { return connected_; }
  std::string version() const { return SSL_get_version(ssl_); }
  std::string protocol() const {
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_, &chosen, &size);
    return {reinterpret_cast<const char*>(chosen), size};
  }
  std::string name() const {
    X509* certificate = SSL_get1_peer_certificate(ssl_);
    std::array<char, 64> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    X509_free(certificate);
    return name.data();
  }
  bool say(std::string_view bytes) {
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  std::string some() {
    std::array<char, 100> block{};
    const int n = SSL_read(ssl_, block.data(), static_cast<int>(block.size()));
    return n > 0 ? std::string(block.data(), static_cast<std::size_t>(n)) : "";
  }
  // All until the other side says that it was all, or just goes.
  std::string rest() {
    std::string in;
    std::array<char, 1 << 14> block{};
    for (;;) {
      const int n = SSL_read(ssl_, block.data(), static_cast<int>(block.size()));
      if (n <= 0) {
        ended_well_ = SSL_get_error(ssl_, n) == SSL_ERROR_ZERO_RETURN;
        return in;
      }
      in.append(block.data(), static_cast<std::size_t>(n));
    }
  }
  bool ended_well() const { return ended_well_; }

 private:
  RawClient raw_;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  bool connected_ = false, ended_well_ = false;
};

class Secured : public testing::Test {
 protected:
  void SetUp() override { make_certificate(files_, "rapport.example"); }
  void start(const Limits& limits = {}) {
    Application application;
    application.at_once = [](const Request& request) -> ResponseRef {
      if (request.segments.front() != "echo") return nullptr;
      return std::make_shared<const Response>(
          Response{200, {}, request.segments.back() + request.body + " " + request.peer});
    };
    application.work = [](const Request&) {
      return std::make_shared<const Response>(Response{200, {}, std::string(3'000'000, 'x')});
    };
    application.refuse = [](int status) {
      return std::make_shared<const Response>(refusal(status));
    };
    auto server =
        Server::start(*parse_address("127.0.0.1:0"), application, limits, *clock_, files_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = std::move(*server);
  }
  std::uint16_t port() const { return server_->address().port; }
  static std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  base::ScratchFolder folder_;
  TlsFiles files_{folder_ / "chain.pem", folder_ / "key.pem"};
  std::unique_ptr<base::Clock> clock_ =
      base::fixed_clock(*base::parse_time("2026-11-25T08:00:00Z"));
  std::unique_ptr<Server> server_;
};

TEST_F(Secured, AnswersOverTlsAndSaysWhenThatWasAll) {
  start();
  TlsClient c(port(), {});
  ASSERT_TRUE(c.connected());
  EXPECT_EQ(c.version(), "TLSv1.3");
  EXPECT_EQ(c.protocol(), "http/1.1");
  EXPECT_EQ(c.name(), "rapport.example");
  ASSERT_TRUE(c.say(get("/echo/one") + get("/large") + get("/echo/two", "Connection: close\r\n")));
  const std::string all = c.rest();
  EXPECT_NE(all.find("\r\n\r\none 127.0.0.1HTTP/1.1 200 OK\r\n"), std::string::npos);
  EXPECT_NE(all.find(std::string(3'000'000, 'x') + "HTTP/1.1 200 OK\r\n"), std::string::npos);
  EXPECT_TRUE(all.ends_with("\r\n\r\ntwo 127.0.0.1"));
  EXPECT_TRUE(c.ended_well());
}

TEST_F(Secured, SpeaksTwelveAndNothingOlderAndOnlyWithForwardSecrecy) {
  start();
  EXPECT_EQ(TlsClient(port(), {.newest = TLS1_2_VERSION}).version(), "TLSv1.2");
  EXPECT_FALSE(TlsClient(port(), {.newest = TLS1_1_VERSION, .oldest = TLS1_VERSION}).connected());
  EXPECT_FALSE(TlsClient(port(), {.newest = TLS1_2_VERSION, .ciphers = "kRSA"}).connected());
  EXPECT_FALSE(
      TlsClient(port(), {.newest = TLS1_2_VERSION, .ciphers = "ECDHE+AES:!AESGCM"}).connected());
}

TEST_F(Secured, RefusesAClientThatSpeaksOnlyAnotherProtocol) {
  start();
  EXPECT_FALSE(TlsClient(port(), {.protocols = "\x02h2"}).connected());
  EXPECT_TRUE(TlsClient(port(), {.protocols = ""}).connected());
}

TEST_F(Secured, D1AHandshakeThatIsNotMadeIsCut) {
  Limits limits;
  limits.handshake = 300ms;
  start(limits);
  RawClient silent(port()), plain(port());
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(silent.rest(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
  plain.say(get("/echo/one"));
  EXPECT_EQ(plain.rest().find("HTTP/1.1 200"), std::string::npos);
  TlsClient c(port(), {});
  ASSERT_TRUE(c.say(get("/echo/on", "Connection: close\r\n")));
  EXPECT_TRUE(c.rest().ends_with("on 127.0.0.1"));
}

TEST_F(Secured, D3ARefusalIsReadThoughTheClientWentOnSending) {
  Limits limits;
  limits.body_bytes = 1000;
  start(limits);
  TlsClient c(port(), {});
  ASSERT_TRUE(c.say("POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"));
  ASSERT_TRUE(c.say(std::string(50'000, 'x')));
  EXPECT_EQ(status_of(c.rest()), 413);
}

TEST_F(Secured, BeyondTheLimitItIsClosedWithoutAHandshake) {
  Limits limits;
  limits.connections = 1;
  start(limits);
  TlsClient first(port(), {});
  ASSERT_TRUE(first.connected());
  EXPECT_EQ(RawClient(port()).rest(), "");
  EXPECT_EQ(server_->counters().turned_away, 1U);
  ASSERT_TRUE(first.say(get("/echo/on", "Connection: close\r\n")));
  EXPECT_TRUE(first.rest().ends_with("on 127.0.0.1"));
}

TEST_F(Secured, D9AStopFinishesWhatIsUnderWayAndNoHandshake) {
  start();
  TlsClient busy(port(), {});
  ASSERT_TRUE(busy.say(get("/large")));
  std::string got = busy.some();
  ASSERT_FALSE(got.empty());
  RawClient silent(port());
  std::thread stopping([&] { server_->stop(); });
  EXPECT_EQ(silent.rest(), "");
  got += busy.rest();
  EXPECT_EQ(body_of(got), std::string(3'000'000, 'x'));
  stopping.join();
}

TEST_F(Secured, ACertificateIsReadAgainWhenItChangedAndKeptWhenTheNewOneIsNone) {
  auto certificate = Certificate::read(files_);
  ASSERT_TRUE(certificate) << certificate.error().message;
  const auto first = (*certificate)->context();
  EXPECT_FALSE(*(*certificate)->renew());
  const TlsFiles other{folder_ / "other.pem", folder_ / "other.key"};
  make_certificate(other, "other.example");
  // Half of it: as between two files of a tool that writes them.
  ASSERT_EQ(std::rename(other.chain.c_str(), files_.chain.c_str()), 0);
  const auto half = (*certificate)->renew();
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, Code::kInvalid);
  EXPECT_EQ((*certificate)->context(), first);
  ASSERT_EQ(std::rename(other.key.c_str(), files_.key.c_str()), 0);
  ASSERT_TRUE(*(*certificate)->renew());
  EXPECT_NE((*certificate)->context(), first);
}

TEST_F(Secured, WhatIsNoCertificateOrNoKeyOrOpenToAllIsToldSo) {
  const auto code = [&] { return Certificate::read(files_).error().code; };
  ::chmod(files_.key.c_str(), 0604);
  EXPECT_EQ(code(), Code::kForbidden);
  ::chmod(files_.key.c_str(), 0640);
  EXPECT_TRUE(Certificate::read(files_));
  std::ofstream(files_.key) << "no key";
  EXPECT_EQ(code(), Code::kInvalid);
  make_certificate(files_, "rapport.example");
  std::ofstream(files_.chain) << "no chain";
  EXPECT_EQ(code(), Code::kInvalid);
  std::remove(files_.chain.c_str());
  EXPECT_EQ(code(), Code::kNotFound);
  EXPECT_FALSE(Server::start(*parse_address("127.0.0.1:0"), {}, {}, *clock_, files_));
}

TEST_F(Secured, AKeyBehindAPassphraseIsToldSoAndNobodyIsAsked) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  std::FILE* file = std::fopen(files_.key.c_str(), "w");
  PEM_write_PrivateKey(file, key, EVP_aes_128_cbc(),
                       reinterpret_cast<const unsigned char*>("secret"), 6, nullptr, nullptr);
  std::fclose(file);
  EVP_PKEY_free(key);
  EXPECT_EQ(Certificate::read(files_).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace net
