#!/usr/bin/env bash
# Runs the topology of deploy/compose.yaml by hand, from nothing to nothing: PostgreSQL, two replicas, nginx with deploy/nginx.conf in front, a worker.
# Simulated users correct a systematic mistake; the model is retrained, promoted and served; parts are killed and restarted under load; all of it is
# backed up under load and restored on another server.
# Needs what ./test builds, PostgreSQL and nginx, and the folder of shared sounds. The last line is "N passed, N failed".
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root" || exit
. scripts/setup.sh
require_sdk
provide_postgres
provide_nginx
shared=${DRUMAI_SHARED:-$root/../shared}
if [ ! -d "$shared/drums" ]; then
  say "There is no folder of shared sounds: the topology is not run."
  echo "0 passed, 0 failed, 1 skipped"
  exit
fi

loops() { dotnet "$root/artifacts/bin/DrumAI.Loops/release/DrumAI.Loops.dll" "$@"; }
drumai() { dotnet "$root/artifacts/bin/DrumAI.Cli/release/DrumAI.Cli.dll" "$@"; }
work=$(mktemp -d)
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
passed=0 failed=0
declare -A process

as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else (cd / && "$@"); fi; }
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}

finish() {
  local name
  # Writers must not go on asking what is no more.
  touch "$work/enough"
  # shellcheck disable=SC2046
  for name in "${!process[@]}"; do kill -9 "${process[$name]}" $(pgrep -P "${process[$name]}") 2> /dev/null; done
  for name in main other; do
    if [ -f "$work/$name/data/postmaster.pid" ]; then as_postgres "$programs/pg_ctl" -D "$work/$name/data" -m immediate stop > /dev/null 2>&1; fi
  done
  rm -rf "$work"
}
trap finish EXIT

# check FACT COMMAND...: says whether it holds.
check() {
  local fact=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "  ok      $fact"
  else
    failed=$((failed + 1))
    echo "  FAILED  $fact"
  fi
}

quietly() { "$@" > /dev/null 2>&1; }
# empty TEXT: shows what is not.
empty() {
  if [ -z "$1" ]; then return; fi
  head -n 5 <<< "$1"
  false
}

stage() { echo "== $1 ($SECONDS s)"; }

# until_true SECONDS COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then return 1; fi
    sleep 0.1
  done
}

make_postgres() {
  mkdir -p "$work/$1"
  if [ "$(id -u)" = 0 ]; then chmod 755 "$work" && chown postgres "$work/$1"; fi
  as_postgres "$programs/initdb" -D "$work/$1/data" -U drumai --auth=trust --no-locale -E UTF8 > /dev/null
  start_postgres "$1" "$2"
  as_postgres "$programs/createdb" -h 127.0.0.1 -p "$2" -U drumai drumai
}
start_postgres() {
  as_postgres "$programs/pg_ctl" -D "$work/$1/data" -l "$work/$1/log" -w \
    -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/$1" start > /dev/null 2>&1 < /dev/null
}
sql() { "$programs/psql" -h 127.0.0.1 -p "$database_port" -U drumai -d drumai -Atc "$1"; }

# start_serve NAME PORT DATABASE, and then await_serve NAME
start_serve() {
  : > "$work/$1.out"
  dotnet "$root/artifacts/bin/DrumAI.Cli/release/DrumAI.Cli.dll" serve --port "$2" --proxy 127.0.0.1 --model "$work/loop/model" --database "$3" > "$work/$1.out" 2>> "$work/$1.log" < /dev/null &
  process[$1]=$!
  disown
}
await_serve() { until_true 90 grep -q listening "$work/$1.out"; }

start_nginx() {
  sed "s/listen 8080/listen 127.0.0.1:$front_port/; s/serve-a:5253/127.0.0.1:$port_a/; s/serve-b:5253/127.0.0.1:$port_b/; s#/tmp/#$work/nginx/#" deploy/nginx.conf > "$work/nginx.conf"
  mkdir -p "$work/nginx"
  nginx -e "$work/nginx/error.log" -c "$work/nginx.conf" -g 'daemon off;' 2>> "$work/nginx/error.log" < /dev/null &
  process[nginx]=$!
  disown
  until_true 10 curl -fs -o /dev/null "$front/health/live"
}
stop() {
  local children=
  # nginx's workers outlive a master that is killed, and would go on answering.
  if [ "${2:-TERM}" = KILL ]; then children=$(pgrep -P "${process[$1]}"); fi
  # shellcheck disable=SC2086
  kill "-${2:-TERM}" "${process[$1]}" $children 2> /dev/null
  until_true 30 gone "${process[$1]}"
  unset "process[$1]"
}
# start_worker NAME: short leases, so that a killed worker's job does not wait long.
start_worker() {
  dotnet "$root/artifacts/bin/DrumAI.Lab/release/drumai-lab.dll" worker --database "@$work/database" --base "Data Source=$work/loop/base.db" \
    --split "$shared/drums/folds.csv" --frozen 4 --lease 6 --poll 1 > "$work/$1.out" 2>> "$work/$1.log" < /dev/null &
  process[$1]=$!
  disown
}
job_is() { drumai models jobs --database "@$work/database" --format jsonl | head -n 1 | grep -qE "\"status\":\"($1)\""; }
# The model that a replica serves.
served_by() { curl -s "http://127.0.0.1:$1/models/current" | field version; }
both() { until_true 20 "$1" "$port_a" "$2" && until_true 20 "$1" "$port_b" "$2"; }
claps() { grep -Eo 'Clap [0-9]+' "$1" | tail -n 1 | grep -Eo '[0-9]+' || echo 0; }
serves_another() { [ "$(served_by "$1")" != "$2" ]; }
gone() { ! kill -0 "$1" 2> /dev/null; }

