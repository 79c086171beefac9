/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "kontor"}-${new Date().toISOString().slice(0, 10)}.${ending}`;
  link.click();
  // The download has begun by then; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Hands out a file under its own name. */
export function saveFile(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name || "kontor";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
