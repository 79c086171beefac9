// What cells say: empty words, days, numbers, mail addresses. A cell that cannot be read stays text; nothing here guesses silently.

/** Words that programs write where nothing is. Written exactly so: "Null" is a family name. */
const emptyWords = new Set([
  "NULL",
  "null",
  "N/A",
  "n/a",
  "#N/A",
  "n.a.",
  "N.A.",
  "k.A.",
  "k. A.",
  "-",
  "--",
  "–",
  "—",
  "\\N",
  "NaN",
  "(null)",
  "(leer)",
  "(none)",
  "(empty)",
  "#NV",
  "0.0.00",
  "00.00.0000",
  "0000-00-00",
]);
export const isEmptyWord = (text: string): boolean => emptyWords.has(text);

export type DayOrder = "dmy" | "mdy";
export type DecimalSign = "point" | "comma";

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (monthDays[month - 1] as number) && (month !== 2 || day < 29 || isLeap(year));
const dayOf = (year: number, month: number, day: number): string | undefined =>
  year >= 1000 && isDate(year, month, day) ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : undefined;

const monthNames: readonly (readonly string[])[] = [
  ["jan"],
  ["feb", "fév"],
  ["mar", "mär", "mrz", "mae"],
  ["apr", "avr"],
  ["may", "mai"],
  ["jun", "juin"],
  ["jul", "juil"],
  ["aug", "aoû"],
  ["sep"],
  ["oct", "okt"],
  ["nov"],
  ["dec", "dez", "déc"],
];
const monthOf = (name: string): number => {
  const lower = name.toLowerCase();
  // "juin" and "juil" differ only in their fourth letter.
  const longest = monthNames.findIndex((starts) => starts.some((start) => start.length === 4 && lower.startsWith(start)));
  return (longest >= 0 ? longest : monthNames.findIndex((starts) => starts.some((start) => lower.startsWith(start)))) + 1;
};
/** "Mo, 02.03.2026": the name of a weekday says nothing that the day does not. */
const weekday =
  /^(?:mo(?:n(?:tag|day)?)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag|i(?:day)?)?|sa(?:mstag|t(?:urday)?)?|so(?:n(?:ntag|nabend))?|tue(?:sday|s)?|wed(?:nesday)?|thu(?:rsday|rs|r)?|sun(?:day)?)[.,]*\s+(?=\S)/i;

/** Two digits are a year of the past hundred and of the next ten. */
const fullYear = (year: number, digits: number): number => (digits > 2 ? year : year > 36 ? 1900 + year : 2000 + year);

const time = "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*(?:[ap]\\.?m\\.?)?\\s*(?:Z|[+-]\\d{2}:?\\d{2}|UTC|GMT|Uhr|h)?)?";
const iso = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${time}$`, "i");
const compact = /^(\d{4})(\d{2})(\d{2})(?:T\d{2,6}(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const pointed = new RegExp(`^(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})${time}$`, "i");
const slashed = new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})${time}$`, "i");
const yearFirst = new RegExp(`^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})${time}$`, "i");
const dayMonthName = new RegExp(`^(\\d{1,2})\\.?[ -]([A-Za-zäÄéû]{3,9})\\.?[ ,-]+(\\d{4}|\\d{2})${time}$`, "i");
const monthNameDay = new RegExp(`^([A-Za-zäÄéû]{3,9})\\.?[ -](\\d{1,2})(?:st|nd|rd|th)?(?:[,-]? |-)(\\d{4}|\\d{2})${time}$`, "i");

/** A day as written, possibly only part of it; `order` decides where 03/04 leaves it open. */
export function readDay(text: string, order: DayOrder = "dmy"): string | undefined {
  const value = text.trim().replace(weekday, "");
  if (value.length < 4 || value.length > 40) return undefined;
  let m = iso.exec(value) ?? yearFirst.exec(value) ?? compact.exec(value);
  if (m) return dayOf(Number(m[1]), Number(m[2]), Number(m[3]));
  m = pointed.exec(value);
  if (m) return dayOf(fullYear(Number(m[3]), (m[3] as string).length), Number(m[2]), Number(m[1]));
  m = slashed.exec(value);
  if (m) {
    const [first, second] = [Number(m[1]), Number(m[2])];
    const year = fullYear(Number(m[3]), (m[3] as string).length);
    const isMonthFirst = second > 12 || (order === "mdy" && first <= 12);
    return isMonthFirst ? dayOf(year, first, second) : dayOf(year, second, first);
  }
  m = dayMonthName.exec(value);
  if (m) return dayOf(fullYear(Number(m[3]), (m[3] as string).length), monthOf(m[2] as string), Number(m[1]));
  m = monthNameDay.exec(value);
  if (m) return dayOf(fullYear(Number(m[3]), (m[3] as string).length), monthOf(m[1] as string), Number(m[2]));
  return readPartialDay(value);
}

