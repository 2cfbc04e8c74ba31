#!/usr/bin/env bash
# Takes the pictures of the Studio anew: docs/pictures/studio-*.png. Needs a browser, and the folder of shared sounds (see tests/DrumAI.Tests/SharedFolder.cs).
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/scripts/setup.sh"
require_sdk
require_node
provide_chromium
cd "$root"
dotnet build tests/DrumAI.EndToEnd -c Release --disable-build-servers -v quiet
DRUMAI_PICTURES="$root/docs/pictures" dotnet artifacts/bin/DrumAI.EndToEnd/release/DrumAI.EndToEnd.dll -noLogo -class DrumAI.EndToEnd.PictureTests -explicit on -noColor "$@"
