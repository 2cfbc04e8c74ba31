# What the scripts at the root share: finding the SDK, node and the decoder of compressed sound. Sourced, with $root set to the repository's root.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

say() { printf '%s\n' "$*" >&2; }

# Finds the .NET 10 SDK, or says where to get it.
require_sdk() {
  local folder
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ] && ! command -v dotnet > /dev/null; then PATH="$folder:$PATH"; fi
  done
  if ! command -v dotnet > /dev/null; then
    say "The .NET 10 SDK is needed and no dotnet was found. Get it at https://dotnet.microsoft.com/download/dotnet/10.0"
    exit 1
  fi
  if ! dotnet --list-sdks | grep -q '^10\.'; then
    say "The .NET 10 SDK is needed; this dotnet has: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
    say "Get it at https://dotnet.microsoft.com/download/dotnet/10.0"
    exit 1
  fi
}

has_libsndfile() {
  case "$(uname -s)" in
    Linux) { ldconfig -p || /sbin/ldconfig -p; } 2> /dev/null | grep -q 'libsndfile\.so\.1' ;;
    Darwin) ls /opt/homebrew/lib/libsndfile.dylib /usr/local/lib/libsndfile.dylib 2> /dev/null | grep -q . ;;
    *) true ;;
  esac
}

# Compressed sound is read through libsndfile. Without it WAV and AIFF are read all the same, so its absence is no failure.
provide_libsndfile() {
  if has_libsndfile; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing libsndfile1 (it reads FLAC, Ogg Vorbis, Opus and MP3) with apt-get."
    if { apt-get install -y -qq libsndfile1 || { apt-get update -qq && apt-get install -y -qq libsndfile1; }; } < /dev/null > /dev/null 2>&1 && has_libsndfile; then return; fi
    say "That did not work."
  fi
  say "libsndfile is not installed: WAV and AIFF will be read; FLAC, Ogg Vorbis, Opus and MP3 will not. To install it:"
  say "  Debian, Ubuntu: sudo apt-get install libsndfile1    Fedora: sudo dnf install libsndfile    macOS: brew install libsndfile"
}

# The shared service is tested on PostgreSQL too; the tests start a server of their own. Without its programs those tests are skipped.
provide_postgres() {
  if ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing postgresql (the shared service is tested on it) with apt-get."
    if { apt-get install -y -qq postgresql || { apt-get update -qq && apt-get install -y -qq postgresql; }; } < /dev/null > /dev/null 2>&1; then return; fi
    say "That did not work."
  fi
  say "PostgreSQL is not installed: tests of the shared service on it will be skipped. To install it: sudo apt-get install postgresql"
}

# The service's proxy; only the topology script needs it.
provide_nginx() {
  if command -v nginx > /dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing nginx-light (the service is tested behind it) with apt-get."
    # Debian starts it at once; it is not wanted as a daemon of this machine.
    if { RUNLEVEL=1 apt-get install -y -qq nginx-light || { apt-get update -qq && RUNLEVEL=1 apt-get install -y -qq nginx-light; }; } < /dev/null > /dev/null 2>&1; then return; fi
    say "That did not work."
  fi
  say "nginx is needed. To install it: sudo apt-get install nginx-light"
  exit 1
}

has_node() { command -v node > /dev/null && command -v npm > /dev/null && [ "$(node --version | tr -d v | cut -d. -f1)" -ge 18 ]; }

# The scripts of the pages are TypeScript, which node bundles while the program is built. What is built needs no node.
require_node() {
  if has_node; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing nodejs and npm (they build the client's scripts) with apt-get."
    if { apt-get install -y -qq nodejs npm || { apt-get update -qq && apt-get install -y -qq nodejs npm; }; } < /dev/null > /dev/null 2>&1 && has_node; then return; fi
    say "That did not work."
  fi
  say "Node.js 18 or later with npm is needed to build the client's scripts. Get it at https://nodejs.org, or:"
  say "  Debian, Ubuntu: sudo apt-get install nodejs npm    Fedora: sudo dnf install nodejs    macOS: brew install node"
  exit 1
}

# The Studio is tested in a real browser. Without one those tests are skipped.
provide_chromium() {
  local name
  for name in "${DRUMAI_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" > /dev/null; then return; fi
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing chromium (the Studio is tested in it) with apt-get."
    if { apt-get install -y -qq chromium || { apt-get update -qq && apt-get install -y -qq chromium; }; } < /dev/null > /dev/null 2>&1; then return; fi
    say "That did not work."
  fi
  say "Chromium is not installed: tests of the Studio in a browser will be skipped. To install it: sudo apt-get install chromium"
}
