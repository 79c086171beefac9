// The world of one invented heating firm near Augsburg: whom it works for and with, and what happened with them.
// Only sums, products and quotients decide, never logarithms or the machine's time zone: the same options give the same
// sequence everywhere. Numbers and mailboxes are ones that nobody has.

import { Chance } from "../lib/chance.ts";
import { appointmentsOf } from "./appointments.ts";
import { type Circle, Circles } from "./circles.ts";
import type { DemoDraft, DemoOptions, Told } from "./draft.ts";
import { shares } from "./draws.ts";
import { History } from "./history.ts";
import { nextStepsOf } from "./nextSteps.ts";
import { promisesOf } from "./promises.ts";
import { Sales } from "./sales.ts";
import { tasksOf } from "./tasks.ts";
import { demoText } from "./text.ts";

/** What further kinds of records tell of the firm. */
const extras: readonly ((options: DemoOptions, told: Told) => Generator<DemoDraft>)[] = [
  (options, { customers }) => tasksOf(options, customers),
  (options, { customers }) => promisesOf(options, customers),
  appointmentsOf,
  nextStepsOf,
];
/** So many customers and open deals they may be about. */
const mostExtra = 40;

/** What serving a customer costs the firm. */
export const demoRates = {
  hourlyCostCents: 5_800,
  visitCostCents: 2_400,
  mailingCostCents: 115,
  minutesOf: { visit: 60, call: 8, meeting: 60, email: 5, message: 2, letter: 10, social: 5, event: 45, web: 5, note: 3 },
} as const;

/** How often the firm wants to be in touch: with those who have a contract for servicing, with its best, with its partners. */
export const demoCadences = (language: "de" | "en"): Readonly<Record<string, number>> => {
  const { tags } = demoText[language];
  return { [`tag:${tags[0]}`]: 182, [`tag:${tags.at(-1)}`]: 42, "role:partner": 91 };
};

/** As many as a shard holds: a batch is done before the next is begun, so memory stays flat however many are asked for. */
const batchSize = 400;

/** Parties with their relations batch by batch, each followed by what happened with them and what they bought; exactly as many as asked for. */
export function* generateCompany(options: DemoOptions): Generator<DemoDraft> {
  const { contacts, interactions } = options;
  for (const count of [contacts, interactions])
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError("a whole number of records, please");
  if (contacts === 0 && interactions > 0) throw new RangeError("nothing can happen with nobody");
  const sales = options.sales ? new Sales(options) : undefined;
  const text = demoText[options.language];
  const chance = new Chance(options.seed);
  const people = new Circles(chance, text, options.now);
  const days = Math.max(1, Math.floor((options.years ?? 2) * 365));
  const history = new History(chance, text, { now: options.now, days }, sales);
  let written = 0;
  const customers: string[] = [];
  const openDeals: Told["openDeals"][number][] = [];
  if (sales) yield* sales.basics();
  while (people.contacts < contacts) {
    const end = Math.min(contacts, people.contacts + batchSize);
    const circles: Circle[] = [];
    while (people.contacts < end) {
      const circle = people.next(end - people.contacts);
      circles.push(circle);
      const customer = circle.organisation ?? circle.people[0];
      if (customer !== undefined && customers.length < mostExtra) customers.push(customer);
      yield* circle.drafts;
      circle.drafts = [];
    }
    const due = Math.floor((interactions * people.contacts) / contacts) - written;
    written += due;
    for (const [i, count] of shares(
      due,
      circles.map((circle) => circle.weight),
    ).entries())
      yield* history.of(circles[i] as Circle, count);
    for (const draft of sales?.close() ?? []) {
      const { stage, name, parties } = draft.fields as {
        readonly stage?: string;
        readonly name?: string;
        readonly parties?: readonly string[];
      };
      const isOpen = draft.kind === "deal" && stage !== "won" && stage !== "lost";
      if (isOpen && parties?.[0] && openDeals.length < mostExtra) openDeals.push({ key: draft.key, name: name ?? "", party: parties[0] });
      yield draft;
    }
  }
  if (sales) for (const tell of extras) yield* tell(options, { customers, openDeals });
}
