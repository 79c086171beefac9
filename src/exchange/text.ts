/** The encodings that address books and spreadsheets write. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Text of bytes whose encoding nobody states: by byte order mark, by the zero bytes of UTF-16, by being valid UTF-8, else Windows-1252. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  return encoding === "utf-8-invalid"
    ? { text: decodeAs(bytes, "windows-1252"), encoding: "windows-1252" }
    : { text: decodeAs(bytes, encoding), encoding };
}

/** What Windows-1252 has in place of the control characters 80–9F. */
export const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Text in an encoding that a file names itself; an unknown name is read as UTF-8. */
export function decodeAs(bytes: Uint8Array, label: string): string {
  const decoder = decoderOf(label);
  const text = decoder.decode(bytes);
  // Node 20 reads Windows-1252 as Latin-1 and leaves control characters where browsers have the euro sign.
  return decoder.encoding === "windows-1252"
    ? text.replace(/[\u0080-\u009f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80] as string)
    : text;
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

function encodingOf(bytes: Uint8Array): Exclude<Encoding, "windows-1252"> | "utf-8-invalid" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  // European text in UTF-16 has a zero in nearly every second byte, and text of other kinds has none.
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.1) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.1) return "utf-16be";
  return isUtf8(bytes) ? "utf-8" : "utf-8-invalid";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes are text at all: control characters that no text has mean a picture, a program, an archive. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  let strange = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) strange++;
  }
  return strange > 0 && strange > sample.length / 200;
}
