#!/usr/bin/env bash
# @peculiar/x509 2.2.0: a name with characters written as pairs of hex digits is read as the digits themselves.
#
# Expected: the type definitions of its class Name refer to RFC 2253. There (section 3, "pair"; RFC 4514 has it too)
# a backslash and two hex digits stand for one byte of UTF-8, and the last example of section 5 writes "Lučić" so.
# Seen: only the pairs for carriage return and line feed are understood. Of all others the backslash is dropped and
# the digits stay, without an error: the name that would go into the certificate is "LuC48DiC487".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact @peculiar/x509@2.2.0 reflect-metadata@0.2.2

cat >try.mjs <<'END'
import "reflect-metadata";
import { Name } from "@peculiar/x509";

for (const text of ["SN=Lu\\C4\\8Di\\C4\\87", "CN=Before\\0DAfter", "CN=Huber\\2C Anna", "CN=Huber\\, Anna"]) {
  const [[values]] = new Name(text).toJSON().map(Object.values);
  console.log(`${text} is read as ${JSON.stringify(values[0])}`);
}
END

cat >seen-before <<'END'
SN=Lu\C4\8Di\C4\87 is read as "LuC48DiC487"
CN=Before\0DAfter is read as "Before\rAfter"
CN=Huber\2C Anna is read as "Huber2C Anna"
CN=Huber\, Anna is read as "Huber, Anna"
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
