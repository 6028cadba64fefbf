#!/bin/sh
# lint: what compilers do not say: lint.sh ROOT. ./dev lint has built with both compilers, warnings as errors, before.
set -eu
cd -- "$1"
failed=''

echo 'dev: shellcheck' >&2
shellcheck dev .ci/run tools/*.sh || failed=yes

echo 'dev: clang-tidy' >&2
# Without bench: its programs read what they themselves, their peers and the kernel wrote, and nobody's answers rest on them.
find src tests -name '*.c' ! -name sanitizers.c -print0 |
    xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p build-sanitized 2>/dev/null || failed=yes

[ -z "$failed" ] && echo 'nothing to complain about'
