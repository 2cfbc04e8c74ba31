#!/usr/bin/env bash
# Shows the loop from votes to a better model on real sounds, and prints what docs/benchmarks/loop.md holds: a base set that lacks a class, users who correct the mistake over HTTP, a worker, and what
# the next model says of sounds that nobody voted on; then users who lie. Everything on SQLite, in a folder of its own.
# benchmarks/loop.sh [DRUMS] [CLASS]: DRUMS is a folder with labels.csv and folds.csv, ../shared/drums unless told otherwise.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
drums=${1:-../shared/drums}
class=${2:-Clap}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build benchmarks/DrumAI.Loops -c Release --disable-build-servers -v quiet > /dev/null
dotnet artifacts/bin/DrumAI.Loops/release/DrumAI.Loops.dll run "$drums" "$work" "$class"
