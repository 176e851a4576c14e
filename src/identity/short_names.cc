// Short forms of given names that a matcher can't guess from their letters. One line a name: the
// words on it are one name; a word may stand on several. Those that begin a longer one ("Chris", "Alex") it finds by itself, and
// what people write beside the same address teaches it the rest.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>

#include "base/text.h"
#include "identity/name_words.h"

namespace identity {
namespace {

constexpr std::string_view kNames =
    // English
    "robert bob rob bobby robbie\n"
    "william bill will billy willy\n"
    "james jim jimmy jamie\n"
    "michael mike mick micky michal misha mikhail\n"
    "richard rick dick ricky\n"
    "edward ed ted teddy eddie\n"
    "charles charlie chuck\n"
    "anthony tony antonio\n"
    "joseph joe jose pepe giuseppe beppe\n"
    "andrew andy drew andreas andi andrei andrey\n"
    "stephen steve steven stefan stephan\n"
    "henry harry hank\n"
    "john jack johnny jon jonathan johannes hannes hans\n"
    "lawrence larry\n"
    "gerald gerry jerry\n"
    "elizabeth liz beth betty lizzie eliza elisabeth lisa libby\n"
    "katherine kate kathy catherine katharina kathi katie katarzyna kasia katerina katka "
    "ekaterina katya yekaterina\n"
    "margaret maggie peggy meg malgorzata gosia\n"
    "jennifer jen jenny\n"
    "rebecca becky\n"
    "susan sue susanne susi suzanne\n"
    "patricia patty trish pat\n"
    "patrick pat paddy\n"
    "deborah debbie deb\n"
    "christine chris tina christina\n"
    "christopher chris christoph kris\n"
    "victoria vicky viki\n"
    "alexander alex sasha aleksandr alessandro sandro alejandro jandro xander\n"
    "alexandra alex sasha aleksandra ola sandra\n"
    "theresa terry tess tereza teresa tere\n"
    "barbara barb\n"
    "judith judy\n"
    "dorothy dot dolly\n"
    "helen nell ellen\n"
    "eleanor ellie nora\n"
    "frances fran fanny\n"
    "francis frank fran\n"
    "sarah sally\n"
    "mary molly polly maria masha mariya marie\n"
    "isabel isabella bella izzy isobel isa\n"
    "abigail gail abby\n"
    "samuel sam sammy\n"
    "samantha sam\n"
    "georgina gina georgia\n"
    "josephine josie jo\n"
    "charlotte lottie charlie\n"
    "caroline carrie carolina\n"
    // German, Italian, Spanish
    "wolfgang wolf\n"
    "matthias matze\n"
    "brigitte gitte\n"
    "ursula uschi\n"
    "gabriele gabi\n"
    "ulrich uli ulrike\n"
    "heinrich heinz\n"
    "friedrich fritz\n"
    "friederike rike\n"
    "giovanni gianni\n"
    "lorenzo renzo\n"
    "antonella nella\n"
    "francisco paco pancho francesco\n"
    "jesus chuy\n"
    "ignacio nacho\n"
    "guillermo memo\n"
    "enrique quique\n"
    "fernando nando\n"
    "dolores lola\n"
    "concepcion concha\n"
    "guadalupe lupe\n"
    "rosario charo\n"
    "carmen mamen\n"
    "ximena jimena\n"
    // Polish, Czech, Russian
    "krzysztof krzysiek\n"
    "tomasz tomek thomas tom tomas\n"
    "jakub kuba\n"
    "stanislaw staszek\n"
    "wojciech wojtek\n"
    "grzegorz grzesiek gregory greg\n"
    "andrzej jedrek\n"
    "zbigniew zbyszek\n"
    "jiri jirka\n"
    "joanna asia\n"
    "agnieszka aga\n"
    "elzbieta ela\n"
    "zofia zosia sofia sophie\n"
    "zuzana zuzka\n"
    "sergei sergey seryozha\n"
    "dmitri dima dmitry mitya\n"
    "aleksei alexey alyosha\n"
    "nikolai kolya nikolay\n"
    "evgeni zhenya evgeny yevgeny\n"
    "ivan vanya\n"
    "vladimir volodya vova\n"
    "pavel pasha paul\n"
    "konstantin kostya\n"
    "anatoli tolya\n"
    "elena lena yelena\n"
    "natalia natasha natalya\n"
    "tatiana tanya tatyana\n"
    "anastasia nastya\n"
    "ludmila lyuda lyudmila\n"
    "nadezhda nadya\n"
    "ksenia xenia\n";

std::vector<std::vector<std::string>> read_names() {
  std::vector<std::vector<std::string>> lines;
  for (const std::string_view line : base::split(kNames, '\n')) {
    if (!line.empty()) lines.push_back(name_words(line).words);
  }
  return lines;
}

}  // namespace

const std::vector<std::vector<std::string>>& short_forms() {
  static const std::vector<std::vector<std::string>> all = read_names();
  return all;
}

}  // namespace identity
