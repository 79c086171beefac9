// What the invented heating firm sells. Devices and parts stand in the order of the words for them in `text.ts`, so that the
// heat pump somebody asked about is the one on the invoice.
import type { DemoDraft, DemoOptions } from "./draft.ts";

type Language = DemoOptions["language"];
type Both = Readonly<Record<Language, string>>;

/** Prices in cents; a cost of `null` is not known, and without a price each document states its own. */
export interface Article {
  readonly sku: string;
  readonly category: keyof typeof categories;
  readonly unit: keyof typeof units;
  readonly de: string;
  readonly en: string;
  readonly price: number | null;
  readonly cost: number | null;
}

const units = {
  piece: { de: "Stück", en: "piece" },
  hour: { de: "Stunde", en: "hour" },
  metre: { de: "m", en: "m" },
  area: { de: "m²", en: "m²" },
  bag: { de: "Sack", en: "bag" },
  flat: { de: "pauschal", en: "flat rate" },
} as const satisfies Readonly<Record<string, Both>>;

const categories = {
  boilers: { de: "Heizung/Kessel und Thermen", en: "Heating/Boilers" },
  heatPumps: { de: "Heizung/Wärmepumpen", en: "Heating/Heat pumps" },
  solar: { de: "Heizung/Solar", en: "Heating/Solar" },
  distribution: { de: "Heizung/Verteilung", en: "Heating/Distribution" },
  water: { de: "Wasser und Lüftung/Wasser", en: "Water and air/Water" },
  air: { de: "Wasser und Lüftung/Lüftung", en: "Water and air/Ventilation" },
  bath: { de: "Bad/Ausstattung", en: "Bathroom/Fittings" },
  spares: { de: "Ersatzteile/Heizung", en: "Spare parts/Heating" },
  consumables: { de: "Ersatzteile/Verbrauchsmaterial", en: "Spare parts/Consumables" },
  fitting: { de: "Dienstleistung/Montage", en: "Services/Installation" },
  service: { de: "Dienstleistung/Wartung", en: "Services/Maintenance" },
  fees: { de: "Gebühren/Anfahrt und Notdienst", en: "Fees/Travel and emergency" },
  other: { de: "Gebühren/Sonstiges", en: "Fees/Other" },
} as const satisfies Readonly<Record<string, Both>>;

