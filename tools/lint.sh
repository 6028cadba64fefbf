#!/bin/sh
# lint: what compilers do not say: lint.sh ROOT. ./dev lint has built with both compilers, warnings as errors, before.
set -eu
cd -- "$1"
failed=''

echo 'dev: shellcheck' >&2
shellcheck dev .ci/run tools/*.sh || failed=yes

echo 'dev: clang-tidy' >&2
# The compile commands of the tests' build know all files but bench's, which share its flags.
find src tests -name '*.c' ! -path 'tests/fuzz/*' ! -name sanitizers.c -print0 |
    xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p build-sanitized 2>/dev/null || failed=yes

[ -z "$failed" ] && echo 'nothing to complain about'
