#!/usr/bin/env bash
# solid-js 1.9.19: a lazy component that two places wait for never comes to the second if the first is disposed before it is loaded.
#
# Expected: the reference page of lazy says that the component is loaded when it is first rendered and that rendering waits until then;
# nothing ties one place where it is used to another.
# Seen: the place that rendered it first makes the one resource that all others read while it loads. Once the first place is gone, the
# second is not told of the answer: it stays empty for good (within Suspense: the fallback stays), though the module was loaded. A place
# that is rendered after the loading shows it at once. A page that is changed while its parts are being fetched is enough.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact solid-js@1.9.19

cat >try.mjs <<'END'
import { createComponent, createRenderEffect, createRoot, lazy } from "solid-js";

let arrive;
const Part = lazy(() => new Promise((resolve) => (arrive = resolve)));
const shown = {};
const place = (name) =>
  createRoot((dispose) => {
    const part = createComponent(Part, {});
    createRenderEffect(() => (shown[name] = part() || "nothing"));
    return dispose;
  });
const leaveFirst = place("first");
place("second");
leaveFirst();
arrive({ default: () => "the part" });
await new Promise((done) => setTimeout(done, 100));
place("third");
console.log(`second: ${shown.second}`);
console.log(`third: ${shown.third}`);
END

cat >seen-before <<'END'
second: nothing
third: the part
END

node --conditions=browser try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