# ask USER CURL-ARGUMENTS...: each user has an address of their own, which nginx passes on.
ask() {
  local user=$1
  shift
  curl -s --interface "127.0.1.$user" -H "Authorization: Bearer ${token[$user]:-none}" "$@"
}
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# A correction as the Studio sends it, of a sound that nobody has.
made_correction() {
  local bits hash
  bits=$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
  hash=$(printf '%b' "$(sed 's/../\\x&/g' <<< "$bits")" | sha256sum | cut -d' ' -f1)
  printf '{"fingerprint":{"hash":"%s","bits":"%s"},"class":"%s","frontEnd":"2"}' "$hash" "$bits" "$1"
}

# Corrects one sound after the other until told to stop; writes down what was acknowledged, and what failed.
write_on() {
  local user=$1 answer code
  while [ -d "$work" ] && [ ! -f "$work/enough" ]; do
    answer=$(made_correction Kick | ask "$user" -m 90 -H 'Content-Type: application/json' --data-binary @- -w '\n%{http_code}' "$front/corrections/features")
    code=${answer##*$'\n'}
    if [ "$code" = 202 ]; then field sample <<< "$answer" >> "$work/acknowledged.$user"; else echo "$code $answer" >> "$work/refused.$user"; fi
  done
}
acknowledged() { cat "$work"/acknowledged.* 2> /dev/null | wc -l; }
refused() { cat "$work"/refused.* 2> /dev/null | wc -l; }
more_acknowledged() { [ "$(acknowledged)" -ge "$1" ]; }
wait_for_more() { until_true 90 more_acknowledged $(($(acknowledged) + $1)); }

stage "A base model that knows no claps, and the features of the base set"
loops prepare "$shared/drums" "$work/loop" Clap 25 || exit 1

stage "Standing up: PostgreSQL, two replicas, nginx"
database_port=$(free_port) port_a=$(free_port) port_b=$(free_port) front_port=$(free_port)
front="http://127.0.0.1:$front_port"
check "the proxy's configuration of deploy/ is valid" quietly deploy/check.sh nginx
make_postgres main "$database_port"
# The password may lie in a file, as in deploy/.
printf 'Host=127.0.0.1;Port=%s;Username=drumai;Database=drumai' "$database_port" > "$work/database"
start_serve a "$port_a" "@$work/database"
start_serve b "$port_b" "@$work/database"
await_serve a
await_serve b
start_nginx
check "both replicas are ready" curl -fs -o /dev/null -o /dev/null "http://127.0.0.1:$port_a/health/ready" "http://127.0.0.1:$port_b/health/ready"
check "the proxy answers" curl -fs -o /dev/null "$front/taxonomy"

stage "Users"
declare -A token
for user in 1 2 3 4; do token[$user]=$(ask "$user" -X POST "$front/users" | field token); done
check "four users have tokens" test -n "${token[1]}" -a -n "${token[2]}" -a -n "${token[3]}" -a -n "${token[4]}"
# Toms that are toms: users who err would teach the retrained model their error, and it would be refused.
mapfile -t sounds < <(awk -F, -v folder="$shared/drums/" '$1 !~ /"/ && $2 == "Tom" { print folder $1 }' "$shared/drums/labels.csv" | awk 'NR % 37 == 7' | head -n 12)
check "a real sound is heard" test "$(curl -s -F "samplefile=@${sounds[0]}" -o "$work/heard" -w '%{http_code}' "$front/predict")" = 200
codes=$(for user in 1 2 3; do for sound in "${sounds[@]}"; do ask "$user" -o "$work/answer" -w '%{http_code}\n' -F "samplefile=@$sound" -F class=Tom "$front/corrections"; done; done | sort | uniq -c | xargs)
check "three users say what twelve real sounds are ($codes)" test "$codes" = "36 202"
agreed=$(field sample < "$work/answer")
check "and agree on what they are" grep -q '"consensus":{"class":"Tom"' <(curl -s "$front/samples/$agreed")

stage "Parts die under load"
for user in 1 2 3 4; do write_on "$user" & done
wait_for_more 40
stop a KILL
wait_for_more 40
check "a replica killed: every request was answered by the other" test "$(refused)" = 0
start_serve a "$port_a" "@$work/database"
await_serve a
wait_for_more 40
as_postgres "$programs/pg_ctl" -D "$work/main/data" -m immediate -w stop > /dev/null
start_postgres main "$database_port"
wait_for_more 40
check "PostgreSQL crashed and restarted: every request was answered" test "$(refused)" = 0
before=$(refused)
stop nginx KILL
start_nginx
wait_for_more 40
away=$(($(refused) - before))
echo "  refused while nginx was away: $away"

stage "Users correct a mistake, a worker retrains, and dies over it"
first=$(served_by "$port_a")
loops ask "$front" "$shared/drums" Clap 25 | tee "$work/asked-before"
loops vote "$front" "$shared/drums" Clap 25
drumai models retrain --database "@$work/database"
start_worker worker
check "a worker takes the job" until_true 60 job_is running
stop worker KILL
check "the killed worker's job is not lost" job_is "running|queued"
start_worker next
check "another worker has done it" until_true 150 job_is 'done'
drumai models jobs --database "@$work/database"
check "both replicas serve another model, without a restart" both serves_another "$first"
second=$(served_by "$port_a")
loops ask "$front" "$shared/drums" Clap 25 | tee "$work/asked-after"
check "claps that nobody voted on are heard more often ($(claps "$work/asked-before") before, $(claps "$work/asked-after") after)" \
  test "$(claps "$work/asked-after")" -gt "$(claps "$work/asked-before")"
check "one call rolls back" drumai models rollback --database "@$work/database"
check "both replicas serve the first model again" both serves_another "$second"
check "and another call goes forward" drumai models promote "$second" --database "@$work/database"
check "nobody was refused meanwhile but while nginx was away" test "$(refused)" = "$((before + away))"

stage "Backup under load, restored on another server"
cat "$work"/acknowledged.* | sort -u > "$work/before-backup"
check "the backup is written and checked" drumai backup --to "$work/backups" --keep 2 --database "@$work/database" --format jsonl
touch "$work/enough"
wait
other_port=$(free_port)
make_postgres other "$other_port"
dump=$(ls "$work"/backups/*.dump)
check "it is restored elsewhere, the same row by row" drumai restore "$dump" --database "Host=127.0.0.1;Port=$other_port;Username=drumai;Database=drumai"
hashes='SELECT encode("Hash", '"'hex'"') FROM "Samples" ORDER BY 1'
"$programs/psql" -h 127.0.0.1 -p "$other_port" -U drumai -d drumai -Atc "$hashes" | sort > "$work/restored"
check "it holds whatever was acknowledged before it began ($(wc -l < "$work/before-backup"))" empty "$(comm -23 "$work/before-backup" "$work/restored")"
start_serve other "$(free_port)" "Host=127.0.0.1;Port=$other_port;Username=drumai;Database=drumai"
await_serve other
other=$(sed -n 's/listening on //p' "$work/other.out")
check "a service on it knows what was agreed" grep -q '"consensus":{"class":"Tom"' <(curl -s "$other/samples/$agreed")
check "and its registry has the retrained model" grep -q "\"version\":\"$second\"" <(curl -s "$other/models/current")
check "and the tokens" test "$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer ${token[1]}" "$other/me")" = 200

stage "What was acknowledged"
cat "$work"/acknowledged.* | sort -u > "$work/all"
sql "$hashes" | sort > "$work/stored"
check "nothing that was acknowledged is lost ($(wc -l < "$work/all") corrections)" empty "$(comm -23 "$work/all" "$work/stored")"

stage "Tearing down"
for name in other a b nginx next; do
  stop "$name"
done
check "everything ended when told" test "${#process[@]}" = 0
check "nothing of an upload lies about" empty "$(find "$work/nginx" -type f ! -name error.log ! -name nginx.pid)"
check "nothing of who asked is in a log" empty "$(grep -hE '127\.0\.1\.[0-9]|Bearer [0-9A-Za-z]{20}' "$work"/*.log "$work/nginx/error.log")"
as_postgres "$programs/pg_ctl" -D "$work/main/data" -m fast -w stop > /dev/null
as_postgres "$programs/pg_ctl" -D "$work/other/data" -m fast -w stop > /dev/null
if [ "$failed" -gt 0 ]; then tail -n 5 "$work"/*.log; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
