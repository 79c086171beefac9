#!/usr/bin/env bash
# solid-js 1.9.19: a resource that failed once stays failed when mutate() gives it a value, and its latest throws.
#
# Expected: the reference page of createResource says that mutate overwrites the value by hand without calling the
# fetcher, and in its table of states that latest is undefined while a resource is "errored".
# Seen: mutate() answers with the new value, but the state stays "errored" and both reading the resource and reading
# latest throw the old error, so that the value given is never seen. Before mutate() latest throws as well, where the
# table promises undefined. refetch() that fails again does not reject either: its promise resolves with undefined,
# though its type is a promise of the value.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact solid-js@1.9.19

cat >try.mjs <<'END'
import { createResource, createRoot } from "solid-js";

const tried = (read) => {
  try {
    return read();
  } catch (error) {
    return `throws "${error.message}"`;
  }
};
await createRoot(async () => {
  const [resource, { mutate, refetch }] = createResource(async () => {
    throw new Error("not reached");
  });
  await new Promise((done) => setTimeout(done));
  console.log(`failed: state ${resource.state}, latest ${tried(() => resource.latest)}`);
  console.log(`mutate("by hand") answers ${mutate("by hand")}`);
  console.log(`then: state ${resource.state}, value ${tried(resource)}, latest ${tried(() => resource.latest)}`);
  console.log(`refetch ${await refetch().then((value) => `resolves with ${value}`, (error) => `rejects: ${error.message}`)}`);
});
END

cat >seen-before <<'END'
failed: state errored, latest throws "not reached"
mutate("by hand") answers by hand
then: state errored, value throws "not reached", latest throws "not reached"
refetch resolves with undefined
END

node --conditions=browser try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
