#!/usr/bin/env bash
# Takes the pictures of the Studio and of the dashboard anew: docs/pictures/{studio,dashboard}-*.png. Needs a browser, and the folder of shared sounds (see
# tests/DrumAI.Tests/SharedFolder.cs). For the dashboard simulated users fill a service over the wire, and a worker makes a model of what they agree on.
# scripts/pictures.sh [studio|dashboard]; DRUMAI_PICTURES=FOLDER puts them elsewhere.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/scripts/setup.sh"
require_sdk
require_node
provide_chromium
cd "$root"
dotnet build tests/DrumAI.EndToEnd -c Release --disable-build-servers -v quiet
export DRUMAI_PICTURES=${DRUMAI_PICTURES:-$root/docs/pictures}
take() { dotnet artifacts/bin/DrumAI.EndToEnd/release/DrumAI.EndToEnd.dll -noLogo -class "$1" -explicit on -noColor; }
if [ "${1:-studio}" = studio ]; then take DrumAI.EndToEnd.PictureTests; fi
if [ "${1:-dashboard}" = dashboard ]; then
  dotnet build benchmarks/DrumAI.Loops -c Release --disable-build-servers -v quiet
  dotnet build src/DrumAI.Lab -c Release --disable-build-servers -v quiet
  take DrumAI.EndToEnd.Dashboard.DashboardPictureTests
fi
