import type { CommandRefusal } from "./api.ts";

/** What a failed write means to a person; what is not the disk's doing is a bug and flies on. */
export function diskRefusal(error: unknown): CommandRefusal {
  const names = causesOf(error).map((cause) => cause.name);
  // Chromium tells a full disk as a quota, or, for larger values, as an input/output error while writing.
  if (names.includes("QuotaExceededError") || /\(IOError\)|ENOSPC/.test(String(error))) return { code: "disk-full" };
  const known = [
    "AbortError",
    "UnknownError",
    "DatabaseClosedError",
    "InvalidStateError",
    "DataError",
    "OpenFailedError",
    "TimeoutError",
    "ReadOnlyError",
  ];
  if (names.some((name) => known.includes(name))) return { code: "disk-failed", reason: String(error) };
  throw error;
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 8; ) {
    causes.push(cause);
    cause = (cause as { inner?: unknown }).inner ?? cause.cause;
  }
  return causes;
}
