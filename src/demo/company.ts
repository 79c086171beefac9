// The world of one invented heating firm near Augsburg: whom it works for and with, and what happened with them.
// Only sums, products and quotients decide, never logarithms or the machine's time zone: the same options give the same
// sequence everywhere. Numbers and mailboxes are ones that nobody has.

import type { Fields } from "../domain/record.ts";
import { type InteractionResult, type Role, sources } from "../domain/words.ts";
import { Chance } from "../lib/chance.ts";
import { dayNumberOf, dayOfDemand, instantAt, isoDay, workday } from "./calendar.ts";
import type { DemoDraft, DemoOptions, Spell } from "./draft.ts";
import { english, englishStreets, german, type NameStock, type Salutation, spread, streets, swiss } from "./names.ts";
import { type Business, businesses, fancies, legalForms } from "./organisations.ts";
import { austrian, british, farther, mobiles, nearby, type Place, swissPlaces } from "./places.ts";
import { type Account, Sales } from "./sales.ts";
import { type Audience, isMissed, isOfCustomer, isProject, isUnreached, type Step, type Story, stories } from "./stories.ts";
import { tasksOf } from "./tasks.ts";
import { type DemoText, demoText, type Slots, type Title } from "./text.ts";

/** What further kinds of records tell of the firm; `contacts` are keys of some of its customers. */
const extras: readonly ((options: DemoOptions, contacts: readonly string[]) => Generator<DemoDraft>)[] = [tasksOf];
/** So many customers they may be about. */
const mostExtra = 40;

/** What serving a customer costs the firm. */
export const demoRates = {
  hourlyCostCents: 5_800,
  visitCostCents: 2_400,
  mailingCostCents: 115,
  minutesOf: { visit: 60, call: 8, meeting: 60, email: 5, message: 2, letter: 10, social: 5, event: 45, web: 5, note: 3 },
} as const;

/** What the sample workspace is called. */
export const demoNames = {
  de: { company: "Lindner Haustechnik (Beispiel)", member: "Petra Lindner" },
  en: { company: "Lindner Heating (sample)", member: "Petra Lindner" },
} as const;

/** As many as a shard holds: a batch is done before the next is begun, so memory stays flat however many are asked for. */
const batchSize = 400;

/** Parties with their relations batch by batch, each followed by what happened with them and what they bought; exactly as many as asked for. */
export function* generateCompany(options: DemoOptions): Generator<DemoDraft> {
  const { contacts, interactions } = options;
  for (const count of [contacts, interactions])
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError("a whole number of records, please");
  if (contacts === 0 && interactions > 0) throw new RangeError("nothing can happen with nobody");
  const sales = options.sales ? new Sales(options) : undefined;
  const world = new World(options, sales);
  let written = 0;
  const customers: string[] = [];
  if (sales) yield* sales.basics();
  while (world.contacts < contacts) {
    const end = Math.min(contacts, world.contacts + batchSize);
    const circles: Circle[] = [];
    while (world.contacts < end) {
      const circle = world.circle(end - world.contacts);
      circles.push(circle);
      const customer = circle.organisation ?? circle.people[0];
      if (customer !== undefined && customers.length < mostExtra) customers.push(customer);
      yield* circle.drafts;
      circle.drafts = [];
    }
    const due = Math.floor((interactions * world.contacts) / contacts) - written;
    written += due;
    for (const [i, count] of shares(
      due,
      circles.map((circle) => circle.weight),
    ).entries())
      yield* world.history(circles[i] as Circle, count);
    if (sales) yield* sales.close();
  }
  if (sales) for (const tell of extras) yield* tell(options, customers);
}

/** People one deals with together: a firm and who works there, or the people of a household. */
interface Circle {
  drafts: DemoDraft[];
  readonly audience: Audience;
  readonly organisation?: string;
  readonly people: readonly string[];
  readonly street: string;
  /** How far it has come as a customer. */
  readonly phase: string | undefined;
  readonly weight: number;
}

