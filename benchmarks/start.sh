#!/usr/bin/env bash
# How long the published program takes to start, from an empty folder and without a .NET on the path: benchmarks/start.sh ARCHIVE [RUNS]
# ARCHIVE is what scripts/release.sh made for this machine. Prints seconds: the version, one sound classified, and "drumai serve" from its start to
# its first answer to POST /predict, on a new database and on one that is there.
set -euo pipefail
archive=$(readlink -f "${1:?usage: benchmarks/start.sh ARCHIVE [RUNS]}") runs=${2:-5}
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
cd "$work"
tar -xzf "$archive"
program=$(echo "$work"/*/drumai)
mkdir nothing home
# Neither a .NET nor anything else is on the path.
clean() { env -i PATH="$work/nothing" HOME="$work/home" "$@"; }

# Half a second of noise that dies away, 16 bits at 44.1 kHz.
{
  printf 'RIFF\x6c\xac\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x44\xac\x00\x00\x88\x58\x01\x00\x02\x00\x10\x00data\x48\xac\x00\x00'
  awk 'BEGIN { srand(1); for (i = 0; i < 22052; i++) { v = int((rand() * 2 - 1) * 30000 * exp(-i / 3000)); if (v < 0) v += 65536; printf "\\x%02x\\x%02x%s", v % 256, int(v / 256), i % 500 == 499 ? "\n" : "" } print "" }' |
    while read -r line; do printf '%b' "$line"; done
} > noise.wav

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.2f", b - a }'; }
echo "unpacked: $(du -sm "$(dirname "$program")" | cut -f1) MB, archive: $(du -m "$archive" | cut -f1) MB; load $(cut -d' ' -f1 /proc/loadavg)"
for run in $(seq "$runs"); do
  begun=$(now)
  clean "$program" --version > /dev/null
  version=$(since "$begun") begun=$(now)
  clean "$program" classify noise.wav --format jsonl > /dev/null
  classify=$(since "$begun") result=
  rm -rf data
  for database in new there; do
    : > address
    begun=$(now)
    # Not by the function: that would be a shell of its own, and the number its.
    env -i PATH="$work/nothing" HOME="$work/home" "$program" serve --port 0 --data "$work/data" > address 2> /dev/null &
    server=$!
    until grep -q listening address; do sleep 0.01; done
    url=$(sed -n 's/listening on //p' address)
    code=$(curl -s -o answer -w '%{http_code}' -F samplefile=@noise.wav "$url/predict")
    result="$result, $(since "$begun") ($database; processor time $(awk '{ printf "%.2f", ($14 + $15) / 100 }' "/proc/$server/stat"))"
    if [ "$code" != 200 ] || ! grep -q '"class"' answer; then echo "answered $code" >&2; exit 1; fi
    kill "$server"
    wait "$server" || true
    server=
  done
  echo "version $version, classify $classify, first prediction${result/,/} s; load $(cut -d' ' -f1 /proc/loadavg)"
done
