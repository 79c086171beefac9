import { join, resolve } from "node:path";
import { buildIfStale } from "./build.ts";
import { type Credentials, fingerprintOf, openCredentials } from "./certificate.ts";
import { asHost, isPrivateAddress, lanAddresses } from "./network.ts";
import { serve } from "./serve.ts";
import { trustMeaning, trustSteps } from "./trustSteps.ts";

/** `npm start`: builds what is not built, serves it, says where. npm runs this in the project's root. */
const DEFAULT_PORT = 8080;
const LOOK_FOR_CHANGES_MS = 30_000;

const root = process.cwd();
const flags = process.argv.slice(2);
const valueOf = (flag: string) => {
  const at = flags.indexOf(flag);
  return at >= 0 ? flags[at + 1] : flags.find((one) => one.startsWith(`${flag}=`))?.slice(flag.length + 1);
};
const folder = resolve(root, valueOf("--folder") ?? "dist");
const wantsHttps = flags.includes("--https");
const wanted = valueOf("--port") ?? process.env["PORT"];
const port = wanted === undefined ? DEFAULT_PORT : Number(wanted);
if (!Number.isInteger(port) || port < 0 || port > 65_535) leave(`"${wanted}" is not a port. Choose a number from 1 to 65535.`);

if (!flags.includes("--no-build")) buildIfStale(folder);

// A certificate of ours speaks for private networks only: elsewhere the app would be offered under an address that nobody trusts.
const addresses = lanAddresses().filter((address) => !wantsHttps || isPrivateAddress(address));
const credentials = wantsHttps ? await credentialsFor(addresses) : undefined;
const serving = await serve({ folder, port, addresses, ...(credentials && { credentials }) }).catch((cause: unknown) => {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE") leave(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`);
  if (code === "EACCES") leave(`This system does not let us use port ${port}. Choose one above 1023: PORT=8080 npm start`);
  throw cause;
});
// What one connection brings about must not end the others. Nothing is kept here that could be left half done.
process.on("uncaughtException", (cause) => console.error(cause));
announce();
if (wantsHttps) watchAddresses();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void serving.close().then(() => process.exit(0)));

function leave(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function credentialsFor(hosts: readonly string[]): Promise<Credentials> {
  return openCredentials(join(root, ".kontor"), ["localhost", "127.0.0.1", "::1", ...hosts]);
}

/** A laptop changes networks: the new address must be in the certificate. Restarting is left to the person, who sees who is connected. */
function watchAddresses() {
  const served = addresses.join(" ");
  const timer = setInterval(() => {
    const current = lanAddresses().filter(isPrivateAddress);
    if (current.join(" ") === served) return;
    clearInterval(timer);
    console.log(`This computer's addresses are now ${current.join(", ")}. Start again for a certificate that names them.`);
  }, LOOK_FOR_CHANGES_MS);
  timer.unref();
}

function announce() {
  const scheme = wantsHttps ? "https" : "http";
  console.log("\nKontor is ready.\n");
  console.log(`  on this computer   ${scheme}://localhost:${serving.port}/`);
  for (const address of addresses) console.log(`  in your network    ${scheme}://${asHost(address)}:${serving.port}/`);
  console.log(
    `  meeting point      the same addresses, /signal${serving.hasStun ? `; STUN on UDP ${serving.port}` : "; no STUN, the UDP port is taken"}`,
  );
  if (!credentials) return console.log("\n  Other devices need https (browsers forbid encryption without it): npm start -- --https\n");
  if (credentials.replaced !== undefined) {
    console.log(
      `\nThe authority made by an earlier version could vouch for any site. It has been replaced: take "${credentials.replaced}" off your devices, and trust the new one.`,
    );
  }
  const host = asHost(addresses[0] ?? "localhost");
  console.log(`\nOnce on each device, so that it trusts this computer: http://${host}:${serving.port}/kontor-ca.crt`);
  console.log(`\n  SHA-256 ${fingerprintOf(credentials.authority)}\n`);
  for (const { language, sentences } of trustMeaning) if (language === "en") console.log(sentences.map((one) => `  ${one}`).join("\n"));
  for (const { system, steps } of trustSteps) console.log(`\n  ${system}\n${steps.map((step) => `    ${step}`).join("\n")}`);
  console.log(
    "\nThe key that signs stays in .kontor/ on this computer. Whoever has it can pose as any computer of this network to those devices: keep it to yourself.\n",
  );
}
