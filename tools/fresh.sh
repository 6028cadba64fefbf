#!/bin/sh
# fresh: does what README promises hold on a bare Debian 12? fresh.sh ROOT [--keep]
#
# Makes one with debootstrap in a temporary folder, clones the last commit of the project into it, and types the commands there. The mirror
# and how it is reached are taken from this machine's apt, whom it trusts from its certificates; nothing of them is written into the project.
# Takes root, and a while.
set -eu
root=$1 keep=${2-}

say() { printf 'fresh: %s\n' "$*" >&2; }
fail() { say "$*" && exit 1; }

# The second half runs in a mount namespace of its own (see the end), so that what it mounts is gone with it.
if [ "$keep" = --inside ]; then
    bare=$3
    mount -t proc proc "$bare/proc"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$bare/dev/pts"
    ln -sf pts/ptmx "$bare/dev/ptmx"
    mount -t tmpfs tmpfs "$bare/dev/shm"

    there() { chroot "$bare" env -i HOME=/root ${NODE_EXTRA_CA_CERTS+NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/this-machine.crt} PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c "cd /root/viva && $1"; }

    say './dev run --version'
    there './dev run --version' >"$bare/version" || fail "exit status $?"
    grep -E '^viva [0-9]+\.[0-9]+\.[0-9]+' "$bare/version" || fail 'that is no version'

    say './dev run practice senior-rust --plain, five answers through a pipe'
    printf 'a\nb 3\n?\nc 1\nd 2\n' | there './dev run practice senior-rust --plain' >"$bare/practice" || fail "exit status $?"
    grep -E '^5 / 5 completed' "$bare/practice" || fail "$(tail -n 20 "$bare/practice")"

    say './dev test'
    status=0
    there './dev test </dev/null' >"$bare/tests" || status=$?
    [ "$status" -eq 0 ] || { tail -n 40 "$bare/tests"; fail "exit status $status"; }
    tail -n 1 "$bare/tests" | grep -Ex '[1-9][0-9]* passed, 0 failed' || fail "the last line is: $(tail -n 1 "$bare/tests")"
    exit 0
fi

[ "$(id -u)" -eq 0 ] || fail 'this takes root: it makes a system of its own'
# shellcheck disable=SC2016 # $(...) is apt's own
mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^bookworm main //p' | head -n 1)
[ -n "$mirror" ] || fail "this machine's apt knows no mirror of Debian 12"

bare=$(mktemp -d)
chmod 755 "$bare" # apt downloads as a user of its own
trap '[ "$keep" = --keep ] || rm -rf --one-file-system -- "$bare"' EXIT
trap 'exit 130' INT TERM

say "debootstrap in $bare"
debootstrap --variant=minbase bookworm "$bare" "$mirror" >"$bare.log" 2>&1 || { tail -n 20 "$bare.log" >&2 && fail 'debootstrap failed'; }
rm -f -- "$bare.log"
apt-config dump | grep -E '^Acquire::(https?|Check-|Retries|ForceIPv)' >"$bare/etc/apt/apt.conf.d/90fresh" || true
rm -rf -- "${bare:?}"/var/lib/apt/lists/*
cp /etc/resolv.conf "$bare/etc/resolv.conf"
# Whom this machine trusts beside the world: a proxy between it and npm's registry, say.
if [ -f "${NODE_EXTRA_CA_CERTS-}" ]; then
    mkdir -p "$bare/usr/local/share/ca-certificates"
    cp -- "$NODE_EXTRA_CA_CERTS" "$bare/usr/local/share/ca-certificates/this-machine.crt"
fi
git clone -q --no-hardlinks "$root" "$bare/root/viva"
say "$(chroot "$bare" dpkg-query -W -f '.' | wc -c) packages, and the project at $(git -C "$root" rev-parse --short HEAD)"

unshare --mount --propagation private sh "$0" "$root" --inside "$bare"
say 'all of it holds'
