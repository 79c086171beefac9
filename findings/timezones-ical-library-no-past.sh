#!/usr/bin/env bash
# timezones-ical-library 2.3.2: the VTIMEZONE of a zone whose law has changed lately says that the new rule has held since 1970.
#
# Expected: an iCalendar file's VTIMEZONE describes the zone for the times that the file names (RFC 5545, section 3.6.5), so an
# appointment of July 2023 in Paraguay, which had winter time then (four hours behind UTC) and has had none since October 2024, is
# read four hours behind UTC by whoever goes by the rules in the file.
# Seen: the block has one observance, from 1970 on, with the offset of today (three hours behind). The same holds for every zone that
# changed between 2023 and 2026, British Columbia (America/Vancouver) among them: their older appointments move by an hour or more in
# programs that believe the file more than the name. Compared here with what Node's own copy of the zone database says.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact timezones-ical-library@2.3.2

cat >try.mjs <<'END'
import { tzlib_get_ical_block } from "timezones-ical-library";

const [block] = tzlib_get_ical_block("America/Asuncion");
console.log(block.split("\r\n").filter((line) => /^(BEGIN:[SD]|DTSTART|TZOFFSETTO|RRULE)/.test(line)).join(" "));
const offset = new Intl.DateTimeFormat("en", { timeZone: "America/Asuncion", timeZoneName: "longOffset" });
for (const day of ["2023-01-15", "2023-07-15"])
  console.log(`${day}: ${offset.formatToParts(new Date(`${day}T12:00:00Z`)).find(({ type }) => type === "timeZoneName").value}`);
END

cat >seen-before <<'END'
BEGIN:STANDARD TZOFFSETTO:-0300 DTSTART:19700101T000000
2023-01-15: GMT-03:00
2023-07-15: GMT-04:00
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
