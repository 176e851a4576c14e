// How one offers in English, leaves room for a no, gives a reason; and how one sells.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/turns.h"

namespace composer {
namespace {

// "happy to" and its like, and what follows where nothing is given.
const Phrases kWilling{"happy|glad|pleased|delighted|willing|thrilled|gladly|keen|ready to"};
const Phrases kTaking{
    "to hear|see|meet|talk|chat|connect|know|learn|get|speak|be|have|answer|explain|discuss",
    "to jump|hop|elaborate|tell|find|receive|say|report|announce|inform|set|come",
    "to read that|about|of|how|in", "to work with|together|for",
    "to send|share|provide|give * details|information|info|deck|brochure|cv|resume|portfolio|link"};
constexpr std::size_t kNear = 5;  // words back to whose readiness it is
const Phrases kMine{"i|i'd|i'm|i'll|we|we'd|we're|we'll|me"},
    kTheirs{"you|you'd|you're|she|he|they|who"};

const Phrases kOffers{
    "love|like|want to "
    "help|introduce|return|promote|review|cook|host|treat|support|lend|teach|proofread|translate|"
    "repay",
    "love|like to give|bring|write|buy|show|offer|share|invite|make|feature|take "
    "you|your|something|back|a",
    "in return|exchange|turn",
    "return the|your favour|favor",
    "repay you|your|the",
    "make it up",
    "let me know|hear what|how|if|where|whether * i|we can|could|may|might",
    "let me|us "
    "help|show|introduce|buy|return|lend|bring|give|write|proofread|cook|invite|treat|take",
    "tell me what|how|if|where * i|we can|could",
    "what|how|where can|could|may i|we * do|help|return|give",
    "may|can|could|might i|we * "
    "introduce|help|bring|lend|offer|return|send|give|buy|show|repay|treat|take",
    "would you like me|us|a|an|the|my|our|some|one|it|them|those|both",
    "would you like to borrow|use|keep|have|stay|read|try",
    "want|like me|us to",
    "if you want|like i|we can|could|will",
    "shall i send|bring|introduce|write|come|put|pass|forward|lend|drop|show|give|ask",
    "my|our treat",
    "is on me|us",
    "lunch's|lunch|coffee|dinner|it's|drinks on me|us",
    "you're|are welcome to use|have|borrow|stay|take|copy|come|bring|join",
    "feel free to use|borrow|take|copy|keep",
    "help yourself",
    "anything i|we can|could do",
    "anything you need",
    "you'd|you'll|you would|will|shall get|receive|have|be credited|named|paid|free|half",
    "is|are|it's yours",
    "you can|may|could have|use|take|borrow|keep|stay my|our|the|a|in|at|with",
    "swap",
    "trade you",
    "barter",
    "i|we|i've|we've have? already|just? recommended|reviewed|introduced|shared your|you|it",
    "i|we|i've|we've have? already|just? put|posted|ordered|bought|listed|signed|nominated "
    "your|you",
    "i|we|i've|we've have? already|just? told|asked|written|wrote * about|of you|your",
    "i've|we've already? "
    "translated|mended|fixed|drawn|printed|corrected|proofread|typed|booked|found",
    "you get|receive a|an|the|half|all|free|our|my",
    "you|you'd|you'll may|can|could|would? have|keep|get #",
    "you may|can|could keep|have|use|take|borrow",
    "made|kept|saved|bought|put|found|brought|got|reserved|set * for you|your",
    "i|we give|bring|lend|offer|pay|cook|bake you|your|all|the|a|my|our|one|half",
    "count me|us in",
    "whatever you need",
    "glad|happy|pleased|delighted|ready to help|return|do",
    "call on me|us",
    "lend you|a hand",
    "at your disposal",
    "your turn",
    "the same for you",
    "do the same",
    "in your debt",
    "for your trouble|time"};
const Phrases kNoOffers{"could|can|may i give you a? call|ring",
                        "i|i'll can|will give you a? call|ring|shout",
                        "send|share|give you? more|further|our|some|additional",
                        "i|i'll will|would|can|could? only? take only|up|just|no|ten|little",
                        "i|i'll will|would|can|could? only? take #",
                        "send you * link|brochure|deck|details|information|calendar|invite",
                        "i|i'll can make",
                        "show you what we|our",
                        "show you how our|we",
                        "i|we can help you grow|save|increase|boost|get",
                        "whatever|anything you need? to know"};

// "I can", "we'll": a promise, where something is done for the reader.
const Phrases kPromising{"i'll|ill|we'll|i'd|we'd", "i|we can|could|will|would|shall"};
const Phrases kWith{
    "gladly|happily|readily|also|then|certainly|easily|even|too|of|course|in|return|exchange|both|"
    "just"};
const Phrases kGladly{"gladly|happily|readily"};
// What one does for oneself, or only says.
const Phrases kNotGiven{
    "be|have|need|keep|like|love|want|hope|understand|ask|see|think|know|call|ring|explain|tell|"
    "say",
    "appreciate|wait|come|try|meet|talk|speak|fit|adapt|find|get|work|really|never|not|only|no|"
    "value",
    "rather|welcome|stop|start|follow|leave|stay|hear|wish|suggest|imagine|assume|guess|believe|"
    "reach",
    "open|close|begin|launch|publish|retire|turn|become|arrive|move|graduate|finish|apply|attend|"
    "study",
    "travel|fly|sing|play|respect|use|smell|feel|remember|recognise|recognize|taste|accept|"
    "consider",
    "go|look|learn|join|visit|pick|chat|connect|discuss|still|soon|probably|hardly|barely|always|"
    "miss"};
const Phrases kAfterAll{"look after|over|through|at",
                        "and|then bring|mow|help|cook|mend|write|give|lend|show|teach|paint|wash",
                        "and|then your"};
const Phrases kNotTheirs{
    "your time|answer|reply|address|decision|calendar|schedule|convenience|support",
    "your office|advice|name|contact|guidance|number|help", "each|one other|another"};

// The reader of an ask takes whatever the writer will do for a promise to do it.
bool promises(std::span<const Word> words, Span s) {
  for (std::size_t i = s.first; i < s.last; ++i) {
    const auto will = kPromising.find_at(words, s, i);
    if (!will) continue;
    std::size_t verb = will->last;
    bool gladly = false;
    for (; verb < s.last && kWith.find_at(words, s, verb); ++verb)
      gladly |= kGladly.find_at(words, s, verb).has_value();
    if (verb == s.last) continue;
    const Span rest{verb + 1, s.last};
    const bool idle = kNotGiven.find_at(words, s, verb).has_value() || rest.empty();
    if (idle ? kAfterAll.stands_in(words, {verb, s.last})
             : gladly || !kNotTheirs.stands_in(words, rest))
      return true;
  }
  return false;
}

const Phrases kGenerous{"let me know|hear what|how|if|where|whether * i|we can|could|may",
                        "anything i|we can|could do",
                        "anything you need",
                        "whatever you need",
                        "tell me what|how|if|where * i|we can|could",
                        "what|how|where can|could i|we do|help|return",
                        "help|assist|support in|with any|anything|whatever|every~|however",
                        "happy|glad|pleased|delighted|here|love|ready|available to "
                        "help|assist|support|return|do|be|collaborate",
                        "happy|here if|whenever|for",
                        "count on me",
                        "call on me",
                        "return the|your favour|favor",
                        "be of any? help|service|use|assistance",
                        "there for you",
                        "here for you",
                        "at your disposal",
                        "reach out any~|if|whenever",
                        "in any way",
                        "my|our door"};

const Phrases kEasyNo{
    "no worries|problem|pressure|obligation|bother",
    "if you're|youre|are|you too? swamped|busy|away|tired|stretched|booked|travelling|abroad|full",
    "if you are|have too? swamped|busy|away|tired|stretched|booked|travelling|abroad|full",
    "all right|fine|okay|ok|alright to say|decline|refuse",
    "answer's no",
    "forget i|about",
    "don't do it|this|so|that if",
    "don't bother if",
    "don't worry if",
    "no hard|ill|bad feelings|feeling",
    "need not",
    "needn't",
    "no need",
    "don't|won't have|need to",
    "free to",
    "nothing pressing|urgent",
    "no rush|hurry",
    "not a problem if",
    "say|saying no",
    "no is|would|will",
    "plain|simple|quick|short|clear|honest|one|word no",
    "if not",
    "if it's|it|this|that|that's is? not|no|isn't",
    "if this|it|that|now isn't|doesn't|does|is not?",
    "rather not",
    "prefer not",
    "don't|not|do|never want? you? to? feel * "
    "obliged|obligated|pressured|pushed|bad|have|any|under",
    "fine|okay|ok|alright|right|understandable if|either|too|to",
    "totally|completely|perfectly|quite|absolutely|entirely|also|just|equally "
    "fine|ok|okay|understandable|understand",
    "all right if|either|too",
    "understand if|completely|entirely|perfectly|that|fully",
    "i'll|i'd|i|we will|would|shall? * understand",
    "feel free to ignore|decline|pass|skip|say|refuse|delete|leave",
    "free to decline|ignore|pass|refuse|say",
    "either way|answer",
    "ignore this|it|me|my",
    "don't|won't|wouldn't mind if|at",
    "won't|not|never be? offended|hurt|upset|cross|mind",
    "too much to ask|trouble|bother",
    "if that's|that|it's|it|this is? too much",
    "if you can't|cannot|haven't|don't|aren't|won't|wouldn't|are|have|can "
    "no|not|too|time|busy|swamped",
    "if you can't|cannot|don't|aren't",
    "no answer|reply is|needed|needs",
    "no need to reply|answer|explain|respond|say",
    "just|simply say|tell so|me",
    "say so",
    "skip it|this",
    "leave it there|at",
    "whatever you decide",
    "the|your answer is no",
    "bad|wrong time|moment",
    "no explanation|reason needed|is|required|necessary",
    "a pass is",
    "happy to hear no",
    "no strings",
    "turn * down",
    "not for you",
    "not your thing|cup",
    "only if it|you|that",
    "decline",
    "no offence|offense|harm",
    "say no",
    "no is a",
    "nothing lost|changes|happens if"};

const Phrases kReasons{"because",
                       "since you|she|he|they|your",
                       "as you|your|she|he know|have|said|wrote|once|told|mentioned|are",
                       "of use|value|interest to|for",
                       "so that you|she|he|they",
                       "thought of you|her|him|them",
                       "you|she|he mentioned|said|told|wrote|asked|spoke",
                       "would help you|her|him|them|your",
                       "what's in it",
                       "in it for",
                       "for her|him|them|you this|that|it",
                       "save|saves you|her|him|them",
                       "the reason",
                       "which is why",
                       "that's why",
                       "why i",
                       "you know",
                       "you're|are the only|first|one|person"};

const Phrases kPitches{
    "limited offer|time|spots|seats|availability",
    "seats|spots|places are? limited|left|filling",
    "i|we help * "
    "founders|businesses|companies|owners|leaders|coaches|teams|entrepreneurs|professionals",
    "limited time|number",
    "book|schedule|request|get|see a? free|quick|short|live? demo|consultation|walkthrough",
    "special|exclusive|introductory price|offer|discount|rate|deal",
    "discount|discounts|discounted",
    "free trial|demo|audit|consultation|assessment|quote",
    "percent|per|cent off",
    "# off",
    "off your first",
    "our|my "
    "platform|solution|solutions|software|product|products|services|agency|tool|saas|app|packages|"
    "programme|program helps|help|offers|offer|can|could|lets|includes|saves|makes|is|gives|will",
    "industry leading|best",
    "best in class",
    "cutting edge",
    "state of the art",
    "act now|fast",
    "boost|increase|grow|double|triple|skyrocket|scale your|their "
    "revenue|sales|business|leads|traffic|pipeline|conversions|roi|profits",
    "10x",
    "roi",
    "world class",
    "one stop",
    "sign up today|now|here|for",
    "don't miss|miss this|out",
    "starting at|from only|just",
    "starting at|from #",
    "prices start|from",
    "price list",
    "our rates|pricing|prices|brochure|catalogue|catalog",
    "game changer|changing",
    "revolutionary|revolutionize|revolutionise",
    "risk free",
    "money back guarantee",
    "complimentary",
    "strategy session|call",
    "special|exclusive price|rate",
    "promo|voucher code",
    "lead generation|gen",
    "qualified leads",
    "we help businesses|companies|people|firms|coaches|owners|founders|leaders|teams",
    "i help businesses|companies|people|firms|coaches|owners|founders|leaders|teams|entrepreneurs",
    "increase|boost|grow|scale your",
    "book a|your slot|spot|seat|call",
    "join|our my|our? webinar|masterclass",
    "save you up to",
    "save you #",
    "upgrade your|to",
    "early bird",
    "per cent off",
    "buy one|now|today"};
const Phrases kNoPitches{"asked|ask|asking * for",
                         "got|took|take|getting * discount",
                         "no discount",
                         "your|their discount",
                         "the discount you",
                         "you discount|discounted"};

}  // namespace

bool pitches(std::span<const Word> words, Span s) {
  return kPitches.stands_in(words, s) && !kNoPitches.stands_in(words, s);
}

bool offers(std::span<const Word> words, Span s) {
  if (pitches(words, s)) return false;
  for (std::size_t i = s.first; i < s.last; ++i) {
    const auto willing = kWilling.find_at(words, s, i);
    if (!willing) continue;
    bool theirs = false;
    for (std::size_t k = i; k-- > s.first && k + kNear > i;) {
      theirs = kTheirs.find_at(words, s, k).has_value();
      if (theirs || kMine.find_at(words, s, k)) break;
    }
    if (!theirs && !kTaking.find_at(words, s, willing->last - 1)) return true;
  }
  return (promises(words, s) || kOffers.stands_in(words, s)) && !kNoOffers.stands_in(words, s);
}

bool is_generous(std::span<const Word> words, Span s) { return kGenerous.stands_in(words, s); }
bool lets_go(std::span<const Word> words, Span s) {
  static const Phrases kIf{"if|should"},
      kFine{"fine|ok|okay|alright|understand|understandable|problem|matter|mind|trouble|harm",
            "all right"};
  return kEasyNo.stands_in(words, s) || (kIf.stands_in(words, s) && kFine.stands_in(words, s));
}
bool gives_reason(std::span<const Word> words, Span s) { return kReasons.stands_in(words, s); }

}  // namespace composer
