import { canonicalJson } from "../../src/lib/canonical.ts";
import { unwrap } from "../../src/lib/result.ts";
import { serveWires } from "../../src/sync/bridge.ts";
import { type Lane, largestFrame, type Wire } from "../../src/sync/wire.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";

/** Two ends of a connection without a network in between; frames arrive in a later turn, as copies. */
function wirePair(room: string, number: number): { readonly ends: [Wire, Wire]; readonly isOpen: () => boolean } {
  const ends: Wire[] = [];
  const makeEnd = (end: 0 | 1): Wire => {
    const early: [Lane, Uint8Array][] = [];
    let listener: Wire["onFrame"] = null;
    const self: Wire & { take(lane: Lane, frame: Uint8Array): void } = {
      id: `wire-${number}-${end}`,
      room,
      fingerprints: end === 0 ? { local: "aa", remote: "bb" } : { local: "bb", remote: "aa" },
      maxFrame: largestFrame,
      async send(lane, frame) {
        const copy = frame.slice();
        await new Promise((resolve) => setImmediate(resolve));
        if (isOpen) (ends[1 - end] as typeof self).take(lane, copy);
      },
      get onFrame() {
        return listener;
      },
      set onFrame(given) {
        listener = given;
        if (given) for (const [lane, frame] of early.splice(0)) given(lane, frame);
      },
      onClose: null,
      close() {
        if (!isOpen) return;
        isOpen = false;
        setImmediate(() => ends[1 - end]?.onClose?.());
      },
      take(lane, frame) {
        if (listener) listener(lane, frame);
        else early.push([lane, frame]);
      },
    };
    return self;
  };
  let isOpen = true;
  ends.push(makeEnd(0), makeEnd(1));
  return { ends: ends as [Wire, Wire], isOpen: () => isOpen };
}

let pairs = 0;

interface Pair {
  readonly engines: readonly [Engine, Engine];
  readonly room: string;
  readonly isOpen: () => boolean;
}

/** Engines that meet in every room they share, over real message ports, until they part. */
export class Meeting {
  readonly #served = new Map<Engine, ReturnType<typeof serveWires>>();
  #pairs: Pair[] = [];

  /** In every room, or only in those in which no connection of theirs is open. */
  async connect(a: Engine, b: Engine, where: "everywhere" | "where they are not" = "everywhere"): Promise<void> {
    const rooms = await Promise.all([a, b].map(roomsOf));
    this.#pairs = this.#pairs.filter(({ isOpen }) => isOpen());
    const known = this.#pairs.filter(({ engines }) => engines.includes(a) && engines.includes(b)).map(({ room }) => room);
    for (const room of rooms[0] as string[]) {
      if (!rooms[1]?.includes(room) || (where !== "everywhere" && known.includes(room))) continue;
      const {
        ends: [first, second],
        isOpen,
      } = wirePair(room, ++pairs);
      this.#pairs.push({ engines: [a, b], room, isOpen });
      (await this.#servedBy(a)).onWire(first);
      (await this.#servedBy(b)).onWire(second);
    }
  }

  part(): void {
    for (const engine of [...this.#served.keys()]) this.leave(engine);
  }

  /** Nothing reaches it any more, and nothing it says is heard. */
  leave(engine: Engine): void {
    this.#served.get(engine)?.close();
    this.#served.delete(engine);
  }

  async #servedBy(engine: Engine): Promise<ReturnType<typeof serveWires>> {
    const known = this.#served.get(engine);
    if (known) return known;
    const { port1, port2 } = new MessageChannel();
    await engine.attachNetwork(port2 as unknown as MessagePort, { signalling: [], ice: [] });
    const served = serveWires(port1 as unknown as MessagePort);
    this.#served.set(engine, served);
    return served;
  }
}

async function roomsOf(engine: Engine): Promise<string[]> {
  let names: string[] = [];
  (
    await engine.watchRooms((rooms) => {
      names = rooms.map((room) => room.name);
    })
  )();
  return names;
}

/** Resolves when the condition holds; fails after so many seconds with what it was about. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A second device joins by a link that a first one made, and catches up. */
export async function joinedBy(host: Engine, meeting: Meeting, memberName: string): Promise<Engine> {
  return joinedByLink(unwrap(await host.invite({ base: "https://kontor.example/" })), host, meeting, memberName);
}

export async function joinedByLink(link: string, host: Engine, meeting: Meeting, memberName: string): Promise<Engine> {
  const guest = await aNewcomer(link, memberName);
  await meeting.connect(host, guest);
  await until("the newcomer is let in", async () => (await guest.status()).state === "ready");
  await meeting.connect(host, guest);
  await until("the newcomer has everything", async () => isEqualVector(await host.status(), await guest.status()));
  return guest;
}

/** Somebody who has opened a link and waits to be let in. */
export async function aNewcomer(link: string, memberName: string): Promise<Engine> {
  const profile = `${memberName}-${++pairs}`;
  const workspace = await acceptInvitation(link, { memberName, deviceName: `${memberName}s Telefon` }, profile);
  return unwrap(await Engine.open({ workspace, profile }));
}

export const isEqualVector = (a: { vector: object }, b: { vector: object }): boolean => canonicalJson(a.vector) === canonicalJson(b.vector);
