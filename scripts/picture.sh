#!/usr/bin/env bash
# Draws what a command prints as a picture of a terminal: scripts/picture.sh COMMAND... > picture.svg
set -euo pipefail
{
  echo "\$ $*"
  "$@" 2>&1
} | awk '
  function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text); return text }
  { line[NR] = $0; if (length($0) > width) width = length($0) }
  END {
    step = 18
    w = int(width * 8.5) + 40
    h = NR * step + 40
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"ui-monospace, Consolas, Menlo, monospace\" font-size=\"14\">\n", w, h, w
    printf "<rect width=\"100%%\" height=\"100%%\" rx=\"10\" fill=\"#16181d\"/>\n"
    for (i = 1; i <= NR; i++) {
      colour = i == 1 ? "#8fd18f" : line[i] ~ /^(Path|Class) / ? "#ffffff" : line[i] ~ /not read|could not/ ? "#e07a6a" : "#c9cdd6"
      printf "<text x=\"20\" y=\"%d\" xml:space=\"preserve\" fill=\"%s\" textLength=\"%d\" lengthAdjust=\"spacing\">%s</text>\n", 20 + i * step, colour, int(length(line[i]) * 8.5), escaped(line[i])
    }
    print "</svg>"
  }'
