#!/usr/bin/env bash
# How fast the published program is on 8,000 short files: time to the first result, files a second, peak memory.
# usage: benchmarks/classify.sh [FOLDER]    FOLDER instead of the files made here; MODEL=DIR for another model
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/setup.sh"
require_sdk
cd "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
arguments=(--format jsonl)
if [ -n "${MODEL:-}" ]; then arguments+=(--model "$MODEL"); fi

say "Publishing"
dotnet publish src/DrumAI.Cli -c Release -o "$work/program" --disable-build-servers -v quiet < /dev/null >&2
folder=${1:-}
if [ -z "$folder" ]; then
  folder="$work/sounds"
  say "Making 8,000 files"
  dotnet run --project benchmarks/DrumAI.Benchmarks -c Release -- make "$folder" 8000 < /dev/null >&2
fi

now_ms() { echo $(($(date +%s%N) / 1000000)); }

echo "machine: $(grep -m 1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
for run in 1 2 3; do
  begun=$(now_ms)
  "$work/program/drumai" classify "$folder" "${arguments[@]}" | head -n 1 > /dev/null
  echo "start to first result, run $run: $(($(now_ms) - begun)) ms (to the program's end after its reader left)"
done

begun=$(now_ms)
"$work/program/drumai" classify "$folder" "${arguments[@]}" > "$work/rows" &
program=$!
first=
peak=0
while kill -0 "$program" 2> /dev/null; do
  if [ -z "$first" ] && [ -s "$work/rows" ]; then first=$(now_ms); fi
  memory=$(awk '/VmHWM/ { print $2 }' "/proc/$program/status" 2> /dev/null || true)
  if [ -n "$memory" ] && [ "$memory" -gt "$peak" ]; then peak=$memory; fi
  sleep 0.02
done
code=0
wait "$program" || code=$?
ended=$(now_ms)
count=$(wc -l < "$work/rows")
echo "files: $count, exit code $code"
echo "whole run: $((ended - begun)) ms, $((count * 1000 / (ended - begun))) files a second; first row after $((first - begun)) ms, then $((count * 1000 / (ended - first))) files a second"
echo "peak memory: $((peak / 1024)) MiB"
