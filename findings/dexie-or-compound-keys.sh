#!/usr/bin/env bash
# Dexie 4.4.7: or() leaves out a record whose compound primary key reads like another one with commas between its parts.
#
# Expected: Collection.or() removes duplicates (Dexie's reference), and two records are the same one only if their keys
# are equal. By the Indexed Database API, section "Keys", array keys are compared part by part, so ["a", "b,c"] and
# ["a,b", "c"] are two keys.
# Seen: the store holds both and either condition alone finds both, but joined by or() only one of the two comes back,
# in toArray() and in count(). Keys are told apart by the text JavaScript makes of them, which is "a,b,c" for both.
# A name such as "Huber, Anna" in a compound key is enough. (Run on fake-indexeddb; the telling apart is Dexie's code.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact dexie@4.4.7 fake-indexeddb@6.2.2

cat >try.mjs <<'END'
import "fake-indexeddb/auto";
import Dexie from "dexie";

const db = new Dexie("places");
db.version(1).stores({ places: "[street+town], year, kind" });
await db.places.bulkAdd([
  { street: "a", town: "b,c", year: 2026, kind: "shop" },
  { street: "a,b", town: "c", year: 2026, kind: "shop" },
]);
const ofYear = () => db.places.where("year").equals(2026);
console.log(`in the store: ${await db.places.count()}`);
console.log(`one condition: ${(await ofYear().toArray()).length}`);
console.log(`the other: ${(await db.places.where("kind").equals("shop").toArray()).length}`);
console.log(`joined by or: ${(await ofYear().or("kind").equals("shop").toArray()).length}`);
console.log(`joined and counted: ${await ofYear().or("kind").equals("shop").count()}`);
db.close();
END

cat >seen-before <<'END'
in the store: 2
one condition: 2
the other: 2
joined by or: 1
joined and counted: 1
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
