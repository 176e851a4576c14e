// Certificate: what a server proves its name with: a chain and its key, read again when they change.
// Shape:  two files in PEM, the chain with the server's own certificate first. TLS 1.2 and 1.3, only
//         ciphers with forward secrecy, HTTP/1.1 alone; no session is resumed.
// Errors: kForbidden for a key that others may read; kInvalid for what is no certificate, no key
//         without a passphrase, or not its key; kNotFound and kUnavailable of the disk.
// Cost:   60 KiB a connection; a handshake is one signature of the key: 0.1 ms for P-256, 1 ms for
//         RSA of 2048 bits.
// Source: RFC 8446, RFC 9325, RFC 7301; OpenSSL, by Asio.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace net {

struct TlsFiles {
  std::string chain, key;
};

struct TlsContext;

// For one thread.
class Certificate {
 public:
  static base::Result<std::unique_ptr<Certificate>> read(const TlsFiles& files);

  // True: the files had changed, and connections from now on have what is in them. An error: they
  // had, and cannot be used; what was there before stays, and the next call looks again.
  base::Result<bool> renew();
  const std::shared_ptr<TlsContext>& context() const { return context_; }

 private:
  explicit Certificate(TlsFiles files) : files_(std::move(files)) {}

  TlsFiles files_;
  std::string stamp_;  // of the files as they were read
  std::shared_ptr<TlsContext> context_;
};

}  // namespace net
