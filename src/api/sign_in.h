// Sign in: how a request shows who asks, and how an answer makes a browser remember it.
// Shape:  a cookie that only this site's own pages send and no script reads, or a token in
//         Authorization. Over https its name begins with __Host-, so that no other site can set it.
// Source: RFC 6265bis; OWASP ASVS 5.0 §3.3, §7.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "api/caller.h"
#include "api/site.h"

namespace api {

Caller caller_of(Site& site, const net::Request& request);
// The same, as what it proved is kept.
std::optional<members::Known> known_by(Site& site, const net::Request& request);

members::Visitor visitor_of(const Site& site, const net::Request& request);
// How browsers name this server: as configured; without, as it was asked, by a loopback name.
std::string origin_of(const Site& site, const net::Request& request);
members::Party party_of(const Site& site, const net::Request& request);  // for passkeys

net::Response signed_in(const Site& site, const members::SignedIn& in);
net::Response signed_out(const Site& site);

}  // namespace api
