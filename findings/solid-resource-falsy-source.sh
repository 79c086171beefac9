#!/usr/bin/env bash
# solid-js 1.9.19: a resource is fetched for a source of 0, of an empty string and of NaN.
#
# Expected: the reference page of createResource lists undefined, null, false, 0, "" and NaN as the values of a source
# for which the fetcher is not called.
# Seen: it is called for the last three; only undefined, null and false hold it back. A search box that is empty
# searches for nothing at all, and an id that is not set yet, kept as 0, is looked up.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact solid-js@1.9.19

cat >try.mjs <<'END'
import { createResource, createRoot } from "solid-js";

for (const source of [undefined, null, false, 0, "", Number.NaN, "a"]) {
  createRoot((dispose) => {
    let calls = 0;
    createResource(
      () => source,
      () => {
        calls += 1;
        return "fetched";
      },
    );
    console.log(`${typeof source === "string" ? JSON.stringify(source) : source}: ${calls === 0 ? "not called" : "called"}`);
    dispose();
  });
}
END

cat >seen-before <<'END'
undefined: not called
null: not called
false: not called
0: called
"": called
NaN: called
"a": called
END

node --conditions=browser try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
