#!/usr/bin/env bash
# Writes a migration of the shared database's schema, for SQLite and for PostgreSQL: every change of the schema has one of each.
# scripts/migration.sh NAME
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
name=${1:?usage: scripts/migration.sh NAME}
dotnet tool restore > /dev/null
dotnet build tests/DrumAI.Data.Tests -c Release --disable-build-servers -v quiet
for database in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --configuration Release --project src/DrumAI.Data --startup-project tests/DrumAI.Data.Tests \
    --context "${database}DataContext" --output-dir "Migrations/$database"
done
# The tool begins files with a byte-order mark, which nothing else here has.
sed -i '1s/^\xEF\xBB\xBF//' src/DrumAI.Data/Migrations/*/*.cs
