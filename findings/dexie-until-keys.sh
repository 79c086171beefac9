#!/usr/bin/env bash
# Dexie 4.4.7: after until(), everything that asks for keys, and delete(), fails with a TypeError.
#
# Expected: Dexie's reference says of Collection.until(filter) that the filter is run on each item, and that it works
# like limit(). The same page's filter(), put in its place, is given the item by primaryKeys() too.
# Seen: toArray() and count() hand the record to the function; primaryKeys(), keys(), uniqueKeys() and delete() walk over
# keys alone and hand it undefined, so that the first look at a field of the record throws.
# (Run on fake-indexeddb; which kind of cursor is opened is decided in Dexie's own code.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact dexie@4.4.7 fake-indexeddb@6.2.2

cat >try.mjs <<'END'
import "fake-indexeddb/auto";
import Dexie from "dexie";

const db = new Dexie("people");
db.version(1).stores({ people: "id, name" });
await db.people.bulkAdd([
  { id: 1, name: "Anna" },
  { id: 2, name: "Anna" },
  { id: 3, name: "Bert" },
]);
const untilBert = () => db.people.orderBy("id").until((person) => person.name === "Bert");
console.log(`toArray: ${(await untilBert().toArray()).length}`);
console.log(`count: ${await untilBert().count()}`);
for (const method of ["primaryKeys", "keys", "uniqueKeys", "delete"]) {
  const answer = await untilBert()[method]().catch((error) => error.name);
  console.log(`${method}: ${answer}`);
}
console.log(`filter, then primaryKeys: ${await db.people.orderBy("id").filter((person) => person.name === "Anna").primaryKeys()}`);
db.close();
END

cat >seen-before <<'END'
toArray: 2
count: 2
primaryKeys: TypeError
keys: TypeError
uniqueKeys: TypeError
delete: TypeError
filter, then primaryKeys: 1,2
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
