#!/usr/bin/env bash
# Makes the passwords that compose.yaml reads, in deploy/secrets; what is there is left alone.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets
mkdir -p "$folder"
# The folder keeps others out. The files are readable by whoever is let in: the containers' users, who are not this one.
chmod 700 "$folder"
umask 022
if [ -e "$folder/database" ]; then
  echo "deploy/secrets is there already; nothing was changed." >&2
  exit
fi
password=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
printf '%s' "$password" > "$folder/db-password"
printf 'Host=db;Username=drumai;Database=drumai;Password=%s' "$password" > "$folder/database"
