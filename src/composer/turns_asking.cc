// How one asks in English, and what only sounds like it.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/turns.h"

namespace composer {
namespace {

// "would you" and its like; what follows or stands before can make it something else.
const Phrases kWouldYou{"would|could|can|will|might|wouldn't|couldn't|can't|cld|wld you",
                        "would|could|can|will u"};
const Phrases kNotAsking{"would|could|can|will you like|prefer|rather|believe|imagine|say|guess",
                         "could|can you use", "will you be at|there|in|coming|around",
                         "would you care for", "would you ever"};
const Phrases kAskingWhat{"what|how|when|where|why|which"};

const Phrases kRequests{
    "do you think you|she|he|they could|can|might|would",
    "may|might|could|can|shall i * "
    "ask|trouble|bother|borrow|have|get|join|shadow|interview|pick|quote|count|use",
    "would it be possible|ok|okay|alright|fine|too",
    "would it be all right",
    "is it possible|ok|okay",
    "is there any|a chance|way|possibility",
    "any chance|way you|of|we|i|to|that",
    "any chance",
    "i'd|i|we like|want|wanted to ask",
    "i would|should like to ask",
    "am|i'm|writing|calling|emailing|here|came asking|writing|emailing to ask",
    "writing|emailing|calling to ask|request",
    "i'm|i|am asking|ask you|for|whether|if",
    "my request|ask|question is",
    "here|here's * my ask|request|question",
    "small|big|one|quick|a favour|favor|request to ask",
    "ask a favour|favor",
    "be grateful|thankful|obliged|delighted|glad|happy if you",
    "appreciate it? if|your you|introducing|telling|sharing|passing|putting|forwarding",
    "appreciate|love it if you",
    "great|helpful|wonderful|lovely|kind|nice|fantastic|awesome if you could|would|can|might",
    "please|kindly",
    "^do tell|ask|share|spread|pass|send|mention|let",
    "tell your friends|mates|colleagues|clients|followers|neighbours|members",
    "do|did you happen? to? know of? any~|some~|who|a|an|other|people|others",
    "who do you know",
    "who|whom would|should|could you|i",
    "who in your",
    "who else",
    "are you willing|able|open|prepared|up|available|free|in|comfortable",
    "keep me|us|him|her in mind",
    "keep|have|open your|an|both|a eye|eyes|ear|ears",
    "let me know|hear if you hear|see|come|meet|spot|know|think",
    "let me know when|if someone|somebody|anyone|anybody",
    "tell|think of? me|us if|when|should you|someone|somebody|anyone|anybody",
    "drop|send me * if|when you|someone|somebody|anyone",
    "could|can|might|should|shall|may we",
    "^mind telling|introducing|passing|sharing|sending|taking|if",
    "^mind asking|looking|reading|putting|giving|forwarding|mentioning",
    "you mind",
    "^up for",
    "^fancy a|meeting|joining",
    "^any interest in",
    "i|we need|want|request|beg|urge you to",
    "requesting you",
    "i'd|would|we'd like|love you to",
    "wonder|wondering|wondered if|whether you|i|we|there",
    "hoping you|we|to could|would|can|might|ask",
    "hope you could|would|might",
    "^introduce|connect me",
    "^forward this",
    "^send me",
    "asking|ask|asked you? for an|your|a|one",
    "requesting an|your|a",
    "^does * suit|work",
    "does anyone|anybody"};

const Phrases kBenign{
    "please let me|us know if|what|how|whether i|we|there|that|it",
    "please let me|us know if|what|how you|she|he|they need|want|would|like|feel|are",
    "please|kindly "
    "don't|do|feel|say|ignore|accept|excuse|forgive|take|enjoy|rest|stay|know|find|be",
    "please pass|give|send|tell * thanks|regards|love|best|greetings|congratulations|hello|hi",
    "please keep it|this|the|them|doing|going|being|up|on|writing|for",
    "please help yourself",
    "please call on",
    "please use",
    "please consider it|this|yourself",
    "can't ask you",
    "asked|ask you? for a table|bill",
    "please ask me|for|if|away|us|any~",
    "please call|reply only|me|any~|whenever|if",
    "please think nothing|of|it"};

const Phrases kInvites{"lunch",
                       "coffee",
                       "tea",
                       "dinner",
                       "breakfast",
                       "walk",
                       "beer",
                       "drink",
                       "visit",
                       "catch up",
                       "join us|me",
                       "come over|by|round|along|and|to|with",
                       "stop|drop by",
                       "tell|show me how|about|whether|what|where|which|all|more",
                       "hear how|about|from",
                       "say hello|hi",
                       "thanks|regards|love|greetings|congratulations to",
                       "thank * for me|us",
                       "your address",
                       "let me know how|whether|when",
                       "call me|us if|when|any~",
                       "know how|whether|if it|she|he|they|you|the|that|your",
                       "see you|each",
                       "meet up|again",
                       "meet * there|at|for",
                       "^what|how|when|where|why|which"};

const Phrases kPleasantries{"^how are|have|is|was|were|did|has|do|does|'s|how's",
                            "^hope",
                            "^remember",
                            "^guess",
                            "^did you know|have|enjoy",
                            "^did you get|manage|see|end|ever|hear|make|survive|find|finish|like",
                            "^what's new|up",
                            "^long time",
                            "isn't it",
                            "right",
                            "^how's",
                            "^ever wondered|thought|feel",
                            "^tired of",
                            "^are you tired|struggling|looking|well|still|ok",
                            "^want to|more|a",
                            "^sound familiar",
                            "^everything|all ok|well|good|fine",
                            "^do you remember|want|still",
                            "^is|are|was|were everything|things|all|they|she|he|it",
                            "^who|what|why wouldn't|not",
                            "^can you believe|imagine",
                            "^how",
                            "^have you ever|been|seen|finished|heard|had",
                            "^was|were|is your|the",
                            "^isn't|wasn't|aren't"};

const Phrases kFavours{"introduce|introduction|introductions|intro|intros|introducing",
                       "refer|referral|referrals|referring",
                       "recommend|recommendation|recommendations|recommending",
                       "testimonial|testimonials",
                       "endorse|endorsement|endorsements",
                       "review|rating|stars",
                       "vote|votes|voting|sign|petition",
                       "hire|hiring|job|jobs|vacancy|vacancies|opening|openings|position|role",
                       "client|clients|customers|customer",
                       "investor|investors|invest|funding|donate|donation|sponsor",
                       "share|sharing|retweet|repost|forward|forwarding|subscribe|follow|like",
                       "buy|order|purchase|sign up",
                       "put in touch",
                       "in touch with",
                       "good word",
                       "know any~|some~|who",
                       "know of",
                       "come across",
                       "keep * mind|eye|eyes|ears",
                       "connect me|us",
                       "my|our cv|resume|book|page|campaign|list|launch",
                       "lend|loan",
                       "send me|us",
                       "help me|us",
                       "pass my|our|this|it|them|me on",
                       "put me|us",
                       "speak|speaking|speaker|slot"};

}  // namespace

bool requests(std::span<const Word> words, Span s) {
  if (kBenign.stands_in(words, s)) return false;
  for (std::size_t i = s.first; i < s.last; ++i) {
    if (kWouldYou.find_at(words, s, i)) {
      const bool what = i > s.first && kAskingWhat.find_at(words, s, i - 1).has_value();
      if (!what && !kNotAsking.find_at(words, s, i)) return true;
    }
  }
  return kRequests.stands_in(words, s);
}

bool invites(std::span<const Word> words, Span s) {
  return kInvites.stands_in(words, s) && !names_favour(words, s);
}

bool is_pleasantry(std::span<const Word> words, Span s) {
  return kPleasantries.stands_in(words, s) && !requests(words, s);
}

bool names_favour(std::span<const Word> words, Span s) { return kFavours.stands_in(words, s); }

}  // namespace composer