interface Seat {
  readonly key: string;
  readonly place: Place;
  readonly domain: string;
  readonly phone: string;
  readonly business: Business;
}
interface Deed {
  readonly step: Step;
  readonly result: InteractionResult | undefined;
  readonly days: number;
}
type Ways = Record<string, string>;

class World {
  contacts = 0;
  #relations = 0;
  #interactions = 0;
  #mobiles = 0;
  readonly #landlines = new Map<string, number>();
  /** A few organisations of late, for job changes and ties between firms. */
  readonly #recent: Seat[] = [];
  readonly #chance: Chance;
  readonly #text: DemoText;
  readonly #write: Writer;
  readonly #sales: Sales | undefined;
  readonly #now: number;
  readonly #days: number;
  readonly #year: number;

  constructor(options: DemoOptions, sales?: Sales) {
    this.#sales = sales;
    this.#chance = new Chance(options.seed);
    this.#text = demoText[options.language];
    this.#write = new Writer(this.#text, this.#chance);
    this.#now = options.now;
    this.#days = Math.max(1, Math.floor((options.years ?? 2) * 365));
    this.#year = new Date(options.now).getUTCFullYear();
  }

  /** The next firm or household, with at most `room` parties. */
  circle(room: number): Circle {
    return this.#chance.happens(0.735) ? this.#firm(room) : this.#household(room);
  }

