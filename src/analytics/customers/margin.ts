import { err, ok, type Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import type { Day, InteractionFacts, PurchaseLines, Warning } from "../facts/facts.ts";
import { parseDay } from "../facts/facts.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";

/** The rates a margin is reckoned with, in units of the currency; `null` = not known. */
export interface MarginQuery {
  /** Both days count; purchases and interactions outside are left out. */
  readonly from?: Day;
  readonly asOf: Day;
  readonly hourlyCost: number | null;
  /** On top of the time: the way there, postage and print of one piece. */
  readonly visitCost: number | null;
  readonly mailingCost: number | null;
  /** Minutes taken for an interaction of this kind where none were noted. A kind without an entry stays unknown, a mailing takes none. */
  readonly minutesOf?: Readonly<Record<string, number>>;
}

/** A customer's margin and its parts, in units of the currency, unrounded. */
export interface CustomerMargin {
  readonly net: number;
  /** Cost of the lines whose cost is known, and the net of those whose cost is not. */
  readonly knownCost: number;
  readonly netWithoutCost: number;
  readonly lines: number;
  readonly linesWithoutCost: number;
  /** Net − cost of the lines with a known cost, and that ÷ their net; `null` without any. */
  readonly knownMargin: number | null;
  readonly knownMarginRate: number | null;
  readonly minutes: number;
  /** Of those, minutes taken from `minutesOf`. */
  readonly assumedMinutes: number;
  readonly interactions: number;
  readonly interactionsWithoutMinutes: number;
  readonly visits: number;
  readonly mailings: number;
  /** What is known of the cost to serve: time, visits, mailings. */
  readonly costToServe: number;
  /** Net − cost − cost to serve; `null` as long as a part of it is unknown. */
  readonly contribution: number | null;
  /** Net − what is known of the cost: the contribution cannot be more, as long as costs are not negative. */
  readonly contributionAtMost: number;
  /** Stands for many people: in the sums, not in the ranking. */
  readonly isCollective: boolean;
}

export interface MarginReport {
  readonly parameters: MarginQuery;
  readonly fit: { readonly lines: number; readonly interactions: number; readonly linesWithoutParty: number };
  readonly warnings: readonly Warning[];
  /** By party id; `ranking` has the parties by `contributionAtMost`, best first, without collective ones; equal ones in the order given. */
  readonly results: Readonly<Record<string, CustomerMargin>>;
  readonly ranking: readonly string[];
  readonly total: Omit<CustomerMargin, "isCollective">;
}

export type MarginRefusal =
  | { readonly code: "day-unreadable"; readonly text: string }
  | { readonly code: "rate-negative"; readonly rate: string; readonly found: number };

class Tally {
  readonly net = new CompensatedSum();
  readonly knownNet = new CompensatedSum();
  readonly knownCost = new CompensatedSum();
  readonly netWithoutCost = new CompensatedSum();
  readonly minutes = new CompensatedSum();
  readonly assumedMinutes = new CompensatedSum();
  lines = 0;
  linesWithoutCost = 0;
  interactions = 0;
  interactionsWithoutMinutes = 0;
  visits = 0;
  mailings = 0;

  addLine(net: number, cost: number): void {
    this.lines++;
    this.net.add(net);
    if (Number.isNaN(cost)) {
      this.linesWithoutCost++;
      this.netWithoutCost.add(net);
      return;
    }
    this.knownNet.add(net);
    this.knownCost.add(cost);
  }

  addInteraction(interaction: InteractionFacts, assumed: number | undefined): void {
    this.interactions++;
    if (interaction.isMailing) this.mailings++;
    if (interaction.kind === "visit") this.visits++;
    if (interaction.minutes !== null) this.minutes.add(interaction.minutes);
    else if (assumed !== undefined) {
      this.minutes.add(assumed);
      this.assumedMinutes.add(assumed);
    } else if (!interaction.isMailing) this.interactionsWithoutMinutes++;
  }

  /** The cost of a visit or a mailing is unknown only to somebody who had one. */
  figures({ hourlyCost, visitCost, mailingCost }: MarginQuery): Omit<CustomerMargin, "isCollective"> {
    const minutes = this.minutes.total;
    const costToServe = (minutes / 60) * (hourlyCost ?? 0) + this.visits * (visitCost ?? 0) + this.mailings * (mailingCost ?? 0);
    const isKnown =
      this.linesWithoutCost === 0 &&
      this.interactionsWithoutMinutes === 0 &&
      (hourlyCost !== null || minutes === 0) &&
      (visitCost !== null || this.visits === 0) &&
      (mailingCost !== null || this.mailings === 0);
    const contributionAtMost = this.net.total - this.knownCost.total - costToServe;
    const hasKnown = this.lines > this.linesWithoutCost;
    const knownMargin = hasKnown ? this.knownNet.total - this.knownCost.total : null;
    return {
      net: this.net.total,
      knownCost: this.knownCost.total,
      netWithoutCost: this.netWithoutCost.total,
      lines: this.lines,
      linesWithoutCost: this.linesWithoutCost,
      knownMargin,
      knownMarginRate: knownMargin === null || this.knownNet.total === 0 ? null : knownMargin / this.knownNet.total,
      minutes,
      assumedMinutes: this.assumedMinutes.total,
      interactions: this.interactions,
      interactionsWithoutMinutes: this.interactionsWithoutMinutes,
      visits: this.visits,
      mailings: this.mailings,
      costToServe,
      contribution: isKnown ? contributionAtMost : null,
      contributionAtMost,
    };
  }
}

/**
 * Reckons the contribution margin of each customer: net − cost of what was sold − cost to serve (time × hourly cost + visits +
 * mailings). An unknown cost
 * is never 0: the contribution is then `null`, beside the most it can be. Lines without a party are in the total only.
 */
export function customerMargins(
  lines: PurchaseLines,
  interactions: readonly InteractionFacts[],
  query: MarginQuery,
  order: RecordOrder = compareText,
): Result<MarginReport, MarginRefusal> {
  const until = parseDay(query.asOf);
  if (until === null) return err({ code: "day-unreadable", text: query.asOf });
  const from = query.from === undefined ? Number.NEGATIVE_INFINITY : parseDay(query.from);
  if (from === null) return err({ code: "day-unreadable", text: query.from ?? "" });
  const rates = { hourlyCost: query.hourlyCost, visitCost: query.visitCost, mailingCost: query.mailingCost };
  for (const [rate, found] of Object.entries(rates)) if (found !== null && found < 0) return err({ code: "rate-negative", rate, found });

  const all = new Tally();
  const tallies = new Map<string, Tally>();
  const tallyOf = (party: string): Tally => {
    const tally = tallies.get(party) ?? new Tally();
    tallies.set(party, tally);
    return tally;
  };
  let linesWithoutParty = 0;
  for (let row = 0; row < lines.count; row++) {
    const day = lines.day[row] as number;
    if (day < from || day > until) continue;
    const [net, cost] = [lines.net[row] as number, lines.cost[row] as number];
    all.addLine(net, cost);
    const index = lines.party[row] as number;
    if (index < 0) linesWithoutParty++;
    else tallyOf(lines.parties[index] as string).addLine(net, cost);
  }
  const counted = interactions
    .filter(({ on }) => on >= from && on <= until)
    // By id and party: somebody met with three others is four facts of one id.
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.party < b.party ? -1 : a.party > b.party ? 1 : 0));
  for (const interaction of counted) {
    const assumed = query.minutesOf && Object.hasOwn(query.minutesOf, interaction.kind) ? query.minutesOf[interaction.kind] : undefined;
    all.addInteraction(interaction, assumed);
    tallyOf(interaction.party).addInteraction(interaction, assumed);
  }

  const total = all.figures(query);
  const warnings: Warning[] = [];
  if (total.linesWithoutCost > 0) warnings.push({ code: "cost-unknown", lines: total.linesWithoutCost, net: total.netWithoutCost });
  if (total.interactionsWithoutMinutes > 0) warnings.push({ code: "minutes-unknown", interactions: total.interactionsWithoutMinutes });
  const isUsed = { hourlyCost: total.minutes > 0, visitCost: total.visits > 0, mailingCost: total.mailings > 0 };
  for (const [rate, value] of Object.entries(rates))
    if (value === null && isUsed[rate as keyof typeof isUsed]) warnings.push({ code: "rate-unknown", rate });
  if (linesWithoutParty > 0) warnings.push({ code: "party-missing", lines: linesWithoutParty });

  const collective = new Set([...lines.collective].map((index) => lines.parties[index]));
  const parties = [...tallies.keys()].sort();
  const results = Object.fromEntries(
    parties.map((party) => [party, { ...(tallies.get(party) as Tally).figures(query), isCollective: collective.has(party) }]),
  );
  const worth = (party: string): number => (results[party] as CustomerMargin).contributionAtMost;
  return ok({
    parameters: query,
    fit: { lines: total.lines, interactions: counted.length, linesWithoutParty },
    warnings,
    results,
    ranking: parties.filter((party) => !collective.has(party)).sort((a, b) => worth(b) - worth(a) || order(a, b)),
    total,
  });
}
