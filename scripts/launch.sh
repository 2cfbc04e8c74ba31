# Builds a program when its sources are newer than the last build, and becomes it. Sourced, with $root set to the repository's root.
. "$root/scripts/setup.sh"

# True where what was built last is no older than its sources. Folders count too: their time changes when a file is removed.
is_fresh() {
  [ -f "$program" ] && [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit 2> /dev/null)" ]
}

build() {
  require_sdk
  provide_libsndfile
  if [[ "${sources[*]}" == *DrumAI.Components* ]]; then require_node; fi
  say "Building ${project##*/}; this takes a minute, and is done again only when the sources change."
  local log="$state/$name.log"
  touch "$stamp.begun"
  if ! dotnet build "$root/$project" -c Release --disable-build-servers -v minimal < /dev/null > "$log" 2>&1; then
    cat "$log" >&2
    say "The build failed."
    exit 1
  fi
  mv -f "$stamp.begun" "$stamp"
}

# launch PROJECT ASSEMBLY SOURCES... -- ARGUMENTS...
launch() {
  project=$1
  name=${project##*/}
  program="$root/artifacts/bin/$name/release/$2.dll"
  state="$root/artifacts/launch"
  stamp="$state/$name.stamp"
  shift 2
  sources=("$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json")
  while [ "$1" != -- ]; do
    if [ -e "$root/$1" ]; then sources+=("$root/$1"); fi
    shift
  done
  shift
  if ! is_fresh; then
    mkdir -p "$state"
    # Two at once must not build into the same folder: the second waits, and then finds it done.
    if command -v flock > /dev/null; then
      exec 9> "$state/lock"
      flock 9
    fi
    if ! is_fresh; then build; fi
    exec 9>&-
  fi
  if ! command -v dotnet > /dev/null; then require_sdk; fi
  exec dotnet "$program" "$@"
}
