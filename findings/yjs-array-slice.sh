#!/usr/bin/env bash
# Yjs 13.6.33: slice() of a Y.Array, begun further back than it is long, makes up elements that are not there.
#
# Expected: the documentation of Y.Array says that negative indexes count from the end and that slice works like the one
# of Array. By ECMA-262, Array.prototype.slice, a start before the beginning means the beginning.
# Seen: "the last five" of three elements is a list of five: two times undefined and then the three. Within the length,
# negative indexes are right. Whoever asks for the last n of a list that is still short gets undefined in front.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact yjs@13.6.33

cat >try.mjs <<'END'
import * as Y from "yjs";

const list = new Y.Doc().getArray("list");
list.insert(0, ["a", "b", "c"]);
for (const start of [-1, -3, -4, -5]) {
  console.log(`slice(${start}): Y.Array ${list.slice(start).map(String)}; Array ${list.toArray().slice(start)}`);
}
END

cat >seen-before <<'END'
slice(-1): Y.Array c; Array c
slice(-3): Y.Array a,b,c; Array a,b,c
slice(-4): Y.Array undefined,a,b,c; Array a,b,c
slice(-5): Y.Array undefined,undefined,a,b,c; Array a,b,c
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
