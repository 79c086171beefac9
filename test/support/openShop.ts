import type { KontorDoor } from "../../src/workspace/door.ts";

/**
 * Fills a workspace with an invented shop, small but enough for every report: customers who come again and some who stay away,
 * products that go together, deals in all stages, visits. Runs inside the page, so it may use nothing from outside.
 */
export async function openShop(): Promise<void> {
  const kontor = (window as unknown as { kontor: KontorDoor }).kontor;
  let seed = 42;
  const chance = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const now = Date.now();
  const day = (back: number): string => new Date(now - Math.floor(back) * 86_400_000).toISOString().slice(0, 10);
  const at = <Item>(list: readonly Item[], place: number): Item => list[place % list.length] as Item;
  const products: { id: string; price: number }[] = [];
  for (const [name, category, price, cost] of [
    ["Brennwerttherme", "Heizung/Geräte", 3200, 2100],
    ["Umwälzpumpe", "Heizung/Geräte", 410, 260],
    ["Thermostatventil", "Heizung/Zubehör", 28, 14],
    ["Waschtisch", "Sanitär/Keramik", 180, 95],
    ["Armatur", "Sanitär/Zubehör", 145, 80],
    ["Wartung", "Dienst", 129, null],
  ] as const)
    products.push({
      id: await kontor.put("product", { name, category, unitPrice: price, currency: "EUR", ...(cost === null ? {} : { unitCost: cost }) }),
      price,
    });
  const customers: string[] = [];
  const trades = ["Gastronomie", "Handwerk", "Gesundheit"];
  for (let i = 0; i < 64; i++) {
    const isLoyal = i % 3 === 0;
    const party = await kontor.put("party", {
      kind: "organisation",
      name: `${at(["Bäckerei", "Gasthof", "Praxis", "Werkstatt"], i)} ${at(["Linde", "Sonne", "Krone", "Adler", "Rose"], i >> 2)} ${i + 1}`,
      roles: ["customer"],
      industry: at(trades, i),
      custom: { Antwort: chance() < (isLoyal ? 0.8 : 0.3) ? "Ja" : "Nein" },
    });
    customers.push(party);
    const stop = chance() < 0.35 ? 120 + chance() * 300 : 0;
    const every = 40 + chance() * 160;
    for (let back = 300 + chance() * 400, n = 0; back > stop && n < 8; back -= every * (0.4 + chance()), n++) {
      const main = Math.floor(chance() * products.length);
      const chosen = [main, ...(main === 0 ? [1] : []), ...(main === 3 && chance() < 0.7 ? [4] : [])];
      const lines = chosen.map((place) => ({
        key: `l${place}`,
        product: at(products, place).id,
        quantity: 1 + Math.floor(chance() * 2),
        unitPrice: at(products, place).price,
      }));
      await kontor.put("purchase", { kind: "order", number: `A-${i}-${n}`, party, on: day(back), currency: "EUR", lines });
    }
  }
  const pipeline = await kontor.put("pipeline", {
    name: "Verkauf",
    stages: [
      { key: "lead", name: "Anfrage", kind: "open", probability: 0.3, rotDays: 30 },
      { key: "quote", name: "Angebot", kind: "open", probability: 0.5, rotDays: 60 },
      { key: "won", name: "Gewonnen", kind: "won" },
      { key: "lost", name: "Verloren", kind: "lost" },
    ],
  });
  for (let i = 0; i < 48; i++) {
    const opened = 20 + chance() * 400;
    const closed = Math.max(1, opened - 5 - chance() * 60);
    const state = at(["won", "lost", "open"], i);
    const history = [
      { at: day(opened), stage: "lead" },
      ...(state === "won" || i % 2 === 0 ? [{ at: day((opened + closed) / 2), stage: "quote" }] : []),
      ...(state === "open" ? [] : [{ at: day(closed), stage: state }]),
    ];
    await kontor.put("deal", {
      name: `Anfrage ${i + 1}`,
      parties: [at(customers, i)],
      pipeline,
      stage: history.at(-1)?.stage ?? "lead",
      amountCents: state === "lost" ? 0 : 20_000 + Math.floor(chance() * 500_000),
      currency: "EUR",
      openedOn: day(opened),
      ...(state === "open" ? { expectedOn: day(-(i * 7) + 30) } : { closedOn: day(closed) }),
      ...(i === 2 ? { probability: 0.9 } : {}),
      stages: Object.fromEntries(history.map((entry) => [`${entry.at}|${entry.stage}`, entry])),
    });
  }
  for (let i = 0; i < 24; i++)
    await kontor.put("interaction", {
      kind: at(["visit", "call"], i),
      at: `${day(i * 9)}T09:00:00.000Z`,
      parties: [at(customers, i)],
      result: "held",
      ...(i % 2 === 0 ? { durationMinutes: 45 } : {}),
    });
  await kontor.settled();
}