  #party(fields: Fields): DemoDraft {
    this.contacts++;
    return { key: `p${this.contacts}`, kind: "party", fields };
  }

  #relation(fields: Fields): DemoDraft {
    this.#relations++;
    return { key: `r${this.#relations}`, kind: "relation", fields };
  }

  #firm(room: number): Circle {
    const chance = this.#chance;
    const business = pickWeighted(chance, businesses);
    const place = this.#place(business.role === "customer" ? 0.7 : 0.4);
    const bare = chance
      .pick(business.names)
      .replace(/\{(\w)\}/g, (_, slot: string) =>
        slot === "P"
          ? place.locality.replace(/ \(.*| a[mn] .*/, "")
          : slot === "S"
            ? `${chance.pick(streets)} ${chance.whole(1, 90)}`
            : slot === "W"
              ? chance.pick(fancies)
              : bareFamily(chance.pick(this.#stock(place).family)),
      );
    const form = business.hasForm && !bare.startsWith("WEG ") ? chance.pick(legalForms[place.country]) : "";
    const domain = slug(bare);
    const phone = this.#landline(place.area);
    const address = this.#address(place, "work");
    const phones = [this.#phone(place, phone, "work", chance.happens(0.3) ? this.#text.labels.reception : undefined)];
    if (chance.happens(0.2)) phones.push(this.#phone(place, extended(phone, 9), "fax"));
    const fields: Record<string, unknown> = {
      kind: "organisation",
      name: form ? `${bare} ${form}` : bare,
      industry: this.#text.industries[business.industry],
      language: place.country === "GB" ? "en" : "de",
      phones: keyed("p", phones),
      emails: keyed("e", [{ value: `${chance.pick(mailboxes)}@${domain}.example`, type: "work" }]),
      addresses: keyed(
        "a",
        chance.happens(0.08) ? [address, this.#address(place, chance.pick(["billing", "delivery", "site"]))] : [address],
      ),
      roles: this.#roles(business.role),
    };
    if (form) fields.legalForm = form;
    if (chance.happens(0.6)) fields.urls = keyed("u", [{ value: `https://www.${domain}.example`, type: "work" }]);
    if (chance.happens(0.08))
      fields.handles = keyed("h", [{ service: "mastodon", value: `@${domain}@social.example`, url: `https://social.example/@${domain}` }]);
    if (form && chance.happens(0.5)) {
      const employees = spreadOut(chance, ...business.employees);
      fields.employees = employees;
      if (chance.happens(0.4))
        Object.assign(fields, {
          annualRevenueCents: employees * chance.whole(80, 260) * 100_000,
          currency: ({ DE: "EUR", AT: "EUR", CH: "CHF", GB: "GBP" } as const)[place.country],
        });
    }
    if (chance.happens(0.3)) fields.foundedOn = String(this.#year - spreadOut(chance, 2, 130));
    this.#common(fields);

    const organisation = this.#party(fields);
    const seat: Seat = { key: organisation.key, place, domain, phone, business };
    const drafts = [organisation];
    const people: string[] = [];
    const staff = Math.min(room - 1, chance.pick(staffing));
    for (let i = 0; i < staff; i++) {
      const employee = this.#employee(seat, i);
      drafts.push(...employee);
      people.push((employee[0] as DemoDraft).key);
    }
    const other = this.#recent.length > 0 && chance.happens(0.05) ? chance.pick(this.#recent) : undefined;
    if (other) {
      const kind =
        other.business.industry === business.industry ? "subsidiaryOf" : chance.pick(["supplies", "influences", "referred"] as const);
      drafts.push(
        this.#relation({
          from: `#${organisation.key}`,
          to: `#${other.key}`,
          kind,
          ...(kind === "influences" && { strength: chance.whole(1, 3) }),
        }),
      );
    }
    if (this.#recent.length < 32) this.#recent.push(seat);
    else this.#recent[chance.whole(0, 31)] = seat;
    return {
      drafts,
      audience: business.audience,
      organisation: organisation.key,
      people,
      street: String(address.street),
      phase: (fields["roles"] as Ways)["customer"],
      weight: this.#weight(),
    };
  }

  /** Somebody who works at a firm, with the relation that says so; some came from another firm we know. */
  #employee(seat: Seat, rank: number): DemoDraft[] {
    const chance = this.#chance;
    const stock = this.#stock(seat.place);
    const salutation: Salutation = chance.happens(0.46) ? "ms" : "mr";
    const givenName = chance.pick(stock.given[salutation]);
    const familyName = chance.pick(stock.family);
    const title: Title = rank === 0 ? (seat.business.titles[0] as Title) : chance.pick(seat.business.titles);
    const phones = chance.happens(0.7) ? [this.#phone(seat.place, extended(seat.phone, chance.whole(10, 99)), "work")] : [];
    if (chance.happens(0.45)) phones.push(this.#mobile(seat.place));
    const emails = [{ value: `${slug(givenName)}.${slug(familyName)}@${seat.domain}.example`, type: "work" }];
    if (chance.happens(0.08)) emails.push({ value: `${slug(givenName)}@${chance.pick(mailHosts)}.example`, type: "home" });
    const fields: Record<string, unknown> = {
      kind: "person",
      ...this.#personal(givenName, familyName, salutation, seat.place, title === "architect" || title === "head" ? 0.3 : 0.06),
      emails: keyed("e", emails),
      ...(phones.length > 0 && { phones: keyed("p", phones) }),
    };
    if (chance.happens(0.12)) fields.bornOn = this.#birthday();
    if (chance.happens(0.1)) fields.roles = { influencer: "active" };
    this.#common(fields);

    const person = this.#party(fields);
    const titled = {
      kind: "worksFor",
      title: this.#text.titles[title][salutation === "ms" ? 0 : 1],
      ...(chance.happens(0.3) && { department: chance.pick(this.#text.departments) }),
    };
    const today = dayNumberOf(this.#now);
    const started = today - chance.whole(40, 5_000);
    const former = this.#recent.length > 0 && chance.happens(0.07) ? chance.pick(this.#recent) : undefined;
    const drafts = [person];
    if (former)
      drafts.push(
        this.#relation({
          from: `#${person.key}`,
          to: `#${former.key}`,
          ...titled,
          startOn: isoDay(started - chance.whole(200, 3_000)).slice(0, 7),
          endOn: isoDay(started - chance.whole(1, 30)),
        }),
      );
    const left = !former && chance.happens(0.03) ? { endOn: isoDay(today - chance.whole(1, 39)) } : {};
    const startOn = isoDay(started).slice(0, chance.pick([4, 7, 10, 10]));
    drafts.push(
      this.#relation({ from: `#${person.key}`, to: `#${seat.key}`, ...titled, ...(chance.happens(0.85) && { startOn }), ...left }),
    );
    return drafts;
  }

  #household(room: number): Circle {
    const chance = this.#chance;
    const place = this.#place(0.85);
    const stock = this.#stock(place);
    const family = chance.pick(stock.family);
    const address = this.#address(place, "home");
    const phone = chance.happens(0.6) ? this.#landline(place.area) : undefined;
    const first: Salutation = chance.happens(0.5) ? "ms" : "mr";
    const size = Math.min(room, chance.happens(0.28) ? 2 : 1);
    const roles = this.#roles("customer");
    const drafts: DemoDraft[] = [];
    const people: string[] = [];
    for (let i = 0; i < size; i++) {
      const salutation: Salutation = i === 0 || chance.happens(0.06) ? first : first === "ms" ? "mr" : "ms";
      const givenName = chance.pick(stock.given[salutation]);
      const familyName = i === 0 || chance.happens(0.75) ? family : chance.pick(stock.family);
      const phones = phone ? [this.#phone(place, phone, "home")] : [];
      if (!phone || chance.happens(0.6)) phones.push(this.#mobile(place));
      const fields: Record<string, unknown> = {
        kind: "person",
        ...this.#personal(givenName, familyName, salutation, place, 0.05),
        phones: keyed("p", phones),
        addresses: keyed("a", i === 0 && chance.happens(0.1) ? [address, this.#address(place, "site")] : [address]),
        roles,
      };
      if (chance.happens(0.75))
        fields.emails = keyed("e", [
          {
            value: `${slug(givenName)}.${slug(bareFamily(familyName))}${chance.happens(0.5) ? chance.whole(2, 99) : ""}@${chance.pick(mailHosts)}.example`,
            type: "home",
          },
        ]);
      if (chance.happens(0.4)) fields.bornOn = this.#birthday();
      this.#common(fields);
      const person = this.#party(fields);
      drafts.push(person);
      people.push(person.key);
    }
    if (size === 2) drafts.push(this.#relation({ from: `#${people[0]}`, to: `#${people[1]}`, kind: "relatedTo" }));
    return {
      drafts,
      audience: "household",
      people,
      street: String(address.street),
      phase: roles["customer"],
      weight: this.#weight() * 0.5,
    };
  }

  #personal(givenName: string, familyName: string, salutation: Salutation, place: Place, learned: number): Fields {
    const chance = this.#chance;
    const fields: Record<string, unknown> = {
      givenName,
      familyName,
      salutation: chance.happens(0.02) ? "none" : salutation,
      form: chance.happens(0.12) ? "informal" : "formal",
      language: place.country === "GB" ? "en" : "de",
    };
    if (chance.happens(learned)) fields.honorificPrefix = chance.pick(place.country === "AT" ? austrianTitles : academicTitles);
    if (chance.happens(0.02)) fields.honorificSuffix = chance.pick(["M. A.", "MBA", "M. Sc.", "LL. M."]);
    if (chance.happens(0.03)) fields.additionalName = chance.pick(german.given[salutation]);
    if (chance.happens(0.02)) fields.nickname = givenName.slice(0, 3) + "i";
    return fields;
  }

  #common(fields: Record<string, unknown>): void {
    const chance = this.#chance;
    if (chance.happens(0.35))
      fields.tags = chance.happens(0.3)
        ? [...new Set([chance.pick(this.#text.tags), chance.pick(this.#text.tags)])]
        : [chance.pick(this.#text.tags)];
    if (chance.happens(0.7)) fields.source = chance.pick(sources);
    if (chance.happens(0.12)) fields.note = chance.pick(this.#text.notes);
  }

  #roles(role: Role): Ways {
    const chance = this.#chance;
    const phase = role === "customer" ? chance.pick(customerPhases) : chance.pick(otherPhases);
    const second = chance.happens(0.05) ? chance.pick(["partner", "influencer", "supplier", "customer"] as const) : role;
    return second === role ? { [role]: phase } : { [role]: phase, [second]: chance.pick(otherPhases) };
  }

  #place(near: number): Place {
    const chance = this.#chance;
    const at = chance.next();
    if (at < 0.04) return chance.pick(austrian);
    if (at < 0.07) return chance.pick(swissPlaces);
    if (at < 0.08) return chance.pick(british);
    return chance.pick(at < 0.08 + near * 0.92 ? nearby : farther);
  }

  #stock(place: Place): NameStock {
    if (place.country === "GB") return english;
    if (place.country === "CH" && this.#chance.happens(0.6)) return swiss;
    let left = this.#chance.next();
    for (const [stock, share] of spread) if ((left -= share) < 0) return stock;
    return german;
  }

  #address(place: Place, type: string): Ways {
    const chance = this.#chance;
    const number = `${chance.whole(1, 120)}${chance.happens(0.12) ? chance.pick(["a", "b", "c"]) : ""}`;
    const street = place.country === "GB" ? `${number} ${chance.pick(englishStreets)}` : `${chance.pick(streets)} ${number}`;
    return {
      type,
      ...(chance.happens(0.04) && { extra: chance.pick(["Hinterhaus", "2. Stock", "Gebäude B", "c/o Huber"]) }),
      street,
      postalCode: place.postalCode,
      locality: place.locality,
      country: place.country,
    };
  }

  /** The next free number of an area; when all thousand are given away, with an extension. */
  #landline(area: string): string {
    const given = this.#landlines.get(area) ?? 0;
    this.#landlines.set(area, given + 1);
    const round = area.startsWith("020") ? 0 : Math.floor(given / 1000);
    return `${area}${String((given * 391 + 127) % 1000).padStart(3, "0")}${round > 0 ? `-${round + 9}` : ""}`;
  }

  #phone(place: Place, national: string, type: string, label?: string): Ways {
    const chance = this.#chance;
    const dialled = place.country === "GB" ? "+44 " : "+49 ";
    const shape = place.country === "AT" || place.country === "CH" ? 0 : chance.next();
    const value =
      shape < 0.4
        ? dialled + national.slice(1)
        : shape < 0.8
          ? national
          : shape < 0.9
            ? national.replace(" ", "/").replaceAll(" ", "")
            : national.replace(/^(\d+) /, "($1) ");
    return { value, region: place.country, type, ...(label && { label }) };
  }

  #mobile(place: Place): Ways {
    const given = this.#mobiles++;
    return this.#phone(
      place,
      place.country === "GB"
        ? `07700 900${String((given * 391) % 1000).padStart(3, "0")}`
        : (mobiles[(given * 89 + 31) % mobiles.length] as string),
      "mobile",
    );
  }

  #birthday(): string {
    const chance = this.#chance;
    const day = `${this.#year - chance.whole(21, 88)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
    const known = chance.next();
    return known < 0.7 ? day : known < 0.85 ? `-${day.slice(4)}` : known < 0.95 ? day.slice(0, 4) : day.slice(0, 7);
  }

  /** Few are heard of often, many hardly ever. */
  #weight(): number {
    return 1 / (this.#chance.next() + 0.035);
  }

  /** What happened with one circle: story after story until as many interactions are told as it has. */
  *history(circle: Circle, count: number): Generator<DemoDraft> {
    const chance = this.#chance;
    const account = this.#sales?.open(circle.organisation ?? (circle.people[0] as string), circle.organisation !== undefined);
    const spell = this.#spell(circle.phase);
    let own = storiesFor.get(circle.audience) as readonly Story[];
    if (circle.phase === "lead" || circle.phase === "prospect") own = own.filter((story) => !isOfCustomer(story));
    if (isBuyer(circle.audience)) {
      const appetite = chance.pick(appetites);
      own = own.map((story) => (isProject(story) ? { ...story, weight: story.weight * appetite } : story));
    }
    for (let left = count; left > 0; ) {
      const story = pickWeighted(chance, own);
      const deeds = this.#deeds(story.steps, left);
      const at = this.#times(deeds, spell);
      left -= deeds.length;
      this.#write.begin(
        circle.street,
        new Date(at[0] as number).getUTCFullYear(),
        deeds.some(({ step }) => step.key === "offerSent" || step.key === "order"),
      );
      const whole = circle.organisation && (circle.people.length === 0 || chance.happens(0.08)) ? circle.organisation : undefined;
      const main = whole ?? (circle.people[chance.happens(0.6) ? 0 : chance.whole(0, circle.people.length - 1)] as string);
      const company =
        !whole && circle.people.length > 1 && chance.happens(0.3) ? circle.people.find((person) => person !== main) : undefined;
      const said: (readonly number[])[] = [];
      for (const [i, deed] of deeds.entries()) {
        yield this.#interaction(
          deed,
          at[i] as number,
          company && deed.step.minutes && deed.step.kind !== "call" ? [`#${main}`, `#${company}`] : [`#${main}`],
        );
        said.push(this.#write.said);
      }
      if (account) this.#book(account, main, deeds, at, said);
      if (circle.audience === "household" && deeds.some(({ step }) => step.key === "install")) own = own.filter((one) => !isProject(one));
    }
    if (account) this.#sales?.settle(account, spell);
  }

  #book(account: Account, contact: string, deeds: readonly Deed[], at: readonly number[], said: readonly (readonly number[])[]): void {
    const { device, part } = this.#text.slots;
    const filled = this.#write.filled;
    const placeOf = (words: readonly string[], word: string | undefined) => (word === undefined ? undefined : words.indexOf(word));
    this.#sales?.tell(account, {
      contact,
      deeds: deeds.map(({ step, result }, i) => ({
        step: step.key,
        at: at[i] as number,
        isDone: !isUnreached(result) && !isMissed(result),
        said: said[i] as readonly number[],
      })),
      device: placeOf(device, filled["device"]),
      part: placeOf(part, filled["part"]),
      number: filled["number"],
      euros: this.#write.euros,
    });
  }

  /** Some are new and some have gone, whether they said so or not. */
  #spell(phase: string | undefined): Spell {
    const chance = this.#chance;
    const today = dayNumberOf(this.#now);
    const [begins, ends] = [chance.next(), chance.next()];
    const isGone = phase === "former" || (phase !== "lead" && phase !== "prospect" && chance.happens(0.2));
    const isNew = phase === "lead" || phase === "prospect" || chance.happens(0.3);
    const to = today - (isGone ? Math.floor(this.#days * (0.12 + 0.6 * ends)) : 0);
    const start = today - this.#days;
    return { from: start + (isNew ? Math.floor((to - start) * 0.85 * begins) : 0), to, isNew };
  }

  /** The steps with what came of them, at most `room`; what failed is tried again before the story goes on. */
  #deeds(steps: readonly Step[], room: number): Deed[] {
    const chance = this.#chance;
    const deeds: Deed[] = [];
    for (const step of steps) {
      const result = step.results && chance.pick(step.results);
      deeds.push({ step, result, days: deeds.length === 0 ? 0 : chance.whole(...step.after) });
      if (isMissed(result) || (isUnreached(result) && chance.happens(0.6)))
        deeds.push({ step, result: step.kind === "call" ? "reached" : "held", days: chance.whole(1, 5) });
    }
    return deeds.length > room ? deeds.slice(0, room) : deeds;
  }

  #interaction({ step, result }: Deed, at: number, parties: readonly string[]): DemoDraft {
    const chance = this.#chance;
    this.#write.said = [];
    const failed = isUnreached(result) || isMissed(result);
    const day = dayNumberOf(at);
    const text = isUnreached(result)
      ? chance.happens(0.5)
        ? this.#write.unreached()
        : ""
      : isMissed(result)
        ? this.#write.missed()
        : step.kind === "note" || step.kind === "message" || chance.happens(0.78)
          ? this.#write.text(step.key)
          : "";
    const fields: Record<string, unknown> = {
      kind: step.kind,
      direction: step.direction,
      at: step.kind === "letter" && day < dayNumberOf(this.#now) && chance.happens(0.4) ? isoDay(day) : new Date(at).toISOString(),
      parties,
    };
    if (step.channel) fields.channel = step.channel;
    if (result) fields.result = result;
    if (!text || (step.kind !== "message" && chance.happens(0.93))) fields.subject = this.#write.subject(step.key);
    if (text) fields.text = text;
    if (step.minutes && !failed && chance.happens(0.8))
      fields.durationMinutes = step.kind === "call" ? chance.whole(...step.minutes) : Math.round(chance.whole(...step.minutes) / 5) * 5;
    if (step.moods && !failed && chance.happens(0.4)) fields.mood = chance.pick(step.moods);
    this.#interactions++;
    return { key: `i${this.#interactions}`, kind: "interaction", fields };
  }

  /** When the steps of a story happened: told from its end backwards, so that nothing lies in the future; oftener when it is cold. */
  #times(deeds: readonly Deed[], { from, to }: Spell): number[] {
    const chance = this.#chance;
    const longest = deeds.reduce((sum, { days }) => sum + (days > 0 ? days + 2 : 0), 0) + 4;
    const isShort = longest > this.#days;
    const today = dayNumberOf(this.#now);
    const first = isShort ? today : Math.min(today, from + longest);
    const at = deeds.map(() => 0);
    let day = dayOfDemand(first, Math.max(first, to), chance.next());
    for (let i = deeds.length - 1; i >= 0; i--) {
      const { key } = (deeds[i] as Deed).step;
      const gap = isShort ? 0 : (deeds[i + 1]?.days ?? 0);
      const next = i + 1 < deeds.length ? at[i + 1] : undefined;
      if (next !== undefined && gap === 0) {
        at[i] = next - chance.whole(10, 90) * 60_000;
        continue;
      }
      const isUrgent = key === "emergency" || key === "emergencyVisit";
      day -= gap;
      let ms = this.#moment(day, isUrgent);
      while (ms > this.#now) ms = this.#moment(--day, isUrgent);
      day = dayNumberOf(ms);
      at[i] = ms;
    }
    return at;
  }

  #moment(day: number, isUrgent: boolean): number {
    const chance = this.#chance;
    if (isUrgent) return instantAt(day, chance.whole(6 * 60, 22 * 60));
    const minute = chance.happens(0.96) ? 7 * 60 + chance.whole(0, 330) + chance.whole(0, 300) : chance.whole(17 * 60, 21 * 60);
    return instantAt(workday(day), minute - (minute % 5));
  }
}

/** Fills the parts of sentences; within one story every part stays the same. */
class Writer {
  readonly #text: DemoText;
  readonly #chance: Chance;
  readonly #parsed = new Map<string, readonly string[]>();
  /** What the story has spoken of so far. */
  filled: Ways = {};
  /** The amount it has spoken of. */
  euros: number | undefined;
  /** Which of its step's sentences the last text was made of. */
  said: readonly number[] = [];
  #year = 0;
  #isLarge = false;

  constructor(text: DemoText, chance: Chance) {
    this.#text = text;
    this.#chance = chance;
  }

  begin(street: string, year: number, isLarge: boolean): void {
    this.filled = { street };
    this.euros = undefined;
    this.#year = year;
    this.#isLarge = isLarge;
  }

  subject(step: Step["key"]): string {
    return this.#fill(this.#chance.pick(this.#text.steps[step][0]));
  }

  text(step: Step["key"]): string {
    const chance = this.#chance;
    const sentences = this.#text.steps[step][1];
    if (sentences.length === 0) return "";
    const first = chance.whole(0, sentences.length - 1);
    this.said = [first];
    let text = this.#fill(sentences[first] as string);
    if (sentences.length > 1 && chance.happens(0.4)) {
      const second = (first + chance.whole(1, sentences.length - 1)) % sentences.length;
      this.said = [first, second];
      text += ` ${this.#fill(sentences[second] as string)}`;
    }
    if (chance.happens(0.2)) text += ` ${this.#fill(chance.pick(this.#text.more))}`;
    return text;
  }

  unreached(): string {
    return this.#fill(this.#chance.pick(this.#text.unreached));
  }

  missed(): string {
    return this.#fill(this.#chance.pick(this.#text.missed));
  }

  /** Odd parts are slots. */
  #fill(template: string): string {
    let parts = this.#parsed.get(template);
    if (!parts) this.#parsed.set(template, (parts = template.split(/[{}]/)));
    if (parts.length === 1) return template;
    let out = "";
    for (let i = 0; i < parts.length; i++)
      out += i % 2 === 0 ? parts[i] : (this.filled[parts[i] as string] ??= this.#draw(parts[i] as string));
    return out[0] === template[0] ? out : (out[0] ?? "").toUpperCase() + out.slice(1);
  }

  #draw(slot: string): string {
    const chance = this.#chance;
    if (slot === "amount") {
      this.euros = this.#isLarge ? chance.whole(18, 260) * 100 : chance.whole(9, 120) * 10;
      return this.#text.money(String(this.euros));
    }
    if (slot === "hour") return String(chance.whole(7, 17));
    if (slot === "count") return String(chance.whole(2, 9));
    if (slot === "number") return `A-${this.#year}-${String(chance.whole(1, 1900)).padStart(4, "0")}`;
    return chance.pick(this.#text.slots[slot as keyof Slots]);
  }
}

const mailboxes = ["info", "info", "info", "post", "kontakt", "office"];
const mailHosts = ["post", "mailbox", "brief", "funkpost", "zuhause"];
const academicTitles = ["Dr.", "Dr.", "Dr.", "Prof. Dr.", "Dipl.-Ing.", "Dr.-Ing.", "Dr. med."];
const austrianTitles = ["Mag.", "Dr.", "Ing.", "DI", "Mag. (FH)"];
/** How much somebody has built anew, beside what is kept running. */
const appetites = [0.3, 0.6, 1, 1, 1, 1.5];
/** How many people we know at a firm: about one. */
const staffing = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 5];
const customerPhases = [
  "active",
  "active",
  "active",
  "active",
  "active",
  "active",
  "active",
  "active",
  "active",
  "prospect",
  "lead",
  "former",
  "former",
  "wonBack",
];
const otherPhases = ["active", "active", "active", "active", "active", "active", "active", "prospect", "lead", "former"];

const isBuyer = (audience: Audience): boolean => audience === "household" || audience === "customer";
const storiesFor = new Map<Audience, readonly Story[]>(
  (["household", "customer", "supplier", "partner", "influencer", "press", "authority", "other"] as const).map((audience) => [
    audience,
    stories.filter((story) => story.for.includes(audience)),
  ]),
);

const two = (number: number): string => String(number).padStart(2, "0");
/** Keys of our own instead of drawn ones, so that two devices that make the same sample make the same records. */
const keyed = (prefix: string, elements: readonly object[]): readonly object[] =>
  elements.map((element, i) => ({ key: `${prefix}${i + 1}`, ...element }));
/** A direct line; British numbers have a fixed length and no such thing. */
const extended = (national: string, extension: number): string =>
  national.startsWith("020") ? national : `${national}${national.includes("-") ? "" : "-"}${extension}`;
const bareFamily = (name: string): string => name.replace(/^(von der|von|vom|zur|zu|de|di) /i, "");
/** Small numbers often, great ones seldom. */
const spreadOut = (chance: Chance, from: number, to: number): number => {
  const at = chance.next();
  return from + Math.floor((to - from) * at * at * at);
};

function pickWeighted<T extends { readonly weight: number }>(chance: Chance, list: readonly T[]): T {
  let left = chance.next() * list.reduce((sum, item) => sum + item.weight, 0);
  for (const item of list) if ((left -= item.weight) < 0) return item;
  return list.at(-1) as T;
}

/** Whole shares of `total` in proportion to the weights; together exactly `total`. */
function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let weight = 0;
  let given = 0;
  return weights.map((own, i) => {
    weight += own;
    const upTo = i === weights.length - 1 ? total : Math.min(total, Math.floor((total * weight) / sum));
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

const letters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", ı: "i", ł: "l" };
const slugs = new Map<string, string>();

/** A name as it stands in an address of the net. */
function slug(name: string): string {
  let made = slugs.get(name);
  if (made === undefined) {
    made = name
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöüßıł]/g, (letter) => letters[letter] ?? letter)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slugs.size < 2_000) slugs.set(name, made);
  }
  return made;
}
