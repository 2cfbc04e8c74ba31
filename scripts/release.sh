#!/usr/bin/env bash
# Makes the releases: archives with everything in them but libsndfile, for machines without .NET. They are built from what is committed, in a copy.
# scripts/release.sh [RID ...]: linux-x64, win-x64 and osx-arm64 unless told otherwise. They end up in artifacts/release, with their SHA-256.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"
. scripts/setup.sh
require_sdk
require_node
if [ $# -eq 0 ]; then set -- linux-x64 win-x64 osx-arm64; fi
release="$root/artifacts/release" source="$root/artifacts/release/source"
mkdir -p "$release"
rm -rf "$source"
mkdir "$source"
git archive HEAD | tar -x -C "$source"
# The lock files know no runtime packs. What is restored without them is held against docs/licences.md below, version by version.
find "$source" -name packages.lock.json -delete
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
epoch=$(git log -1 --format=%ct)

for rid; do
  name="drumai-$version-$rid" folder="$release/drumai-$version-$rid"
  say "Building $name."
  rm -rf "$folder" "$folder".tar.gz "$folder".zip
  dotnet publish "$source/src/DrumAI.Cli" -c Release -r "$rid" --self-contained --disable-build-servers -v quiet \
    -p:RestorePackagesWithLockFile=false -p:PublishReadyToRun=true -p:DebugType=none -o "$folder"
  find "$folder" -name '*.pdb' -delete
  if find "$folder" -iname '*torch*' | grep -q .; then
    say "$name carries libtorch."
    exit 1
  fi
  cp LICENSE NOTICE docs/guide.md "$folder/"
  scripts/licences.sh --shipped "$folder/DrumAI.Cli.deps.json" > "$folder/LICENCES.md"
  find "$folder" -exec touch -d "@$epoch" {} +
  case $rid in
    win-*) (cd "$release" && zip -q -X -r "$name.zip" "$name") ;;
    *) tar -C "$release" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -c "$name" | gzip -n > "$folder.tar.gz" ;;
  esac
  echo "$name: $(du -sm "$folder" | cut -f1) MB, packed $(du -m "$folder".* | cut -f1) MB"
done
rm -rf "$source"
(cd "$release" && sha256sum -- *.tar.gz *.zip 2> /dev/null > SHA256SUMS) || true