/** `1985`, `1985-04`, `04/1985`, `--0412`, `---12` is none: only years, months of a year and days of any year. */
function readPartialDay(value: string): string | undefined {
  if (/^[12]\d{3}$/.test(value)) return value;
  let m = /^(\d{4})-(\d{2})$/.exec(value);
  if (m) return Number(m[2]) >= 1 && Number(m[2]) <= 12 ? value : undefined;
  m = /^(\d{1,2})[/.](\d{4})$/.exec(value);
  if (m) return Number(m[1]) >= 1 && Number(m[1]) <= 12 ? `${m[2]}-${pad(Number(m[1]))}` : undefined;
  m = /^--(\d{2})-?(\d{2})$/.exec(value);
  if (m) return isDate(2000, Number(m[1]), Number(m[2])) ? `--${m[1]}-${m[2]}` : undefined;
  m = /^(\d{1,2})\.(\d{1,2})\.$/.exec(value);
  if (m) return isDate(2000, Number(m[2]), Number(m[1])) ? `--${pad(Number(m[2]))}-${pad(Number(m[1]))}` : undefined;
  return undefined;
}

/** Excel's count of days since 1900, where a date lost its format; the day 60 that never was lies behind. */
export function readSerialDay(text: string): string | undefined {
  if (!/^\d{4,5}(\.\d+)?$/.test(text)) return undefined;
  const serial = Math.floor(Number(text));
  // Between 1920 and 2090; smaller ones are years.
  return serial > 7305 && serial < 69_400 ? new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10) : undefined;
}

/** How a column writes days: one 13 or more decides; undefined when every one could be read both ways. */
export function dayOrderOf(values: readonly string[]): DayOrder | "open" | undefined {
  let isOpen = false;
  for (const value of values) {
    const m = slashed.exec(value.trim());
    if (!m) continue;
    if (Number(m[1]) > 12) return "dmy";
    if (Number(m[2]) > 12) return "mdy";
    isOpen = true;
  }
  return isOpen ? "open" : undefined;
}

/** What one number says of its decimal sign by itself: two signs, one that stands twice, or another number of digits than three behind it. */
function signIn(value: string): { readonly sign: DecimalSign | undefined; readonly isOpen: boolean; readonly isGrouped: boolean } {
  const digits = value.replace(/[^\d.,]/g, "");
  const comma = digits.lastIndexOf(",");
  const point = digits.lastIndexOf(".");
  if (comma < 0 && point < 0) return { sign: undefined, isOpen: false, isGrouped: false };
  if (comma >= 0 && point >= 0) return { sign: comma > point ? "comma" : "point", isOpen: false, isGrouped: false };
  const [at, char, own, other] = comma >= 0 ? ([comma, ",", "comma", "point"] as const) : ([point, ".", "point", "comma"] as const);
  if (digits.indexOf(char) !== at) return { sign: other, isOpen: false, isGrouped: true };
  // A thousands sign has three digits behind it and at most three before, and never follows a lone zero.
  if (digits.length - at !== 4 || at > 3 || at === 0 || digits.startsWith("0")) return { sign: own, isOpen: false, isGrouped: false };
  return { sign: other, isOpen: true, isGrouped: true };
}

/**
 * How a column writes decimals: what stands last and once is the sign; `undefined` where only whole numbers stand. `isMixed`: its cells
 * contradict each other, so that "1.234" in it could be both.
 */
