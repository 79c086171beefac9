#!/usr/bin/env bash
# Dexie 4.4.7: after or(), limit(n) gives fewer than n records though there are more.
#
# Expected: Dexie's reference says of Collection.limit(count) that it is the number of items to limit the results with,
# and of Collection.or() that duplicates are removed. So limit(2) of a query that finds four records gives two.
# Seen: whatever both conditions find is counted twice against the limit before the second one is thrown away. The
# more the two overlap, the shorter the list; count() agrees with the short list. A page of a list then seems to be
# the last one. Without limit all four come. (Run on fake-indexeddb; the counting is in Dexie's own code.)
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
db.version(1).stores({ people: "id, name, town" });
await db.people.bulkAdd([
  { id: 1, name: "Anna", town: "Graz" },
  { id: 2, name: "Anna", town: "Graz" },
  { id: 3, name: "Bert", town: "Graz" },
  { id: 4, name: "Anna", town: "Linz" },
]);
const query = () => db.people.where("name").equals("Anna").or("town").equals("Graz");
console.log(`no limit: ${(await query().toArray()).length} records`);
for (const limit of [1, 2, 3, 4]) {
  console.log(`limit ${limit}: ${(await query().limit(limit).toArray()).length} records, count ${await query().limit(limit).count()}`);
}
db.close();
END

cat >seen-before <<'END'
no limit: 4 records
limit 1: 1 records, count 1
limit 2: 1 records, count 1
limit 3: 2 records, count 2
limit 4: 2 records, count 2
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
