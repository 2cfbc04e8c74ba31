#!/usr/bin/env bash
# Asks a service for predictions for a long time, and prints what it takes minute by minute: benchmarks/soak.sh SOUND MINUTES CLIENTS
# Clients at once, answers, answers a second, median and 99 % (ms), turned away | processor time by answer (ms), memory (MiB), open files, load.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
sound=${1:?usage: benchmarks/soak.sh SOUND MINUTES CLIENTS} minutes=$2 clients=$3
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
# Copies, so that whoever builds meanwhile disturbs nothing.
cp -r artifacts/bin/DrumAI.Cli/release "$work/cli"
cp -r artifacts/bin/DrumAI.Services/release "$work/services"
dotnet "$work/cli/DrumAI.Cli.dll" serve --port 0 --proxy 127.0.0.1 --data "$work/serve" > "$work/address" 2> "$work/log" &
server=$!
for _ in $(seq 600); do if grep -q listening "$work/address"; then break; fi; sleep 0.1; done
address=$(sed -n 's/listening on //p' "$work/address")
cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$server/stat"; }
for minute in $(seq "$minutes"); do
  before=$(cpu)
  line=$(dotnet "$work/services/DrumAI.Services.dll" load "$address" "$sound" 60 "$clients")
  echo "$minute $line $(awk -v a="$before" -v b="$(cpu)" -v line="$line" 'BEGIN { split(line, part, "|"); printf "%.1f", (b - a) / part[3] }') | $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status") | $(find "/proc/$server/fd" | wc -l) | $(cut -d' ' -f1 /proc/loadavg) |"
done
echo "lines of its log that are faults: $(grep -c '"LogLevel":"Error"' "$work/log" || true)"
