// The coach: any bytes are read to the end; every place lies in the text, on the borders of characters
// where the text is UTF-8; sentences cover the body; a message is like itself.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/assert.h"
#include "base/text.h"
#include "composer/coach.h"
#include "composer/similar.h"

namespace {

bool is_border(const std::string& text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  composer::Draft draft;
  std::string text(reinterpret_cast<const char*>(bytes), size);
  if (size > 0) {  // the first byte says what the message is
    draft.kind = static_cast<composer::Kind>(bytes[0] % 7);
    draft.situation.first_message = (bytes[0] & 64) != 0;
    if ((bytes[0] & 128) != 0) draft.language = composer::Language::kEnglish;
    text.erase(0, 1);
  }
  for (const bool valid : {false, true}) {
    draft.text = valid ? base::make_utf8(text) : text;
    const auto all = composer::all_advice(draft);
    for (const composer::Advice& a : all) {
      ASSERT(a.where.begin <= a.where.end && a.where.end <= draft.text.size());
      ASSERT(!valid ||
             (is_border(draft.text, a.where.begin) && is_border(draft.text, a.where.end)));
      ASSERT(!a.what.empty() && !a.instead.empty());
    }
    const composer::Reading reading = composer::read(draft);
    std::size_t at = reading.body.first;
    for (const composer::Sentence& s : reading.sentences) {
      ASSERT(s.words.first == at && s.words.last > at);
      at = s.words.last;
    }
    ASSERT(at == reading.body.last);
    const composer::SentText sent = composer::sketch(draft.text);
    ASSERT(composer::similar(sent, sent) == 1);
  }
  return 0;
}
