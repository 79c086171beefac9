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
  chartSummaryRunning: (month: string, value: string, low: string, high: string, level: string) =>
    `${month} läuft noch: am Ende erwartet ${value}, mit ${level} Sicherheit zwischen ${low} und ${high}.`,
  soFar: (amount: string) => `bisher ${amount}`,
  runningWords: (soFar: string, rest: string) => `Bisher kamen ${soFar}; für die übrigen Tage werden ${rest} erwartet.`,
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
  level: "Confidence",
  season: "Season",
  noSeason: "none",
  year: "year",
  quarter: "quarter",
  model: "Method",
  models: {
    naive: "same as last month",
    mean: "average",
    seasonalNaive: "same as a season ago",
    simple: "smoothed",
    damped: "smoothed with trend",
    holtWinters: "with trend and season",
  },
  chart: "So far and in the next months",
  chartSummary: (month, value, low, high, level) => `${month}: ${value} expected, between ${low} and ${high} with ${level} confidence.`,
  chartSummaryRunning: (month, value, low, high, level) =>
    `${month} is still running: ${value} expected by its end, between ${low} and ${high} with ${level} confidence.`,
  soFar: (amount) => `${amount} so far`,
  runningWords: (soFar, rest) => `${soFar} has come in so far; ${rest} is expected for the remaining days.`,
  was: "so far",
  will: "expected",
  low: "at least",
  high: "at most",
  sum: (n) => plural(n, { one: "Next month", other: `In ${formatNumber(n)} months` }),
  range: (low, high) => `${low} to ${high}`,
  tested: "How good have the methods been so far?",
  testedSummary: (model, error) => `“${model}” was best; it was off by ${error} a month on average.`,
  untested: "There are too few months to test the methods.",
  month: "Month",
  kind: "Type",
  modelWords: {
    naive: "Method “same as last month”: the last known month is carried forward.",
    mean: "Method “average”: all known months count equally.",
    seasonalNaive: "Method “same as a season ago”: what the same month of the last season brought in.",
    simple: "Method “smoothed”: an average of all known months in which recent ones count more.",
    damped: "Method “smoothed with trend”: an average in which recent months count more, plus a trend that fades over time.",
    holtWinters:
      "Method “with trend and season”: the smoothed level, a trend that fades over time, and how much more or less the same month usually brings in.",
  },
  restsOnOne: "The month that is carried forward",
  restsOnLatest: "The most recent months, which count most",
  restsOnSeason: "The same months of earlier seasons",
  testedOn: "Months it was tested on",
  intervalWords: (level, n) =>
    `The range comes from the errors the method made in the known months: in about ${formatNumber(n)} of 100 cases (${level}) the month should fall within it. The further ahead, the wider it gets.`,
  sumWords:
    "The total of the expected months. Their ranges must not be added up: it is unlikely that all months end up at the edge at once.",
  testWords: (model, months, error, share, isBetter) =>
    `When tested, “${model}” predicted ${plural(months, { one: "one past month without knowing it", other: `${formatNumber(months)} past months without knowing them` })} and was off by ${error} on average. That is ${share} of the error that “same as last month” makes: ${isBetter ? "better than that." : "no better than that."}`,
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
