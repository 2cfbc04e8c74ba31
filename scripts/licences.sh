#!/usr/bin/env bash
# Writes docs/licences.md: every package that any project here restores, whole trees of them, with the licence that the package itself states.
# Needs restored projects: run  dotnet restore DrumAI.slnx  before. "scripts/licences.sh --check" only says whether the list is current;
# "scripts/licences.sh --shipped DEPS" prints the list of a release, from the .deps.json that is published with it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}

# "name version project" for each package of each project.
packages() {
  local assets project
  for assets in artifacts/obj/*/project.assets.json; do
    project=$(basename "$(dirname "$assets")")
    awk -v project="$project" '
      /^  "libraries": \{/ { within = 1 }
      /^  \}/ { within = 0 }
      within && match($0, /^    "[^"\/]+\/[^"]+": \{/) { split(substr($0, 6), part, /[\/"]/); name = part[1]; version = part[2] }
      within && /"type": "package"/ { print name, version, project }
    ' "$assets"
  done | LC_ALL=C sort -f
}

# What a package's own description says of its licence.
licence() {
  local folder nuspec file
  folder="$cache/$(tr '[:upper:]' '[:lower:]' <<< "$1")/$2"
  nuspec=$(find "$folder" -maxdepth 1 -name '*.nuspec' | head -n 1)
  file=$(sed -n 's/.*<license type="file">\([^<]*\)<.*/\1/p' "$nuspec")
  if grep -q '<license type="expression">' "$nuspec"; then
    sed -n 's/.*<license type="expression">\([^<]*\)<.*/\1/p' "$nuspec"
  elif [ -n "$file" ]; then
    echo "$(head -c 4000 "$folder/${file//\\//}" | tr -d '\r\357\273\277' | known_text) (its file \`$file\`)"
  elif grep -q '<licenseUrl>' "$nuspec"; then
    sed -n 's/.*<licenseUrl>\([^<]*\)<.*/<\1>/p' "$nuspec"
  else
    echo "not stated"
  fi
}

# The licence whose text this is, by its best-known words.
known_text() {
  local text
  text=$(tr -s '[:space:]' ' ')
  case "$text" in
    *"Apache License"*"Version 2.0"*) echo "Apache-2.0" ;;
    *"Permission is hereby granted, free of charge"*) echo "MIT" ;;
    *"Redistributions in binary form"*"Neither the name"*) echo "BSD-3-Clause" ;;
    *"Redistributions in binary form"*) echo "BSD-2-Clause" ;;
    *) echo "own terms" ;;
  esac
}

write() {
  cat << 'HEAD'
# Licences

DrumAI is under the MIT licence (`LICENSE`). It contains no third-party code. This is what it uses; `scripts/licences.sh` writes the list from the
restored packages and what each says of itself. "Program" means `drumai`, which users get; "lab" is `drumai-lab`; the rest never leaves a developer's machine.

Beside packages: `libsndfile` (LGPL-2.1-or-later), if it is installed, is loaded at run time to read compressed sound. It is not distributed with DrumAI.
The `libtorch-cpu-*` packages (one for each system) state MIT for themselves; PyTorch's libraries within them are under BSD-3-Clause.
`NetArchTest.Rules` states nothing in its package; its project's licence is MIT.
`K4os.Compression.LZ4` names an address instead of a licence; what lies there is MIT.

## .NET

| Package | Version | Licence | Used by |
| --- | --- | --- | --- |
HEAD
  packages | awk '
    { key = $1 " " $2; if (!(key in users)) order[++count] = key
      user = $3 ~ /^DrumAI(\.(Catalogue|Data|Components|Studio|Service|Cli))?$/ ? "program" : $3 ~ /^DrumAI\.(Training|Lab)$/ ? "lab" : $3 ~ /Benchmarks/ ? "benchmarks" : "tests"
      if (index(users[key] " ", " " user " ") == 0) users[key] = users[key] " " user }
    END { for (i = 1; i <= count; i++) print order[i] users[order[i]] }
  ' | while read -r name version users; do
    echo "| $name | $version | $(licence "$name" "$version") | ${users// /, } |"
  done
  cat << 'HEAD'

## JavaScript

What the pages' scripts are bundled from ("program") and built with ("build"), as `src/DrumAI.Components/client/package-lock.json` states it; builds for
other systems than this one are left out. Their licences' texts lie beside the bundles (`js/licences.txt`).

| Package | Version | Licence | Used by |
| --- | --- | --- | --- |
HEAD
  node -e '
    for (const [path, p] of Object.entries(require("./src/DrumAI.Components/client/package-lock.json").packages))
      if (path && !p.optional) console.log(`| ${path.replace(/^.*node_modules\//, "")} | ${p.version} | ${p.license ?? "not stated"} | ${p.dev ? "build" : "program"} |`);'
}

# What a release holds. A package that docs/licences.md does not name in this version is an error: it came without anybody looking.
write_shipped() {
  cat << 'HEAD'
# Licences

DrumAI is under the MIT licence (LICENSE, NOTICE). This release holds these packages; "runtime" is .NET itself, with ASP.NET Core.
The licences' texts of the pages' scripts lie beside them (wwwroot/_content/DrumAI.Components/js/licences.txt). libsndfile is not in it.

| Package | Version | Licence |
| --- | --- | --- |
HEAD
  node -e '
    for (const [key, p] of Object.entries(JSON.parse(require("fs").readFileSync(process.argv[1])).libraries))
      if (p.type !== "project") console.log(key.replace(/^runtimepack\./, "").replace("/", " "), p.type);' "$1" | LC_ALL=C sort -f | while read -r name version type; do
    if [ "$type" = runtimepack ]; then
      echo "| $name (runtime) | $version | MIT |"
    elif row=$(grep -F -- "| $name | $version |" docs/licences.md); then
      echo "$row" | cut -d'|' -f1-4 | sed 's/ *$/ |/'
    else
      echo "docs/licences.md does not name $name $version." >&2
      exit 1
    fi
  done
  sed -n '/^## JavaScript/,$p' docs/licences.md | awk -F'|' '/^\|/ && $5 ~ /program/ { print "|" $2 "|" $3 "|" $4 "|" }'
}

if [ "${1:-}" = --shipped ]; then
  write_shipped "$2"
elif [ "${1:-}" = --check ]; then
  write | diff -u docs/licences.md - && echo "docs/licences.md is current."
else
  mkdir -p docs
  write > docs/licences.md
fi
