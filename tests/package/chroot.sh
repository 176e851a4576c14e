#!/usr/bin/env bash
# Installs the package into a Debian 12 made for it, runs the service as its unit would, removes and
# purges it, and looks at what is left. As root; the chroot is kept in build/chroot for the next time.
#   tests/package/chroot.sh build/package/rapport_0.1.0_amd64.deb
set -euo pipefail
cd "$(dirname "$0")/../.."
deb=$(realpath "$1")
base=$PWD/build/chroot/base root=$PWD/build/chroot/root
. tests/package/check.sh
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"; }
# All that is there and whose, but for what belongs to apt, dpkg, and the tools that keep users.
listing() {
  (cd "$root" && find . \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./run -o -path ./tmp -o -path ./var/cache -o -path ./var/log \
    -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path './etc/*-' \) -prune -o -printf '%p %U %M\n' | sort)
}
users() { cut -d: -f1 "$root/etc/passwd" "$root/etc/group" | sort; }
server=0
cleanup() {
  [ "$server" = 0 ] || kill "$server" 2>/dev/null || true
  mountpoint -q "$root/proc" && umount "$root/proc" || true
}
trap cleanup EXIT

mkdir -p build/chroot
: >build/chroot/log
fresh_debian
rm -rf "$root"
cp -a "$base" "$root"
mount -t proc proc "$root/proc"
cp "$deb" "$root/tmp/rapport.deb"

echo "== install"
# The libraries first, and by themselves: they stay when the package goes.
libraries=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed -E 's/\(.*\)//; s/\|.*//' | xargs)
inside apt-get install -y -qq --no-install-recommends $libraries >>build/chroot/log 2>&1
before=$(listing) users_before=$(users)
check "it installs with what its Depends name, and nothing else" inside dpkg -i /tmp/rapport.deb
check "the program runs" inside rapport --version
check "all its libraries are there" sh -c "! chroot '$root' ldd /usr/bin/rapport | grep 'not found'"
check "the files are as they were packed" test -z "$(inside dpkg --verify rapport)"
check "the folder is its user's alone" test "$(inside stat -c '%U %a' /var/lib/rapport)" = "rapport 700"
check "the service is enabled" test -L "$root/etc/systemd/system/multi-user.target.wants/rapport.service"
check "the page reads" sh -c "zcat '$root/usr/share/man/man1/rapport.1.gz' | grep -q '^.B serve'"
if command -v systemd-analyze >/dev/null; then
  # It looks for the program where the unit says; here that is inside of the chroot.
  sed "s|^ExecStart=|&$root|" "$root/lib/systemd/system/rapport.service" >build/chroot/rapport.service
  check "systemd finds nothing wrong with the unit" sh -c \
    'out=$(systemd-analyze verify --man=no build/chroot/rapport.service 2>&1) && [ -z "$out" ] || { echo "$out"; false; }'
  check "systemd calls its exposure low (under 2.0)" systemd-analyze security --offline=yes --threshold=20 build/chroot/rapport.service
fi

echo "== run, as the unit would"
unit() { sed -nE "s/^$1=//p" "$root/lib/systemd/system/rapport.service"; }
# shellcheck disable=SC1091
options=$(. "$root/etc/default/rapport" && echo "$RAPPORT_OPTIONS")
start=$(unit ExecStart)
start=${start/\$RAPPORT_OPTIONS/$options}
uid=$(inside id -u "$(unit User)") gid=$(inside id -g "$(unit Group)")
exec_as_user() {
  exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs \
    --bounding-set=-all "$@"
}
as_user() { (exec_as_user "$@"); }
serve() {
  # Becomes the program: each of these replaces itself by the next.
  exec_as_user $start >build/chroot/served 2>&1 &
  server=$!
  for _ in $(seq 100); do
    grep -q '"listening"' build/chroot/served && return 0
    sleep 0.1
  done
  cat build/chroot/served
  return 1
}
ends() {
  kill -TERM "$server"
  local status=0
  wait "$server" || status=$?
  server=0
  return $status
}
ask() { curl -fsS --max-time 10 "http://127.0.0.1:7777/api/v1/$1"; }
check "nobody else answers at its port" sh -c '! curl -s --max-time 5 http://127.0.0.1:7777/'
check "it starts, as $(unit User), with what the package installs" serve
check "it is that user's process" test "$(ps -o uid= -p $server | xargs)" = "$uid"
check "/api/v1/health answers" ask health
check "it says how to become its owner" grep -q '/#welcome=' build/chroot/served
check "it keeps to its folder" sh -c "! find '$root' -xdev -newer '$root/tmp/rapport.deb' -uid $uid -not -path '$root/var/lib/rapport*' | grep ."
check "nobody else may read what it keeps" sh -c "! find '$root/var/lib/rapport' -perm /077 | grep ."
check "it stops when it is told to, and says that all is well" ends
check "it starts again" serve
check "and answers" ask health
check "and stops" ends
check "its book is whole" as_user rapport --data /var/lib/rapport verify

echo "== upgrade, remove, purge"
echo 'RAPPORT_OPTIONS="--listen 127.0.0.1:7778"' >"$root/etc/default/rapport"
check "the same again leaves data and settings" inside dpkg -i --force-confold /tmp/rapport.deb
check "… the settings" grep -q 7778 "$root/etc/default/rapport"
check "it is removed" inside dpkg -r rapport
check "the program is gone" test ! -e "$root/usr/bin/rapport"
check "the data stays" test -n "$(ls -A "$root/var/lib/rapport")"
check "it comes back to its data" inside dpkg -i --force-confold /tmp/rapport.deb
check "… which it can read" as_user rapport --data /var/lib/rapport verify
check "it is purged" inside dpkg -P rapport
check "nothing is left" diff <(echo "$before") <(listing)
check "no user and no group is left" diff <(echo "$users_before") <(users)
rm -f "$root/tmp/rapport.deb"
counted
