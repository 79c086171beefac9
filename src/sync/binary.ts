import { textOf, utf8 } from "../lib/bytes.ts";

/** The error of bytes from a peer that cannot be read. Thrown only while reading, and caught where the connection is closed for it. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** Reads what a stranger wrote: every length is checked before anything is touched or allocated. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Malformed("ends too early");
    return byte;
  }

  /** A whole number of 7 bits a byte, at most `largest`. */
  whole(largest: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (value > largest) throw new Malformed("number too large");
      if (byte < 128) return value;
      // Without this a run of 0x80 would be read for ever at value 0.
      if (scale > Number.MAX_SAFE_INTEGER / 128) throw new Malformed("number too long");
    }
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new Malformed("ends too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  block(longest: number): Uint8Array {
    return this.take(this.whole(longest));
  }

  text(longest: number): string {
    try {
      return textOf(this.block(longest));
    } catch (error) {
      if (error instanceof TypeError) throw new Malformed("not text");
      throw error;
    }
  }

  list<T>(longest: number, read: () => T): T[] {
    const length = this.whole(longest);
    // Every element takes a byte at least, so a short message cannot make a long list.
    if (length > this.#bytes.length - this.#at) throw new Malformed("ends too early");
    return Array.from({ length }, read);
  }

  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.#at);
  }
}

export class Writer {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  take(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }

  byte(value: number): this {
    return this.take(Uint8Array.of(value));
  }

  whole(value: number): this {
    const bytes: number[] = [];
    for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
    bytes.push(value);
    return this.take(Uint8Array.from(bytes));
  }

  block(bytes: Uint8Array): this {
    return this.whole(bytes.length).take(bytes);
  }

  text(text: string): this {
    return this.block(utf8(text));
  }

  list<T>(items: readonly T[], write: (item: T) => void): this {
    this.whole(items.length);
    for (const item of items) write(item);
    return this;
  }

  done(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
