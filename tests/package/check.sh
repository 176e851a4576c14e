# Counts what holds; the words of what was run go to build/chroot/log. Sourced by its neighbours.
passed=0 failed=0

check() {
  local what=$1
  shift
  if "$@" >>"$PWD/build/chroot/log" 2>&1; then
    passed=$((passed + 1)) && echo "  $what"
  else
    failed=$((failed + 1)) && echo "FAILED: $what"
  fi
}
counted() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] || { tail -40 build/chroot/log >&2; exit 1; }
}
wants() {  # PROGRAM PACKAGE
  command -v "$1" >/dev/null || { echo "$1 is missing: apt-get install $2" >&2; exit 1; }
}
# A Debian 12 made once, in $base, and copied for each try.
fresh_debian() {
  local mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | sed -n 's/ bookworm$//p' | head -1)
  [ -f "$base/done" ] && return
  wants debootstrap debootstrap
  echo "== a fresh Debian 12 from ${mirror:=http://deb.debian.org/debian}"
  rm -rf "$base"
  debootstrap --variant=minbase bookworm "$base" "$mirror" >>build/chroot/log
  # What the package draws in, so that what is left after a purge is the package's own doing.
  cp /etc/resolv.conf "$base/etc/resolv.conf"
  chroot "$base" apt-get install -y -qq --no-install-recommends adduser init-system-helpers curl procps >>build/chroot/log
  touch "$base/done"
}
