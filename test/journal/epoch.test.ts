import { describe, expect, test } from "vitest";
import { wrapBytes } from "../../src/journal/deviceKeys.ts";
import { type Epoch, makeEpochSecret, openEpoch, roomOf, sealEpoch, shardTag, unwrapSecret, wrapSecret } from "../../src/journal/epoch.ts";
import { toHex } from "../../src/lib/bytes.ts";
import { err, ok } from "../../src/lib/result.ts";
import { anAuthor } from "../support/journal.ts";

const anEpoch = (id = "0b11da54aa1a20db51d3348861bbe2fa"): Epoch => ({ id, secret: makeEpochSecret() });

describe("an epoch", () => {
  test("meets in a room that tells nothing and is the same for everybody who has the secret", () => {
    const epoch = anEpoch();
    const room = roomOf(epoch);
    expect(roomOf({ ...epoch, secret: epoch.secret.slice() })).toEqual(room);
    expect(room.name).toMatch(/^[\w-]{22}$/);
    expect(room.password).toMatch(/^[\w-]{43}$/);
    const other = roomOf(anEpoch());
    expect(other.name).not.toBe(room.name);
    expect(other.password).not.toBe(room.password);
    expect(roomOf({ ...epoch, id: "00".repeat(16) }).name).not.toBe(room.name);
  });

  test("tags a shard's entries alike, and no two shards, generations or epochs", () => {
    const epoch = anEpoch();
    const tags = [
      shardTag(epoch, "7f3kq", 0),
      shardTag(epoch, "7f3kq", 1),
      shardTag(epoch, "meta", 0),
      shardTag({ ...epoch, id: "00".repeat(16) }, "7f3kq", 0),
      shardTag(anEpoch(), "7f3kq", 0),
    ].map(toHex);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(toHex(shardTag({ ...epoch, secret: epoch.secret.slice() }, "7f3kq", 0))).toBe(tags[0]);
  });

  test("is handed to one device, and lies on its disk, readable for nobody else", async () => {
    const [{ keys }, { keys: others }] = [await anAuthor(), await anAuthor()];
    const epoch = anEpoch();
    const broken = err({ code: "seal-broken" });

    const sealed = await sealEpoch(epoch, keys.receivePublic);
    expect(await openEpoch(keys, sealed)).toEqual(ok(epoch));
    expect(await openEpoch(others, sealed)).toEqual(broken);
    expect(await openEpoch(keys, { ...sealed, id: "00".repeat(16) })).toEqual(broken);

    const wrapped = await wrapSecret(keys, epoch);
    expect(await unwrapSecret(keys, epoch.id, wrapped)).toEqual(ok(epoch));
    expect(await unwrapSecret(others, epoch.id, wrapped)).toEqual(broken);
    expect(await unwrapSecret(keys, "00".repeat(16), wrapped)).toEqual(broken);
    expect(await unwrapSecret(keys, epoch.id, await wrapBytes(keys, new Uint8Array(31), `epoch/${epoch.id}`))).toEqual(broken);
  });
});
