import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";

/** Where other devices on the same network find this computer: private IPv4 first, because people type it. */
export function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const reachable = all.filter((one) => !one.internal && !(one.family === "IPv6" && /^fe80:/i.test(one.address)));
  return [...reachable.filter((one) => one.family === "IPv4"), ...reachable.filter((one) => one.family === "IPv6")].map(
    (one) => one.address,
  );
}

export const asHost = (address: string) => (address.includes(":") ? `[${address}]` : address);

/** Only from here do browsers allow cryptography and offline use without https. */
export const isThisComputer = (host: string) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/i.test(host);

/** Of networks that nobody reaches from outside: a home, an office, a tunnel, this computer itself. In the notation of a certificate. */
export const privateRanges: readonly (readonly [address: string, bits: number])[] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
];

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
const privateAddresses = new BlockList();
for (const [address, bits] of privateRanges) privateAddresses.addSubnet(address, bits, familyOf(address));

export const isPrivateAddress = (address: string): boolean => isIP(address) !== 0 && privateAddresses.check(address, familyOf(address));

/**
 * Who asks, as far as limits are concerned: an address, of IPv6 the network that one household has; nobody in particular when it is
 * this computer. What a proxy says of the sender counts only from a private address, where a proxy may be.
 */
export function askerOf(request: IncomingMessage): string | undefined {
  const remote = plainAddress(request.socket.remoteAddress ?? "");
  const named = plainAddress(
    String(request.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim() ?? "",
  );
  const address = isIP(named) !== 0 && isPrivateAddress(remote) ? named : remote;
  if (isThisComputer(asHost(address))) return undefined;
  return isIPv6(address) ? addressBytes(address).slice(0, 8).join(".") : address;
}

const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** Bytes of an address as Node prints it; an IPv4 address inside IPv6 counts as IPv4. */
export function addressBytes(address: string): number[] {
  const plain = plainAddress(address.replace(/%.*$/, ""));
  if (!isIPv6(plain)) return plain.split(".").map(Number);
  const [head = "", tail] = plain.split("::");
  const words = (part: string) => (part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16)));
  const before = words(head);
  const after = words(tail ?? "");
  const zeros = tail === undefined ? [] : Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((word) => [word >> 8, word & 0xff]);
}
