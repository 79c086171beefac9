// What goes wrong in the parts of an engine, and until when the person is told of it.
import { readMeta, type WorkspaceDatabase } from "../database/schema.ts";
import type { CommandRefusal } from "./api.ts";
import type { Ledger } from "./ledger.ts";
import type { Team } from "./team.ts";
import type { Troubles } from "./troubles.ts";

export class Alarms {
  readonly #troubles: Troubles;
  readonly #ledger: () => Ledger;
  readonly #team: () => Team;
  readonly #db: WorkspaceDatabase;
  #asideSeen = 0;

  /** Ledger and team raise alarms themselves, and come after it. */
  constructor(of: {
    readonly troubles: Troubles;
    readonly ledger: () => Ledger;
    readonly team: () => Team;
    readonly db: WorkspaceDatabase;
  }) {
    this.#troubles = of.troubles;
    this.#ledger = of.ledger;
    this.#team = of.team;
    this.#db = of.db;
  }

  async open(): Promise<void> {
    this.#asideSeen = (await readMeta<number>(this.#db, "asideSeen")) ?? 0;
    this.aside();
    this.damage();
  }

  /** A refusal of the disk is shown until it takes something again. */
  disk(refusal: CommandRefusal | null): void {
    if (refusal?.code === "disk-full") this.#troubles.begin("disk-full");
    else if (refusal?.code === "disk-failed") this.#troubles.begin("disk-failed", { detail: refusal.reason });
    else if (!refusal) this.#troubles.end("disk-full", "disk-failed");
  }

  /** Damaged entries are shown until they have been fetched again. */
  damage(): void {
    const { damage, isRosterWhole } = this.#ledger().journal;
    if (damage.size > 0) this.#troubles.begin("journal-damaged", { count: damage.size });
    else this.#troubles.end("journal-damaged");
    if (isRosterWhole) this.#troubles.end("roster-damaged");
    else this.#troubles.begin("roster-damaged");
  }

  /** With whom documents are not the same is shown until they are. */
  differing(devices: readonly string[]): void {
    const names = devices.map((device) => this.#team().roster.devices[device]?.name ?? device);
    if (names.length > 0) this.#troubles.begin("data-differs", { detail: names.join(", "), count: names.length });
    else this.#troubles.end("data-differs");
  }

  /** Entries that are set aside are shown until somebody has taken note of them. */
  aside(): void {
    const count = this.#ledger().asideCount - this.#asideSeen;
    if (count > 0) this.#troubles.begin("entries-set-aside", { count });
    else this.#troubles.end("entries-set-aside");
  }

  async dismissAside(): Promise<void> {
    this.#asideSeen = this.#ledger().asideCount;
    await this.#db.meta.put({ key: "asideSeen", value: this.#asideSeen });
    this.aside();
  }
}
