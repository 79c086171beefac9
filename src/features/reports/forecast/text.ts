import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  of: "Was",
  revenue: "Umsatz",
  won: "Gewonnene Chancen",
  horizon: "Monate voraus",
  level: "Sicherheit",
  season: "Saison",
  noSeason: "keine",
  year: "Jahr",
  quarter: "Quartal",
  model: "Verfahren",
  models: {
    naive: "wie zuletzt",
    mean: "Durchschnitt",
    seasonalNaive: "wie vor einer Saison",
    simple: "geglättet",
    damped: "geglättet mit Trend",
    holtWinters: "mit Trend und Saison",
  } as Readonly<Record<string, string>>,
  chart: "Bisher und in den nächsten Monaten",
  chartSummary: (month: string, value: string, low: string, high: string, level: string) =>
    `${month}: erwartet ${value}, mit ${level} Sicherheit zwischen ${low} und ${high}.`,
  was: "bisher",
  will: "erwartet",
  low: "mindestens",
  high: "höchstens",
  sum: (n: number) => plural(n, { one: "Im nächsten Monat", other: `In ${formatNumber(n)} Monaten` }),
  range: (low: string, high: string) => `${low} bis ${high}`,
  tested: "Wie gut waren die Verfahren bisher?",
  testedSummary: (model: string, error: string) => `Am besten war „${model}“; im Mittel lag es um ${error} im Monat daneben.`,
  untested: "Für eine Probe sind es zu wenige Monate.",
  month: "Monat",
  kind: "Art",
  modelWords: {
    naive: "Verfahren „wie zuletzt“: Der letzte bekannte Monat wird fortgeschrieben.",
    mean: "Verfahren „Durchschnitt“: Alle bekannten Monate zählen gleich viel.",
    seasonalNaive: "Verfahren „wie vor einer Saison“: Es gilt, was derselbe Monat der letzten Saison brachte.",
    simple: "Verfahren „geglättet“: ein Mittel aller bekannten Monate, in dem die jüngeren mehr zählen.",
    damped:
      "Verfahren „geglättet mit Trend“: ein Mittel, in dem die jüngeren Monate mehr zählen, und ein Trend, der nach vorn schwächer wird.",
    holtWinters:
      "Verfahren „mit Trend und Saison“: das geglättete Niveau, ein Trend, der nach vorn schwächer wird, und was derselbe Monat sonst mehr oder weniger bringt.",
  } as Readonly<Record<string, string>>,
  restsOnOne: "Der Monat, der fortgeschrieben wird",
  restsOnLatest: "Die jüngsten Monate, die am meisten zählen",
  restsOnSeason: "Dieselben Monate früherer Saisons",
  testedOn: "Monate, an denen geprüft wurde",
  intervalWords: (level: string, n: number) =>
    `Die Spanne kommt aus den Fehlern, die das Verfahren in den bekannten Monaten machte: In etwa ${formatNumber(n)} von 100 Fällen (${level}) sollte der Monat darin liegen. Je weiter voraus, desto breiter wird sie.`,
  sumWords:
    "Die Summe der erwarteten Monate. Ihre Spannen dürfen nicht addiert werden: Dass alle Monate zugleich am Rand liegen, ist unwahrscheinlich.",
  testWords: (model: string, months: number, error: string, share: string, isBetter: boolean) =>
    `In der Probe sagte „${model}“ ${plural(months, { one: "einen vergangenen Monat voraus, ohne ihn zu kennen,", other: `${formatNumber(months)} vergangene Monate voraus, ohne sie zu kennen,` })} und lag im Mittel um ${error} daneben. Das sind ${share} des Fehlers, den „wie letzten Monat“ sonst macht: ${isBetter ? "besser als das." : "nicht besser als das."}`,
  chosenBy: (n: number) =>
    n > 1
      ? `${formatNumber(n)} Verfahren wurden an denselben vergangenen Monaten geprüft; genommen wird das mit dem kleinsten Fehler.`
      : "Das Verfahren ist in den Einstellungen gewählt.",
  smoothing: (alpha: string, beta: string | null, phi: string | null, gamma: string | null) =>
    [
      `Parameter: α = ${alpha} (wie schnell das Niveau dem letzten Monat folgt)`,
      ...(beta === null ? [] : [`β = ${beta} (wie schnell der Trend folgt)`]),
      ...(phi === null ? [] : [`φ = ${phi} (wie viel vom Trend von Monat zu Monat bleibt)`]),
      ...(gamma === null ? [] : [`γ = ${gamma} (wie schnell die Saison folgt)`]),
    ].join(", "),
};
const en: typeof de = {
  of: "What",
  revenue: "Revenue",
  won: "Won deals",
  horizon: "Months ahead",
  level: "Certainty",
  season: "Season",
  noSeason: "none",
  year: "year",
  quarter: "quarter",
  model: "Method",
  models: {
    naive: "as last time",
    mean: "average",
    seasonalNaive: "as a season ago",
    simple: "smoothed",
    damped: "smoothed with trend",
    holtWinters: "with trend and season",
  },
  chart: "So far and in the next months",
  chartSummary: (month, value, low, high, level) => `${month}: ${value} expected, with ${level} certainty between ${low} and ${high}.`,
  was: "so far",
  will: "expected",
  low: "at least",
  high: "at most",
  sum: (n) => plural(n, { one: "In the next month", other: `In ${formatNumber(n)} months` }),
  range: (low, high) => `${low} to ${high}`,
  tested: "How good were the methods so far?",
  testedSummary: (model, error) => `Best was “${model}”; on average it was off by ${error} a month.`,
  untested: "There are too few months for a test.",
  month: "Month",
  kind: "Kind",
  modelWords: {
    naive: "Method “as last time”: the last known month is carried on.",
    mean: "Method “average”: all known months count the same.",
    seasonalNaive: "Method “as a season ago”: what the same month of the last season brought.",
    simple: "Method “smoothed”: a mean of all known months in which the later ones count more.",
    damped: "Method “smoothed with trend”: a mean in which the later months count more, and a trend that fades ahead.",
    holtWinters:
      "Method “with trend and season”: the smoothed level, a trend that fades ahead, and what the same month usually brings more or less.",
  },
  restsOnOne: "The month that is carried on",
  restsOnLatest: "The latest months, which count most",
  restsOnSeason: "The same months of earlier seasons",
  testedOn: "Months it was tested on",
  intervalWords: (level, n) =>
    `The interval comes from the errors the method made in the known months: in about ${formatNumber(n)} of 100 cases (${level}) the month should lie within. It widens the further ahead it is.`,
  sumWords: "The sum of the months expected. Their intervals must not be added: that all months lie at the edge at once is improbable.",
  testWords: (model, months, error, share, isBetter) =>
    `When tested, “${model}” foretold ${plural(months, { one: "one past month without knowing it", other: `${formatNumber(months)} past months without knowing them` })} and was off by ${error} on average. That is ${share} of the error “as last month” usually makes: ${isBetter ? "better than that." : "no better than that."}`,
  chosenBy: (n) =>
    n > 1
      ? `${formatNumber(n)} methods were tested on the same past months; the one with the smallest error is taken.`
      : "The method is chosen in the settings.",
  smoothing: (alpha, beta, phi, gamma) =>
    [
      `Parameters: α = ${alpha} (how fast the level follows the last month)`,
      ...(beta === null ? [] : [`β = ${beta} (how fast the trend follows)`]),
      ...(phi === null ? [] : [`φ = ${phi} (how much of the trend stays from month to month)`]),
      ...(gamma === null ? [] : [`γ = ${gamma} (how fast the season follows)`]),
    ].join(", "),
};
export const text = createText({ de, en });
