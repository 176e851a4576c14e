#!/usr/bin/env bash
# Makes build/package/rapport_VERSION_ARCH.deb of a built release: package.sh BUILD_FOLDER
# The same commit gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1/rapport
version=$(sed -nE 's/^project\(rapport VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
arch=$(dpkg --print-architecture)
out=build/package
root=$out/root
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
maintainer=${RAPPORT_MAINTAINER:-$(git log -1 --format='%an <%ae>')}

rm -rf "$out"
doc=$root/usr/share/doc/rapport
install -d "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/man/man1" "$root/lib/systemd/system" "$root/etc/default" "$doc"
install -m 755 "$binary" "$root/usr/bin/rapport"
strip --strip-unneeded --remove-section=.comment "$root/usr/bin/rapport"
install -D -m 644 build/match/match-en.bin "$root/usr/share/rapport/match-en.bin"
install -m 644 packaging/rapport.service "$root/lib/systemd/system/rapport.service"
install -m 644 packaging/default "$root/etc/default/rapport"
install -m 644 packaging/copyright docs/install.md docs/api.md "$doc"
gzip -9nc LICENSE >"$doc/LICENSE.gz"
{
  echo "rapport ($version) stable; urgency=medium"
  echo
  git log -20 --format='  * %s' | cut -c1-118
  echo
  echo " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$doc/changelog.gz"

# The commands' own one line each, so that the page can't tell of others than there are.
"$binary" --help | sed -n '/^Subcommands:/,$p' | tail -n +2 |
  sed -nE 's/^  ([a-z]+) +(.*)/.TP\n.B \1\n\2/p' | sed 's/-/\\-/g' >"$out/commands"
test -s "$out/commands"
sed -e "s/@DATE@/$day/; s/@VERSION@/$version/" -e "/@COMMANDS@/{r $out/commands
d}" packaging/rapport.1.in | gzip -9n >"$root/usr/share/man/man1/rapport.1.gz"

# What the program is linked with, as packages.
mkdir -p "$out/debian"
printf 'Source: rapport\n\nPackage: rapport\nArchitecture: any\n' >"$out/debian/control"
depends=$(cd "$out" && dpkg-shlibdeps -O --ignore-missing-info root/usr/bin/rapport 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
test -n "$depends"
cat >"$root/DEBIAN/control" <<TXT
Package: rapport
Version: $version
Architecture: $arch
Maintainer: $maintainer
Section: net
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends, adduser, init-system-helpers (>= 1.54), tzdata, ca-certificates
Description: relationship-first networking server
 Rapport keeps track of the relationships that are real, and tells you the next
 good thing to do for one of them. It reads mail, calendars, address books and
 the archives that networks hand out, works out who would go out of their way
 for whom, and writes to nobody by itself but, where it is set up to, to its
 own members.
 .
 One program with an embedded database, a web app, a command line and an HTTP
 API; the package runs it as a service of its own user, on this machine only
 until it is told otherwise.
TXT
echo /etc/default/rapport >"$root/DEBIAN/conffiles"
install -m 755 packaging/postinst packaging/prerm packaging/postrm "$root/DEBIAN"
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$out/rapport_${version}_$arch.deb" >/dev/null
rm -rf "$root" "$out/debian" "$out/commands"
echo "$out/rapport_${version}_$arch.deb"
