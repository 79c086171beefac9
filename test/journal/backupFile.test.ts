import { describe, expect, test } from "vitest";
import { type BackupLock, BackupWriter, type Damage, type Frame, lockOf, openBackupFile } from "../../src/journal/backupFile.ts";
import { concat, utf8 } from "../../src/lib/bytes.ts";
import { Chance } from "../../src/lib/chance.ts";

const passphrase = "Kaffee mit vier Löffeln Zucker";
const contents = Array.from({ length: 12 }, (_, i) => utf8(`Mühle Öttl ${i} `.repeat(40 + 13 * i)));

const locked = (): Promise<BackupLock> => lockOf(passphrase, crypto.getRandomValues(new Uint8Array(16)), 1_000);

async function written(lock: BackupLock): Promise<Uint8Array<ArrayBuffer>[]> {
  const writer = new BackupWriter(lock);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for (const [i, content] of contents.entries()) frames.push(await writer.frame(i === contents.length - 1 ? "end" : "entries", content));
  return frames;
}

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<{ frames: Frame[]; damages: Damage[] }> {
  const opened = await openBackupFile(new Blob([bytes]), passphrase);
  if (!opened.ok) throw new Error(opened.error.code);
  const frames: Frame[] = [];
  const damages: Damage[] = [];
  for await (const one of opened.value.frames()) "kind" in one ? frames.push(one) : damages.push(one);
  return { frames, damages };
}
const textsOf = (frames: readonly Frame[]): string[] => frames.map(({ content }) => new TextDecoder().decode(content));
const texts = contents.map((content) => new TextDecoder().decode(content));

describe("a backup's file", () => {
  test("gives back what was sealed, and nothing of it can be read without the passphrase", async () => {
    const file = concat(...(await written(await locked())));
    const { frames, damages } = await read(file);
    expect(textsOf(frames)).toEqual(texts);
    expect(damages).toEqual([]);
    expect(new TextDecoder("latin1").decode(file)).not.toContain("Mühle");
    expect(new TextDecoder().decode(file)).not.toContain("Öttl");
    expect((await openBackupFile(new Blob([file]), "kaffee mit vier Löffeln Zucker")).ok).toBe(false);
  });

  test("takes a passphrase typed on another keyboard, where an ö is two signs", async () => {
    const file = new Blob([concat(...(await written(await locked())))]);
    expect((await openBackupFile(file, passphrase.normalize("NFD"))).ok).toBe(true);
  });

  test("tells a wrong passphrase, another kind of file, and a newer version from damage", async () => {
    const file = concat(...(await written(await locked())));
    expect(await openBackupFile(new Blob([file]), "falsch")).toEqual({ ok: false, error: { code: "passphrase-wrong" } });
    expect(await openBackupFile(new Blob(["Name;Ort\nÖttl;Wien"]), passphrase)).toEqual({
      ok: false,
      error: { code: "backup-unreadable" },
    });
    expect(await openBackupFile(new Blob([]), passphrase)).toEqual({ ok: false, error: { code: "backup-unreadable" } });
    const newer = utf8("kontor backup 2\nsomething else entirely");
    expect(await openBackupFile(new Blob([newer]), passphrase)).toEqual({
      ok: false,
      error: { code: "backup-version-unknown", version: 2 },
    });
  });

  test("with its beginning damaged is still opened, and a wrong passphrase is still told from that", async () => {
    const file = concat(...(await written(await locked())));
    file.fill(0, 0, 60);
    expect(textsOf((await read(file)).frames)).toEqual(texts.slice(1));
    expect(await openBackupFile(new Blob([file]), "falsch")).toEqual({ ok: false, error: { code: "passphrase-wrong" } });
  });

  test("with a bit changed where its key is named says nothing wrong of the passphrase", async () => {
    const file = concat(...(await written(await locked())));
    file[60] = (file[60] as number) ^ 1;
    expect(textsOf((await read(file)).frames)).toEqual(texts.slice(1));
  });

  test("with one bit changed anywhere loses the one frame it lies in; every other is read", async () => {
    const frames = await written(await locked());
    const chance = new Chance(17);
    for (let run = 0; run < 60; run++) {
      const file = concat(...frames);
      const at = chance.whole(0, file.length - 1);
      file[at] = (file[at] as number) ^ (1 << chance.whole(0, 7));
      let [start, hit] = [0, 0];
      while (start + (frames[hit] as Uint8Array).length <= at) start += (frames[hit++] as Uint8Array).length;
      const { frames: came, damages } = await read(file);
      expect(textsOf(came), `bit at ${at}`).toEqual(texts.filter((_, i) => i !== hit));
      expect(damages).toEqual([{ from: start, to: start + (frames[hit] as Uint8Array).length }]);
    }
  });

  test("cut anywhere, with bytes taken out or put in, loses only the frames that were touched", async () => {
    const frames = await written(await locked());
    const whole = concat(...frames);
    const chance = new Chance(18);
    const frameAt = (at: number): number => {
      let [start, i] = [0, 0];
      while (i < frames.length && start + (frames[i] as Uint8Array).length <= at) start += (frames[i++] as Uint8Array).length;
      return i;
    };
    for (let run = 0; run < 60; run++) {
      const [from, length] = [chance.whole(200, whole.length - 1), chance.whole(1, 900)];
      const to = Math.min(whole.length, from + length);
      const cut = await read(whole.slice(0, from));
      expect(textsOf(cut.frames), `cut at ${from}`).toEqual(texts.slice(0, frameAt(from)));
      const taken = await read(concat(whole.slice(0, from), whole.slice(to)));
      expect(textsOf(taken.frames), `${length} taken at ${from}`).toEqual(texts.filter((_, i) => i < frameAt(from) || i > frameAt(to - 1)));
      const put = await read(concat(whole.slice(0, from), crypto.getRandomValues(new Uint8Array(length)), whole.slice(from)));
      const isBetween = frames.slice(0, frameAt(from)).reduce((sum, frame) => sum + frame.length, 0) === from;
      expect(textsOf(put.frames), `${length} put in at ${from}`).toEqual(texts.filter((_, i) => isBetween || i !== frameAt(from)));
    }
  });

  test("frames of another file among its own are no part of it", async () => {
    const lock = await locked();
    const [one, other] = [await written(lock), await written(lock)];
    const mixed = concat(...one.slice(0, 3), other[4] as Uint8Array, ...one.slice(3));
    const { frames, damages } = await read(mixed);
    expect(textsOf(frames)).toEqual(texts);
    expect(damages).toHaveLength(1);
  });

  test("frames in another order, or twice, are told by their numbers", async () => {
    const frames = await written(await locked());
    const mixed = concat(...[3, 1, 1, 0, 2].map((i) => frames[i] as Uint8Array));
    expect((await read(mixed)).frames.map(({ index }) => index)).toEqual([3, 1, 1, 0, 2]);
  });

  test("is read in pieces, also where a frame lies across two of them", async () => {
    const lock = await locked();
    const writer = new BackupWriter(lock);
    const big = crypto.getRandomValues(new Uint8Array(60_000));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let i = 0; i < 180; i++) parts.push(await writer.frame("entries", big));
    const file = concat(...parts);
    file[5_000_000] = (file[5_000_000] as number) ^ 1;
    const { frames, damages } = await read(file);
    expect(frames).toHaveLength(179);
    expect(damages).toHaveLength(1);
  });
});
