import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  show: "Zeigen",
  retention: "Anteil",
  active: "Kunden",
  revenue: "Umsatz",
  map: "Wer kommt wann wieder?",
  mapSummary: (share: string) => `Einen Monat nach dem ersten Kauf kaufen ${share} der neuen Kunden wieder.`,
  corner: "Erster Kauf",
  months: (n: number) => (n === 0 ? "erster Monat" : plural(n, { one: "einen Monat später", other: `${formatNumber(n)} Monate später` })),
  newCustomers: (n: number) => `${formatNumber(n)} neue`,
  mean: "Wiederkehr im Mittel",
  meanSummary: (share: string, n: number) => `Nach ${formatNumber(n)} Monaten kauft noch ${share} der Kunden.`,
  monthsLater: "Monate nach dem ersten Kauf",
  all: "Alle neuen Kunden",
  month: "Monat",
  perCustomer: "Umsatz je Kunde",
  newOf: (month: string) => `Neue aus ${month}`,
  after: (n: number) => `nach ${formatNumber(n)} M.`,
};
const en: typeof de = {
  show: "Show",
  retention: "Share",
  active: "Customers",
  revenue: "Revenue",
  map: "Who comes back when?",
  mapSummary: (share) => `One month after their first purchase, ${share} of new customers buy again.`,
  corner: "First purchase",
  months: (n) => (n === 0 ? "first month" : plural(n, { one: "one month later", other: `${formatNumber(n)} months later` })),
  newCustomers: (n) => `${formatNumber(n)} new`,
  mean: "Coming back, on average",
  meanSummary: (share, n) => `After ${formatNumber(n)} months, ${share} of the customers are still buying.`,
  monthsLater: "months after the first purchase",
  all: "All new customers",
  month: "Month",
  perCustomer: "Revenue per customer",
  newOf: (month) => `New in ${month}`,
  after: (n) => `after ${formatNumber(n)} mo.`,
};
export const text = createText({ de, en });
