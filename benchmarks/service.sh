#!/usr/bin/env bash
# Times the shared service on SQLite and on a PostgreSQL server of its own, and prints what docs/benchmarks/service.md holds.
# benchmarks/service.sh [SOUND] [SECONDS]: SOUND is what predictions are asked for, SECONDS how long at each concurrency.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
sound=${1:-}
seconds=${2:-15}
work=$(mktemp -d)
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
port=$((20000 + RANDOM % 20000))
server=

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
finish() {
  if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi
  (cd / && as_postgres "$programs/pg_ctl" -D "$work/data" -m immediate stop > /dev/null 2>&1) || true
  rm -rf "$work"
}
trap finish EXIT

dotnet build benchmarks/DrumAI.Services -c Release --disable-build-servers -v quiet > /dev/null
dotnet build src/DrumAI.Cli -c Release --disable-build-servers -v quiet > /dev/null
timing() { dotnet artifacts/bin/DrumAI.Services/release/DrumAI.Services.dll "$@" 2> /dev/null; }
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
(cd / && as_postgres "$programs/initdb" -D "$work/data" -U postgres --auth=trust --no-locale -E UTF8 > /dev/null)
(cd / && as_postgres "$programs/pg_ctl" -D "$work/data" -l "$work/log" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work" start > /dev/null)
postgres="Host=127.0.0.1;Port=$port;Username=postgres"
for database in a b; do (cd / && as_postgres "$programs/createdb" -h 127.0.0.1 -p "$port" -U postgres "$database"); done

echo "## SQLite"
timing submissions "Data Source=$work/a.db"
timing features "Data Source=$work/a.db"
timing votes "Data Source=$work/b.db"
echo
echo "## PostgreSQL"
timing submissions "$postgres;Database=a"
timing features "$postgres;Database=a"
timing votes "$postgres;Database=b"
echo
echo "## Copies among a million fingerprints"
timing fingerprints
if [ -z "$sound" ]; then exit; fi

echo
echo "## Predictions over HTTP: clients at once, answers, a second, median and 99 % (ms), turned away | processor time of the service by answer (ms), its memory (MiB), load"
dotnet artifacts/bin/DrumAI.Cli/release/DrumAI.Cli.dll serve --port 0 --proxy 127.0.0.1 --data "$work/serve" > "$work/address" 2> /dev/null &
server=$!
for _ in $(seq 600); do if grep -q listening "$work/address"; then break; fi; sleep 0.1; done
address=$(sed -n 's/listening on //p' "$work/address")
cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$server/stat"; }
for concurrency in 1 2 4 8 16 32 64 128; do
  before=$(cpu)
  line=$(timing load "$address" "$sound" "$seconds" "$concurrency")
  echo "$line $(awk -v a="$before" -v b="$(cpu)" -v line="$line" 'BEGIN { split(line, part, "|"); printf "%.1f", (b - a) / part[3] }') | $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status") | $(cut -d' ' -f1 /proc/loadavg) |"
done
