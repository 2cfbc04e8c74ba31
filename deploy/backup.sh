#!/bin/sh
# Backs up every Sunday at midnight (UTC), and keeps so many: backup.sh FOLDER KEEP DATABASE
# "drumai backup" checks each by restoring it, deletes old ones only then, and writes down in the database how it ended.
set -eu
folder=$1 keep=$2 database=$3
drumai=${DRUMAI:-/app/drumai}
week=604800 day=86400

# The epoch began on a Thursday, so Sundays begin three days later, and every week from there.
seconds_to_sunday() {
  now=$(date -u +%s)
  echo $((week - (now - 3 * day) % week))
}

# A container is told to stop while it sleeps.
trap 'exit 0' TERM INT
while true; do
  sleep "$(seconds_to_sunday)" &
  wait $!
  if ! "$drumai" backup --to "$folder" --keep "$keep" --database "$database"; then echo "The backup failed; the next one is in a week." >&2; fi
done
