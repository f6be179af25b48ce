#!/usr/bin/env bash
# run.sh PROGRAM SOURCE-DIR WORK-DIR SECONDS MAX-BYTES [SEED,SEED...]: one fuzzer for so long, from its corpus in the tree
# and from what earlier runs have found, which is kept in WORK-DIR/found; then once more over all of it, to measure what
# it covers. Leaves in WORK-DIR: log, stats (a row for scripts/nightly), coverage.profraw, and an input that went wrong.
set -euo pipefail
program=$1 source_dir=$2 work=$3 seconds=$4 max=$5 seeds=${6-}
name=${program##*/fuzz_}
corpus=$source_dir/tests/fuzz/corpus/$name

# Its own words, and for what reads forms or reports every key and value that their schemas name.
dictionary() {
  cat "$source_dir/tests/fuzz/dictionaries/$name.dict" 2>/dev/null || true
  case $name in
    form | render) schema_words form report ;;
    report) schema_words report ;;
  esac
}

schema_words() {
  local schema
  for schema; do
    grep -oE '"[a-z0-9-]{2,24}"' "$source_dir/layouts/$schema.schema.json"
  done | sort -u
}

# stat NAME: a number of libFuzzer's closing lines.
stat() {
  awk -v key="stat::$1:" '$1 == key { value = $2 } END { print value + 0 }' "$work/log"
}

# last WORD: the last number that libFuzzer put behind the word, "cov:" or "ft:".
last() {
  awk -v key="$1" '{ for (i = 1; i < NF; i++) if ($i == key) value = $(i + 1) } END { print value + 0 }' "$2"
}

mkdir -p "$work/found"
rm -f "$work"/fault-* "$work"/*.profraw
dictionary >"$work/dictionary"
printf '%s\n' "$max" >"$work/max"
printf '%s\n' "$seeds" >"$work/seeds"
common=(-max_len="$max" -timeout=25 -rss_limit_mb=3000)
[ -z "$seeds" ] || common+=(-seed_inputs="$seeds")
[ ! -s "$work/dictionary" ] || common+=(-dict="$work/dictionary")
status=0
LLVM_PROFILE_FILE=/dev/null "$program" "${common[@]}" -max_total_time="$seconds" -report_slow_units=2 \
  -print_final_stats=1 -artifact_prefix="$work/fault-" "$work/found" "$corpus" >"$work/log" 2>&1 || status=$?
LLVM_PROFILE_FILE=$work/coverage.profraw "$program" "${common[@]}" -runs=0 -artifact_prefix="$work/fault-" \
  "$work/found" "$corpus" >"$work/measured" 2>&1 || status=$?

held=$(find "$work/found" "$corpus" -type f | wc -l)
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$(stat number_of_executed_units)" "$(stat average_exec_per_sec)" "$held" \
  "$(last ft: "$work/measured")" "$(last cov: "$work/measured")" "$(stat slowest_unit_time_sec)" "$status" | tee "$work/stats"
if [ "$status" -ne 0 ]; then
  tail -n 40 "$work/log"
  for fault in "$work"/fault-*; do
    [ ! -f "$fault" ] || printf 'What it failed at, and how to see it again:\n  %s %s\n' "$program" "$fault"
  done
fi
exit "$status"
