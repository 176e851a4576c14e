// Handles: what the world calls somebody, in canonical form.
// Shape:  none where the text is not one: a local telephone number without a region, a home page.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/identity.h"

namespace identity {

// "Ada@Example.org" → "ada@example.org". Tags and dots stay: they are evidence, not identity.
std::optional<model::Handle> mail_handle(std::string_view text);

// E.164: "+44 (0)1632 960123" → "+441632960123"; "0151 234567" with "DE" → "+49151234567". With an
// extension it is a switchboard's, and nobody's.
std::optional<model::Handle> phone_handle(std::string_view text, std::string_view region);

// A person's page on a network that gives everybody one: "https://www.linkedin.com/in/Ada/?x" →
// "linkedin.com/in/ada"; "https://example.social/@ada" → the account "ada@example.social".
std::optional<model::Handle> page_handle(std::string_view text);

// "xmpp:ada@example.org", "skype:ada".
std::optional<model::Handle> account_handle(std::string_view text);

model::Handle name_handle(std::string_view name);  // folded; "" for nobody

// What may be one person's although it is not the same address: without tag, and dots where the
// provider ignores them. For comparing only.
std::string same_mailbox(std::string_view address);
enum class Mailbox { kPersonal, kShared, kMachine };  // "ada@", "info@", "no-reply@" or a list
Mailbox kind_of_mailbox(std::string_view address);

}  // namespace identity
