#!/usr/bin/env bash
# Checks the files of deploy/ with what tools there are, without a Docker engine: deploy/check.sh [nginx|compose|dockerfile|kubernetes|shell ...], all unless told otherwise.
# A tool that is not there is named, and its check skipped. The last line is "N passed, N failed" (", N skipped").
set -uo pipefail
folder=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
tools="$folder/../artifacts/deploy-check"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
if [ $# -eq 0 ]; then set -- nginx compose dockerfile kubernetes shell; fi

# 3: nothing to check with.
missing() { echo "$1 is not installed: $2 was not checked." >&2; return 3; }

check_nginx() {
  command -v nginx > /dev/null || { missing nginx nginx.conf; return; }
  # Names of containers mean nothing here.
  sed "s/serve-[ab]:5253/127.0.0.1:5253/; s#/tmp/#$work/#" "$folder/nginx.conf" > "$work/nginx.conf"
  nginx -q -t -e "$work/error.log" -c "$work/nginx.conf" 2> "$work/said" || { cat "$work/said" >&2; return 1; }
}

check_compose() {
  cp "$folder/compose.yaml" "$work/"
  mkdir -p "$work/secrets" && touch "$work/secrets/database" "$work/secrets/db-password"
  if docker compose version > /dev/null 2>&1; then docker compose -f "$work/compose.yaml" config -q
  elif command -v docker-compose > /dev/null; then docker-compose -f "$work/compose.yaml" config -q
  else missing docker-compose compose.yaml; fi
}

# Versions are named, so that a check means the same next year.
provide_tools() {
  command -v npm > /dev/null || { missing npm "$1"; return; }
  npm install --prefix "$tools" --no-save --silent --no-audit --no-fund dockerfile-utils@0.16.3 kubernetes-models@4.5.1 js-yaml@5.5.0 > /dev/null
}

check_dockerfile() { provide_tools Dockerfile && "$tools/node_modules/.bin/dockerfile-utils" lint "$folder/Dockerfile"; }

# Each object against the schema of its kind.
check_kubernetes() {
  provide_tools kubernetes.yaml || return
  NODE_PATH="$tools/node_modules" node -e '
    let failed = 0;
    for (const object of require("js-yaml").loadAll(require("fs").readFileSync(process.argv[1], "utf8"))) {
      try { new (require("kubernetes-models/" + object.apiVersion)[object.kind])(object).validate(); }
      catch (e) { failed = 1; console.error(`${object.kind} ${object.metadata.name}: ${e.message}`); }
    }
    process.exit(failed);' "$folder/kubernetes.yaml"
}

check_shell() {
  if command -v shellcheck > /dev/null; then shellcheck -S warning "$folder"/*.sh; else missing shellcheck "deploy/*.sh"; fi
}

for what; do
  "check_$what"
  case $? in
    0) passed=$((passed + 1)) ;;
    3) skipped=$((skipped + 1)) ;;
    *)
      echo "deploy/: $what is not valid." >&2
      failed=$((failed + 1))
      ;;
  esac
done
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
