#!/usr/bin/env bash
# read-excel-file 9.3.17: a workbook whose cells do not name their place cannot be read.
#
# Expected: ECMA-376 part 1, section 18.3.1.4 (c, Cell): the attribute r, the cell's reference, is optional, as is r of
# a row (18.3.1.73); cells without one follow each other. Some programs that write workbooks leave them out.
# Seen: the same workbook is read when each cell has its r. Without it reading fails with a TypeError from inside
# the package, not with its own InvalidSpreadsheetError, so that nothing says what is wrong with the file. A row may lack r.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact read-excel-file@9.3.17 fflate@0.8.2

cat >try.mjs <<'END'
import { strToU8, zipSync } from "fflate";
import { readSheet } from "read-excel-file/node";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const workbook = (rows) => {
  const files = {
    "[Content_Types].xml": `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="b" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  const zipped = Object.entries(files).map(([name, text]) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)]);
  return Buffer.from(zipSync(Object.fromEntries(zipped)));
};
const read = (rows) => readSheet(workbook(rows)).then(JSON.stringify, (error) => error.name);
console.log(`all named: ${await read('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')}`);
console.log(`row not named: ${await read('<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')}`);
console.log(`cells not named: ${await read('<row r="1"><c><v>1</v></c><c><v>2</v></c></row>')}`);
END

cat >seen-before <<'END'
all named: [[1,2]]
row not named: [[1,2]]
cells not named: TypeError
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
