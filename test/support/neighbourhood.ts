import { Chance } from "../../src/lib/chance.ts";
import { openReplication, type Replication } from "../../src/sync/replication.ts";
import type { Notice } from "../../src/sync/status.ts";
import type { Link, LinkSettings, MemoryNetwork, VirtualClock } from "./network.ts";
import type { Replica } from "./replica.ts";

/** Replicas that find each other again whenever they may and are not connected, as a lobby makes them. */
export class Neighbourhood {
  readonly clock: VirtualClock;
  readonly network: MemoryNetwork;
  readonly replicas: readonly Replica[];
  readonly replications: Replication[];
  readonly notices: Notice[] = [];
  readonly #links = new Map<string, Link>();
  readonly #settings: Partial<LinkSettings>;
  #mayMeet: (a: number, b: number) => boolean = () => true;
  #stop = () => {};

  constructor(clock: VirtualClock, network: MemoryNetwork, replicas: readonly Replica[], settings: Partial<LinkSettings> = {}) {
    this.clock = clock;
    this.network = network;
    this.replicas = replicas;
    this.#settings = settings;
    this.replications = replicas.map((replica, i) => this.#open(replica, i));
    this.#look();
  }

  #open(replica: Replica, seed: number): Replication {
    return openReplication(replica, { timers: this.clock, chance: new Chance(seed), onNotice: (notice) => this.notices.push(notice) });
  }

  #look() {
    for (let a = 0; a < this.replicas.length; a++) {
      for (let b = a + 1; b < this.replicas.length; b++) {
        const name = `${a} ${b}`;
        const link = this.#links.get(name);
        if (link?.isOpen && !this.#mayMeet(a, b)) link.break();
        if (link?.isOpen || !this.#mayMeet(a, b)) continue;
        const made = this.network.connect((this.replicas[a] as Replica).epochRoom, this.#settings);
        this.#links.set(name, made);
        this.replications[a]?.addWire(made.wires[0]);
        this.replications[b]?.addWire(made.wires[1]);
      }
    }
    this.#stop = this.clock.after(1_000, () => this.#look());
  }

  /** Who can reach whom from now on. */
  allow(mayMeet: (a: number, b: number) => boolean) {
    this.#mayMeet = mayMeet;
    this.#stop();
    this.#look();
  }

  linkOf(a: number, b: number): Link | undefined {
    return this.#links.get(`${Math.min(a, b)} ${Math.max(a, b)}`);
  }

  haveTheSame(): boolean {
    const count = this.replicas[0]?.entryCount;
    if (this.replicas.some(({ entryCount }) => entryCount !== count)) return false;
    const first = this.replicas[0]?.hashes().join();
    return this.replicas.every((replica) => replica.hashes().join() === first);
  }

  close() {
    this.#stop();
    for (const replication of this.replications) replication.close();
  }
}
