#!/bin/sh
# fuzz: runs the fuzzers that ./dev fuzz has built: fuzz.sh ROOT [--seconds N] [TARGET...]
#
# The corpus in the tree is only read: what a run finds goes to a temporary folder and is forgotten, unless it crashes. That is saved
# to tests/fuzz/crashes/TARGET, from where the tests replay it for ever.
set -eu
root=$1 seconds=60
shift
fuzz=$root/tests/fuzz

targets=''
while [ $# -gt 0 ]; do
    case $1 in
    --seconds)
        case ${2-} in '' | *[!0-9]*) echo 'dev: --seconds takes a number' >&2 && exit 2 ;; esac
        seconds=$2
        shift
        ;;
    *)
        [ -x "$root/build-fuzz/tests/fuzz/fuzz_$1" ] || { echo "dev: there is no fuzz target '$1'" >&2 && exit 2; }
        targets="$targets $1"
        ;;
    esac
    shift
done
if [ -z "$targets" ]; then
    for program in "$root"/build-fuzz/tests/fuzz/fuzz_*; do
        [ -x "$program" ] && [ ! -d "$program" ] && targets="$targets ${program##*/fuzz_}"
    done
fi
[ -n "$targets" ] || { echo 'dev: there is nothing to fuzz' >&2 && exit 1; }

found=$(mktemp -d)
trap 'rm -rf -- "$found"' EXIT
trap 'exit 130' INT TERM
failed=''
for target in $targets; do
    [ -d "$fuzz/corpus/$target" ] || { echo "dev: $target has no corpus to begin with" >&2 && exit 1; }
    mkdir -p "$found/$target" "$fuzz/crashes/$target"
    echo "dev: fuzzing $target for $seconds seconds" >&2
    dictionary=''
    [ ! -f "$fuzz/$target.dict" ] || dictionary=-dict=$fuzz/$target.dict
    if "$root/build-fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        ${dictionary:+"$dictionary"} -artifact_prefix="$fuzz/crashes/$target/" "$found/$target" "$fuzz/corpus/$target" \
        >"$found/log" 2>&1 </dev/null; then
        grep -E '^stat::(number_of_executed_units|new_units_added)' "$found/log" >&2 || true
        echo "$target: $seconds seconds, nothing found"
    else
        tail -n 60 "$found/log" >&2
        echo "$target: FAILED; the input is in tests/fuzz/crashes/$target"
        failed=yes
    fi
    rmdir "$fuzz/crashes/$target" "$fuzz/crashes" 2>/dev/null || true # when empty
done
[ -z "$failed" ]