export function decimalSignsOf(values: readonly string[]): { readonly sign: DecimalSign | undefined; readonly isMixed: boolean } {
  const seen = new Set<DecimalSign>();
  const grouped = new Set<DecimalSign>();
  for (const value of values) {
    const { sign, isOpen, isGrouped } = signIn(value);
    if (sign === undefined) continue;
    if (isOpen || isGrouped) grouped.add(sign);
    if (!isOpen) seen.add(sign);
  }
  if (seen.size === 2) return { sign: [...seen][0], isMixed: true };
  const [only] = seen.size === 1 ? seen : grouped.size === 1 ? grouped : [];
  return { sign: only, isMixed: false };
}

export const decimalSignOf = (values: readonly string[]): DecimalSign | undefined => decimalSignsOf(values).sign;

const grouping = { comma: /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/, point: /^[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/ } as const;
const plain = { comma: /^[+-]?(?:\d+,?\d*|,\d+)$/, point: /^[+-]?(?:\d+\.?\d*|\.\d+)$/ } as const;

/**
 * A number with thousands signs, currency or unit around it; undefined when there is none or more than one. What leaves one reading only
 * ("12,50", "1.234,50") is read so, whatever sign its column has; `sign` decides what could be both ("1.234"), `null` leaves it unread.
 */
export function readNumber(text: string, sign: DecimalSign | null): number | undefined {
  const value = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/^(?:[A-Z]{3}|(?:AU|CA|NZ|US|HK|SG|[AC])?[€$£¥])|(?:[A-Z]{3}|[€$£¥])$/g, "");
  const own = signIn(value);
  const by = own.sign === undefined || own.isOpen ? sign : own.sign;
  if (by === null) return own.sign === undefined && plain.point.test(value) ? Number(value) : undefined;
  if (!plain[by].test(value) && !grouping[by].test(value)) return undefined;
  return Number(by === "comma" ? value.replaceAll(".", "").replace(",", ".") : value.replaceAll(",", ""));
}

const emailShape = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\].]{2,}$/u;
export const isEmail = (text: string): boolean => text.length <= 254 && emailShape.test(text);

/** `"Anna Heide" <anna@heide.de>`, `mailto:anna@heide.de` as the address alone; other text as it is. */
export function bareEmail(text: string): string {
  const value = text.trim().replace(/^mailto:/i, "");
  const angled = value.length < 400 ? /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(value) : null;
  return angled ? (angled[1] as string) : value;
}

/** The length first: a cell may be a whole letter. */
export function isUrl(text: string): boolean {
  if (text.length >= 2000 || /\s/.test(text)) return false;
  const start = /^(?:https?:\/\/|www\.)/i.exec(text)?.[0].length;
  const dot = start === undefined ? -1 : text.indexOf(".", start + 1);
  return dot >= 0 && dot < text.length - 1;
}

export const isPhoneLike = (text: string): boolean =>
  text.length <= 30 &&
  !/ {2}|^\d+[.,]\d{1,2}$/.test(text) &&
  /^\+?[\d\s()/.\-–]{5,}(?:\s?(?:ext|x|dw|app)\.?\s?\d+)?$/i.test(text) &&
  (text.match(/\d/g)?.length ?? 0) >= 5 &&
  (text.match(/\d/g)?.length ?? 0) <= 16;

const services: readonly (readonly [service: string, host: RegExp])[] = [
  ["linkedin", /(?:^|\.)linkedin\.com$/],
  ["xing", /(?:^|\.)xing\.com$/],
  ["facebook", /(?:^|\.)facebook\.com$/],
  ["instagram", /(?:^|\.)instagram\.com$/],
  ["x", /(?:^|\.)(?:twitter|x)\.com$/],
  ["youtube", /(?:^|\.)youtube\.com$/],
  ["github", /(?:^|\.)github\.com$/],
];

/** A profile in a social network, when the address is one. */
export function socialHandleOf(url: string): { readonly service: string; readonly value: string; readonly url: string } | undefined {
  const m = /^(?:https?:\/\/)?([\w.-]+)\/(?:(?:in|company|profile|pages)\/)?@?([^/?#\s]+)/i.exec(url.trim());
  const service = m && services.find(([, host]) => host.test((m[1] as string).toLowerCase()))?.[0];
  return m && service ? { service, value: m[2] as string, url: url.trim() } : undefined;
}
