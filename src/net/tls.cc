// Bytes over TLS, and the certificate for it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>

#include "net/transport.h"

namespace net {

struct TlsContext {
  boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

namespace {

namespace asio = boost::asio;
using base::Code;

constexpr asio::as_tuple_t<asio::use_awaitable_t<asio::io_context::executor_type>> kTold{};
constexpr std::size_t kRecord = 16 << 10;

class Tls final : public Transport {
 public:
  Tls(Socket socket, std::shared_ptr<TlsContext> context)
      : peer_(address_of(socket)),
        context_(std::move(context)),
        stream_(std::move(socket), context_->context) {
    boost::system::error_code ignored;
    stream_.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  Task<bool> begin() override {
    auto done = co_await stream_.async_handshake(asio::ssl::stream_base::server, kTold);
    co_return !std::get<0>(done);
  }

  Task<std::size_t> read_some(char* to, std::size_t size) override {
    if (finished_) {  // whatever it is, it is only taken so that they can go on sending
      auto raw = co_await stream_.next_layer().async_read_some(asio::buffer(to, size), kTold);
      co_return std::get<0>(raw) ? 0 : std::get<1>(raw);
    }
    auto read = co_await stream_.async_read_some(asio::buffer(to, size), kTold);
    co_return std::get<0>(read) ? 0 : std::get<1>(read);
  }

  // A head and the beginning of its body go out as one record.
  Task<bool> write(std::string_view head, std::string_view body) override {
    std::string first(head);
    const std::size_t along = head.size() < kRecord ? kRecord - head.size() : 0;
    first += body.substr(0, along);
    auto begun = co_await write_all(first);
    if (!begun || body.size() <= along) co_return begun;
    co_return co_await write_all(body.substr(along));
  }

  std::string peer() const override { return peer_; }
  bool is_gone() const override { return is_closed(stream_.next_layer()); }

  void cancel() override {
    boost::system::error_code ignored;
    stream_.next_layer().cancel(ignored);
  }

  // Says that this was all, and waits until they say so too, or say something else.
  Task<void> finish_sending() override {
    auto done = co_await stream_.async_shutdown(kTold);
    (void)done;
    finished_ = true;
    boost::system::error_code ignored;
    stream_.next_layer().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

 private:
  Task<bool> write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      auto wrote =
          co_await stream_.async_write_some(asio::buffer(bytes.data(), bytes.size()), kTold);
      if (std::get<0>(wrote)) co_return false;
      bytes.remove_prefix(std::get<1>(wrote));
    }
    co_return true;
  }

  std::string peer_;
  std::shared_ptr<TlsContext> context_;  // outlives what is made from it, though it is renewed
  asio::ssl::stream<Socket> stream_;
  bool finished_ = false;
};

base::Result<std::string> stamp_of(const std::string& path, bool secret) {
  struct stat there{};
  if (::stat(path.c_str(), &there) != 0) {
    const auto code = errno == ENOENT ? Code::kNotFound : Code::kUnavailable;
    return base::fail(code, path + ": " + std::strerror(errno));
  }
  if (secret && (there.st_mode & 007) != 0) {
    return base::fail(Code::kForbidden,
                      path + ": everybody on this machine may read this key: chmod 640 or 600");
  }
  return fmt::format("{} {} {} {}.{}\n", there.st_dev, there.st_ino, there.st_size,
                     there.st_mtim.tv_sec, there.st_mtim.tv_nsec);
}

base::Result<std::string> stamp_of(const TlsFiles& files) {
  TRY(const std::string chain, stamp_of(files.chain, false));
  TRY(const std::string key, stamp_of(files.key, true));
  return chain + key;
}

int no_passphrase(char*, int, int, void*) { return 0; }

// HTTP/1.1, or nothing where the client only speaks others.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int size, void*) {
  static constexpr std::string_view kOurs = "\x08http/1.1";
  unsigned char* out = nullptr;
  const int result =
      SSL_select_next_proto(&out, length, reinterpret_cast<const unsigned char*>(kOurs.data()),
                            static_cast<unsigned>(kOurs.size()), offered, size);
  *chosen = out;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

base::Failure unusable(const std::string& path, const char* what) {
  const unsigned long error = ERR_peek_last_error();
  const char* reason = error == 0 ? nullptr : ERR_reason_error_string(error);
  ERR_clear_error();
  return base::fail(
      Code::kInvalid,
      path + ": " + what + (reason == nullptr ? "" : std::string(" (") + reason + ")"));
}

base::Result<std::shared_ptr<TlsContext>> context_of(const TlsFiles& files) {
  auto made = std::make_shared<TlsContext>();
  SSL_CTX* context = made->context.native_handle();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, &choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, &no_passphrase);
  ERR_clear_error();
  if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
    return unusable("TLS", "no cipher that is good enough");
  if (SSL_CTX_use_certificate_chain_file(context, files.chain.c_str()) != 1)
    return unusable(files.chain, "this is no chain of certificates in PEM");
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    return unusable(files.key,
                    "this is no key in PEM without a passphrase, or of another certificate");
  if (SSL_CTX_check_private_key(context) != 1)
    return unusable(files.key, "this is the key of another certificate");
  return made;
}

}  // namespace

base::Result<std::unique_ptr<Certificate>> Certificate::read(const TlsFiles& files) {
  std::unique_ptr<Certificate> certificate(new Certificate(files));
  TRY_DO(certificate->renew());
  return certificate;
}

base::Result<bool> Certificate::renew() {
  TRY(std::string stamp, stamp_of(files_));
  if (stamp == stamp_) return false;
  TRY(context_, context_of(files_));
  stamp_ = std::move(stamp);
  return true;
}

std::unique_ptr<Transport> over_tls(Socket socket, std::shared_ptr<TlsContext> context) {
  return std::make_unique<Tls>(std::move(socket), std::move(context));
}

}  // namespace net
