#!/usr/bin/env bash
# @peculiar/x509 2.2.0: verify() refuses a certificate at the first and at the last moment of its validity.
#
# Expected: RFC 5280, section 4.1.2.5: the period lasts from notBefore through notAfter, inclusive.
# Seen: both ends count as outside. A certificate of this second does not verify when it is asked for this second, and
# one that is valid through 23:59:59 is refused in that second; a thousandth later or earlier it is accepted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact @peculiar/x509@2.2.0 reflect-metadata@0.2.2

cat >try.mjs <<'END'
import "reflect-metadata";
import { X509CertificateGenerator } from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
const certificate = await X509CertificateGenerator.createSelfSigned({
  serialNumber: "01",
  name: "CN=Example",
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2026-12-31T23:59:59Z"),
  signingAlgorithm: algorithm,
  keys,
});
console.log(`valid from ${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}`);
for (const time of ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z", "2026-12-31T23:59:58.999Z", "2026-12-31T23:59:59.000Z"]) {
  console.log(`${time}: ${(await certificate.verify({ date: new Date(time) })) ? "accepted" : "refused"}`);
}
END

cat >seen-before <<'END'
valid from 2026-01-01T00:00:00.000Z to 2026-12-31T23:59:59.000Z
2026-01-01T00:00:00.000Z: refused
2026-01-01T00:00:00.001Z: accepted
2026-12-31T23:59:58.999Z: accepted
2026-12-31T23:59:59.000Z: refused
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
