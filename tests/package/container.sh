#!/usr/bin/env bash
# Builds packaging/Containerfile over a Debian made here, runs it, stops it, and runs it again over the
# same volume. As root; wants podman. Its images and volume are its own, in build/chroot/containers.
#   tests/package/container.sh build/package/rapport_0.1.0_amd64.deb
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(dirname "$(realpath "$1")")
base=$PWD/build/chroot/base store=$PWD/build/chroot/containers
. tests/package/check.sh
wants podman podman
mkdir -p build/chroot
: >build/chroot/log
fresh_debian
runtime=()
# crun knows no machine that has both kinds of control groups at once.
[ ! -d /sys/fs/cgroup/unified ] || { wants runc runc && runtime=(--runtime runc --cgroup-manager cgroupfs); }
podman() { command podman --root "$store/root" --runroot "$store/run" --storage-driver=vfs "${runtime[@]}" "$@"; }
cleanup() {
  podman rm -f -a >/dev/null 2>&1 || true
  podman volume rm -f rapport >/dev/null 2>&1 || true
}
trap cleanup EXIT

echo "== build"
podman image exists debian:bookworm-slim || tar -C "$base" -c . | podman import - docker.io/library/debian:bookworm-slim >>build/chroot/log 2>&1
check "the image is built" podman build --isolation chroot --network host --pull=never -t rapport -f packaging/Containerfile "$folder"

echo "== run"
run() {
  podman run -d --name "$1" --network host --ulimit nofile=1024:4096 --ulimit nproc=1000:1000 -v rapport:/var/lib/rapport rapport \
    --listen 127.0.0.1:7777 --base-url http://localhost:7777
  for _ in $(seq 50); do curl -fsS --max-time 5 http://127.0.0.1:7777/api/v1/health && return 0 || sleep 0.2; done
  podman logs "$1"
  return 1
}
check "nobody else answers at its port" sh -c '! curl -s --max-time 5 http://127.0.0.1:7777/'
check "it runs and answers" run first
first=$(podman logs first 2>&1 | head -1)
check "the first line it prints is the link that makes its owner" grep -q '/#welcome=' <<<"$first"
check "somebody becomes its owner" curl -fsS -o /dev/null -H 'Origin: http://localhost:7777' -H 'Host: localhost:7777' \
  -H 'Content-Type: application/json' -d "{\"code\":\"${first##*=}\",\"name\":\"ada\",\"password\":\"four quiet words\"}" http://127.0.0.1:7777/api/v1/welcome
check "it is nobody's root" test "$(podman exec first id -un)" = rapport
check "it stops at once" podman stop -t 8 first
check "… and says that all is well" test "$(podman inspect first --format '{{.State.ExitCode}}')" = 0
check "another one over the same volume runs" run second
check "… with the owner it had" sh -c "curl -fsS http://127.0.0.1:7777/api/v1/door | grep -q '\"new\":false'"
counted
