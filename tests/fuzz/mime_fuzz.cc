// A mail as it comes: decoded without a crash, in valid UTF-8, within its bounds.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "base/text.h"
#include "formats/mail_text.h"
#include "formats/mime.h"
#include "model/question.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const formats::Mail mail = formats::parse_mail({reinterpret_cast<const char*>(bytes), size});
  for (const std::string& text : {mail.subject, mail.text, mail.message_id, mail.list_id})
    ASSERT(base::make_utf8(text) == text);
  for (const auto* list : {&mail.from, &mail.to, &mail.cc, &mail.bcc}) {
    for (const formats::Address& a : *list) {
      ASSERT(base::make_utf8(a.name) == a.name);
      ASSERT(base::make_utf8(a.address) == a.address);
    }
  }
  const std::string fresh = formats::new_text(mail.text, 4096);
  ASSERT(fresh.size() <= 4096);
  (void)model::first_question(fresh);
  return 0;
}
