#!/usr/bin/env bash
# Boots a Debian 12 with the package under its own systemd: the unit runs with all its walls, is begun
# again when it is killed, and goes when the package goes. As root; wants systemd-nspawn.
#   tests/package/booted.sh build/package/rapport_0.1.0_amd64.deb
set -euo pipefail
cd "$(dirname "$0")/../.."
deb=$(realpath "$1")
base=$PWD/build/chroot/base root=$PWD/build/chroot/booted init=0
. tests/package/check.sh
wants systemd-nspawn systemd-container
mkdir -p build/chroot
: >build/chroot/log
fresh_debian
rm -rf "$root"
cp -a "$base" "$root"
outside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"; }
inside() {
  nsenter -t "$init" -m -u -i -p -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C SYSTEMD_PAGER=cat "$@"
}
# The pid of the systemd that systemd-nspawn started.
booted() {
  for _ in $(seq 100); do
    init=$(pgrep -P "$nspawn" | head -1)
    [ -n "$init" ] && inside systemctl is-active -q multi-user.target && return 0
    sleep 0.2
  done
  return 1
}
cleanup() { [ -z "${nspawn:-}" ] || kill "$nspawn" 2>/dev/null || true; }
trap cleanup EXIT
cp "$deb" "$root/root/rapport.deb"
outside apt-get install -y -qq --no-install-recommends systemd systemd-sysv dbus >>build/chroot/log 2>&1
outside apt-get install -y -qq --no-install-recommends /root/rapport.deb >>build/chroot/log 2>&1

echo "== boot"
systemd-nspawn -q -D "$root" --register=no --keep-unit -b >build/chroot/console 2>&1 &
nspawn=$!
show() { inside systemctl show rapport -p "$1" --value; }
ask() { curl -fsS --max-time 10 "http://127.0.0.1:7777/api/v1/health"; }
answers() {
  for _ in $(seq 50); do ask && return 0 || sleep 0.2; done
  return 1
}
book() { inside sha256sum /var/lib/rapport/members.json | cut -d' ' -f1; }
check "nobody else answers at its port" sh -c '! curl -s --max-time 5 http://127.0.0.1:7777/'
check "the system comes up" booted
check "the service is there with it" test "$(show ActiveState)" = active
check "it answers behind its walls" answers
check "the journal says how to become its owner" sh -c "$(declare -f inside); init=$init; inside journalctl -u rapport --no-pager | grep -q '/#welcome='"
code=$(inside journalctl -u rapport --no-pager | sed -nE 's/.*#welcome=([0-9a-f]+).*/\1/p' | tail -1)
check "somebody becomes its owner" curl -fsS -o /dev/null -H 'Origin: http://localhost:7777' -H 'Host: localhost:7777' \
  -H 'Content-Type: application/json' -d "{\"code\":\"$code\",\"name\":\"ada\",\"password\":\"four quiet words\"}" http://127.0.0.1:7777/api/v1/welcome
check "systemd calls its exposure low (under 2.0)" inside systemd-analyze security --threshold=20 rapport
before=$(book)
check "killed, it is begun again" sh -c "$(declare -f inside show); init=$init; inside kill -9 \$(show MainPID); sleep 4; [ \$(show NRestarts) = 1 ]"
check "… and answers" answers
check "… with the owner it had" test "$(book)" = "$before"
check "it stops when it is told to" inside systemctl stop rapport
check "… and systemd is content" test "$(show Result)" = success
check "its book is whole" inside setpriv --reuid rapport --regid rapport --clear-groups rapport --data /var/lib/rapport verify
check "it starts" inside systemctl start rapport
check "the package put over itself begins it anew" sh -c "$(declare -f inside show); init=$init; old=\$(show MainPID); inside dpkg -i --force-confold /root/rapport.deb; [ \$(show MainPID) != \$old ]"
check "… and it answers" answers
check "removed, it is stopped" sh -c "$(declare -f inside); init=$init; inside dpkg -r rapport && ! curl -s --max-time 5 http://127.0.0.1:7777/"
check "it is purged" inside dpkg -P rapport
check "systemd knows it no more" sh -c "$(declare -f inside); init=$init; ! inside systemctl cat rapport"
inside systemctl poweroff >>build/chroot/log 2>&1 || true
wait "$nspawn" 2>/dev/null || true
nspawn=""
rm -rf "$root"
counted
