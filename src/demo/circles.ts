// Whom the sample company works for and with: firms with their people, and households.
import type { Fields } from "../domain/record.ts";
import { type Role, sources } from "../domain/words.ts";
import type { Chance } from "../lib/chance.ts";
import { dayNumberOf, isoDay } from "./calendar.ts";
import type { DemoDraft } from "./draft.ts";
import { pickWeighted, spreadOut } from "./draws.ts";
import { english, german, type NameStock, type Salutation, spread, streets, swiss } from "./names.ts";
import { type Business, businesses, fancies, legalForms } from "./organisations.ts";
import type { Place } from "./places.ts";
import { extended, Reach, type Ways } from "./reach.ts";
import { slug } from "./slug.ts";
import type { Audience } from "./stories.ts";
import type { DemoText, Title } from "./text.ts";

/** People one deals with together: a firm and who works there, or the people of a household. */
export interface Circle {
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

/** Draws circle after circle. */
export class Circles {
  /** How many contacts there are so far. */
  contacts = 0;
  #relations = 0;
  /** A few organisations of late, for job changes and ties between firms. */
  readonly #recent: Seat[] = [];
  readonly #chance: Chance;
  readonly #text: DemoText;
  readonly #reach: Reach;
  readonly #now: number;
  readonly #year: number;

  constructor(chance: Chance, text: DemoText, now: number) {
    this.#chance = chance;
    this.#text = text;
    this.#reach = new Reach(chance);
    this.#now = now;
    this.#year = new Date(now).getUTCFullYear();
  }

  /** The next firm or household, with at most `room` parties. */
  next(room: number): Circle {
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
    const place = this.#reach.place(business.role === "customer" ? 0.7 : 0.4);
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
    const phone = this.#reach.landline(place.area);
    const address = this.#reach.address(place, "work");
    const phones = [this.#reach.phone(place, phone, "work", chance.happens(0.3) ? this.#text.labels.reception : undefined)];
    if (chance.happens(0.2)) phones.push(this.#reach.phone(place, extended(phone, 9), "fax"));
    const fields: Record<string, unknown> = {
      kind: "organisation",
      name: form ? `${bare} ${form}` : bare,
      industry: this.#text.industries[business.industry],
      language: place.country === "GB" ? "en" : "de",
      phones: keyed("p", phones),
      emails: keyed("e", [{ value: `${chance.pick(mailboxes)}@${domain}.example`, type: "work" }]),
      addresses: keyed(
        "a",
        chance.happens(0.08) ? [address, this.#reach.address(place, chance.pick(["billing", "delivery", "site"]))] : [address],
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
    const phones = chance.happens(0.7) ? [this.#reach.phone(seat.place, extended(seat.phone, chance.whole(10, 99)), "work")] : [];
    if (chance.happens(0.45)) phones.push(this.#reach.mobile(seat.place));
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
    const place = this.#reach.place(0.85);
    const stock = this.#stock(place);
    const family = chance.pick(stock.family);
    const address = this.#reach.address(place, "home");
    const phone = chance.happens(0.6) ? this.#reach.landline(place.area) : undefined;
    const first: Salutation = chance.happens(0.5) ? "ms" : "mr";
    const size = Math.min(room, chance.happens(0.28) ? 2 : 1);
    const roles = this.#roles("customer");
    const drafts: DemoDraft[] = [];
    const people: string[] = [];
    for (let i = 0; i < size; i++) {
      const salutation: Salutation = i === 0 || chance.happens(0.06) ? first : first === "ms" ? "mr" : "ms";
      const givenName = chance.pick(stock.given[salutation]);
      const familyName = i === 0 || chance.happens(0.75) ? family : chance.pick(stock.family);
      const phones = phone ? [this.#reach.phone(place, phone, "home")] : [];
      if (!phone || chance.happens(0.6)) phones.push(this.#reach.mobile(place));
      const fields: Record<string, unknown> = {
        kind: "person",
        ...this.#personal(givenName, familyName, salutation, place, 0.05),
        phones: keyed("p", phones),
        addresses: keyed("a", i === 0 && chance.happens(0.1) ? [address, this.#reach.address(place, "site")] : [address]),
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

  #stock(place: Place): NameStock {
    if (place.country === "GB") return english;
    if (place.country === "CH" && this.#chance.happens(0.6)) return swiss;
    let left = this.#chance.next();
    for (const [stock, share] of spread) if ((left -= share) < 0) return stock;
    return german;
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
}

const mailboxes = ["info", "info", "info", "post", "kontakt", "office"];
const mailHosts = ["post", "mailbox", "brief", "funkpost", "zuhause"];
const academicTitles = ["Dr.", "Dr.", "Dr.", "Prof. Dr.", "Dipl.-Ing.", "Dr.-Ing.", "Dr. med."];
const austrianTitles = ["Mag.", "Dr.", "Ing.", "DI", "Mag. (FH)"];
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

const two = (number: number): string => String(number).padStart(2, "0");
/** Keys of our own instead of drawn ones, so that two devices that make the same sample make the same records. */
const keyed = (prefix: string, elements: readonly object[]): readonly object[] =>
  elements.map((element, i) => ({ key: `${prefix}${i + 1}`, ...element }));
const bareFamily = (name: string): string => name.replace(/^(von der|von|vom|zur|zu|de|di) /i, "");
