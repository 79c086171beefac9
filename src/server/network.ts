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