// biome-ignore format: an article a line
const articles = {
  gasBoiler: { sku: "HK-101", category: "boilers", unit: "piece", de: "Gastherme 18 kW", en: "Gas boiler 18 kW", price: 315_000, cost: 229_000 },
  heatPump: { sku: "WP-110", category: "heatPumps", unit: "piece", de: "Wärmepumpe 11 kW", en: "Heat pump 11 kW", price: 1_290_000, cost: 985_000 },
  smallHeatPump: { sku: "WP-105", category: "heatPumps", unit: "piece", de: "Wärmepumpe 5 kW", en: "Heat pump 5 kW", price: 740_000, cost: 568_000 },
  oilBoiler: { sku: "HK-120", category: "boilers", unit: "piece", de: "Ölkessel 20 kW", en: "Wood boiler 20 kW", price: 690_000, cost: 521_000 },
  pelletBoiler: { sku: "HK-130", category: "boilers", unit: "piece", de: "Pelletkessel 15 kW", en: "Pellet boiler 15 kW", price: 1_340_000, cost: 1_035_000 },
  pelletStove: { sku: "HK-135", category: "boilers", unit: "piece", de: "Pelletofen 8 kW", en: "Pellet stove 8 kW", price: 490_000, cost: 371_000 },
  condensingBoiler: { sku: "HK-140", category: "boilers", unit: "piece", de: "Brennwerttherme 24 kW", en: "Condensing boiler 24 kW", price: 425_000, cost: 309_000 },
  solarCollector: { sku: "SO-100", category: "solar", unit: "piece", de: "Solarkollektor", en: "Solar collector", price: 84_000, cost: 59_500 },
  floorHeating: { sku: "HV-100", category: "distribution", unit: "area", de: "Fußbodenheizung", en: "Floor heating", price: 6_200, cost: 3_950 },
  districtUnit: { sku: "HV-200", category: "distribution", unit: "piece", de: "Fernwärmestation", en: "District heating unit", price: 490_000, cost: 368_000 },
  liftingUnit: { sku: "WA-100", category: "water", unit: "piece", de: "Hebeanlage", en: "Lifting unit", price: 115_000, cost: 79_000 },
  softener: { sku: "WA-200", category: "water", unit: "piece", de: "Enthärtungsanlage", en: "Water softener", price: 169_000, cost: 113_000 },
  ventilationUnit: { sku: "LU-100", category: "air", unit: "piece", de: "Lüftungsgerät", en: "Ventilation unit", price: 460_000, cost: 334_000 },
  hybridSystem: { sku: "HK-150", category: "boilers", unit: "piece", de: "Hybridheizung", en: "Hybrid heating system", price: 890_000, cost: 676_000 },
  bufferTank: { sku: "HV-300", category: "distribution", unit: "piece", de: "Pufferspeicher 500 l", en: "Buffer tank 500 l", price: 148_000, cost: 104_000 },
  hotWaterTank: { sku: "HV-310", category: "distribution", unit: "piece", de: "Warmwasserspeicher", en: "Hot water tank", price: 135_000, cost: 93_500 },
  radiator: { sku: "HV-400", category: "distribution", unit: "piece", de: "Heizkörper", en: "Radiator", price: 28_500, cost: 18_200 },
  thermostat: { sku: "HV-410", category: "distribution", unit: "piece", de: "Thermostatventil", en: "Thermostatic valve", price: 3_900, cost: 2_150 },
  pipe: { sku: "HV-500", category: "distribution", unit: "metre", de: "Kupferrohr 22 mm", en: "Copper pipe 22 mm", price: 1_640, cost: 1_010 },
  pump: { sku: "ET-100", category: "spares", unit: "piece", de: "Umwälzpumpe", en: "Circulation pump", price: 36_500, cost: 24_200 },
  electrode: { sku: "ET-110", category: "spares", unit: "piece", de: "Zündelektrode", en: "Ignition electrode", price: 4_600, cost: 2_700 },
  gasket: { sku: "ET-120", category: "spares", unit: "piece", de: "Dichtungssatz", en: "Gasket set", price: 2_850, cost: 1_400 },
  controlBoard: { sku: "ET-130", category: "spares", unit: "piece", de: "Steuerplatine", en: "Control board", price: 41_200, cost: 29_100 },
  checkValve: { sku: "ET-140", category: "spares", unit: "piece", de: "Rückschlagklappe", en: "Check valve", price: 3_400, cost: 1_900 },
  safetyValve: { sku: "ET-150", category: "spares", unit: "piece", de: "Sicherungsgruppe", en: "Safety valve", price: 9_600, cost: 5_900 },
  throttleValve: { sku: "ET-160", category: "spares", unit: "piece", de: "Drosselklappe", en: "Throttle valve", price: 14_200, cost: 9_200 },
  mixerTap: { sku: "BA-100", category: "bath", unit: "piece", de: "Mischbatterie", en: "Mixer tap", price: 18_900, cost: 11_900 },
  fitting: { sku: "BA-110", category: "bath", unit: "piece", de: "Armatur", en: "Tap fitting", price: 7_400, cost: 4_400 },
  controller: { sku: "ET-170", category: "spares", unit: "piece", de: "Heizungsregelung", en: "Heating controller", price: 46_800, cost: 32_600 },
  shower: { sku: "BA-200", category: "bath", unit: "piece", de: "Dusche bodengleich", en: "Walk-in shower", price: 218_000, cost: 151_000 },
  tiling: { sku: "BA-300", category: "bath", unit: "area", de: "Fliesenarbeiten", en: "Tiling", price: 8_800, cost: null },
  airFilter: { sku: "VM-100", category: "consumables", unit: "piece", de: "Filtersatz Lüftung", en: "Air filter set", price: 6_400, cost: 3_600 },
  dirtFilter: { sku: "VM-110", category: "consumables", unit: "piece", de: "Schlammabscheider", en: "Dirt separator", price: 8_900, cost: 5_600 },
  waterTreatment: { sku: "VM-120", category: "consumables", unit: "piece", de: "Heizungswasserschutz", en: "Heating water treatment", price: 6_400, cost: 3_700 },
  solarFluid: { sku: "VM-130", category: "consumables", unit: "piece", de: "Solarflüssigkeit 20 l", en: "Solar fluid 20 l", price: 11_800, cost: 7_400 },
  salt: { sku: "VM-140", category: "consumables", unit: "bag", de: "Regeneriersalz 25 kg", en: "Softener salt 25 kg", price: 1_490, cost: 820 },
  labour: { sku: "DL-100", category: "fitting", unit: "hour", de: "Monteurstunde", en: "Fitter's hour", price: 6_800, cost: 4_250 },
  installation: { sku: "DL-105", category: "fitting", unit: "flat", de: "Montage", en: "Installation", price: null, cost: null },
  commissioning: { sku: "DL-110", category: "fitting", unit: "flat", de: "Inbetriebnahme", en: "Commissioning", price: 24_000, cost: 12_800 },
  balancing: { sku: "DL-120", category: "fitting", unit: "flat", de: "Hydraulischer Abgleich", en: "Hydronic balancing", price: 39_000, cost: 21_000 },
  disposal: { sku: "DL-130", category: "fitting", unit: "flat", de: "Altgerät entsorgen", en: "Disposal of old unit", price: 18_000, cost: 9_500 },
  subcontract: { sku: "DL-140", category: "fitting", unit: "flat", de: "Bauarbeiten Dritter", en: "Works by others", price: null, cost: null },
  serviceBoiler: { sku: "WT-100", category: "service", unit: "flat", de: "Wartung Heizkessel", en: "Boiler service", price: 12_900, cost: 6_900 },
  serviceHeatPump: { sku: "WT-110", category: "service", unit: "flat", de: "Wartung Wärmepumpe", en: "Heat pump service", price: 18_900, cost: 9_700 },
  serviceOther: { sku: "WT-120", category: "service", unit: "flat", de: "Wartung Anlage", en: "System service", price: 10_900, cost: 5_900 },
  contract: { sku: "WT-200", category: "service", unit: "piece", de: "Wartungsvertrag", en: "Service contract", price: 16_800, cost: 9_600 },
  flueTest: { sku: "WT-130", category: "service", unit: "flat", de: "Abgasmessung", en: "Flue gas test", price: 3_800, cost: 1_400 },
  refrigerantTest: { sku: "WT-140", category: "service", unit: "flat", de: "Prüfung Kältekreis", en: "Refrigerant test", price: 9_500, cost: null },
  travel: { sku: "GB-100", category: "fees", unit: "flat", de: "Anfahrt", en: "Travel", price: 3_800, cost: 2_100 },
  emergencyFee: { sku: "GB-110", category: "fees", unit: "flat", de: "Notdienstzuschlag", en: "Emergency surcharge", price: 9_500, cost: 4_800 },
  sundries: { sku: "GB-200", category: "other", unit: "flat", de: "Kleinmaterial", en: "Sundries", price: null, cost: null },
  goodwill: { sku: "GB-210", category: "other", unit: "flat", de: "Kulanz", en: "Goodwill", price: 5_000, cost: 0 },
} as const satisfies Readonly<Record<string, Article>>;

export type ArticleKey = keyof typeof articles;
export const articleOf = (key: ArticleKey): Article => articles[key];

export const deviceArticles = [
  "gasBoiler",
  "heatPump",
  "oilBoiler",
  "pelletBoiler",
  "condensingBoiler",
  "solarCollector",
  "floorHeating",
  "districtUnit",
  "liftingUnit",
  "softener",
  "ventilationUnit",
  "hybridSystem",
] as const satisfies readonly ArticleKey[];
export type DeviceArticle = (typeof deviceArticles)[number];

export const partArticles: readonly ArticleKey[] = [
  "pump",
  "electrode",
  "gasket",
  "controlBoard",
  "checkValve",
  "safetyValve",
  "throttleValve",
  "mixerTap",
  "fitting",
  "controller",
];

export const taxRate = 0.19;
const productKey = (article: ArticleKey): string => `product-${article}`;
export const productReference = (article: ArticleKey): string => `#${productKey(article)}`;

export const catalogue = (language: Language): DemoDraft[] =>
  (Object.keys(articles) as ArticleKey[]).map((key) => {
    const { sku, category, unit, price, cost, ...names } = articleOf(key);
    return {
      key: productKey(key),
      kind: "product",
      fields: {
        name: names[language],
        sku,
        category: categories[category][language],
        unit: units[unit][language],
        ...(price !== null && { unitPrice: price / 100 }),
        ...(cost !== null && { unitCost: cost / 100 }),
        currency: "EUR",
        taxRate,
      },
    };
  });
