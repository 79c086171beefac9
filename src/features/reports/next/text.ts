import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  show: "Zeigen",
  rules: "Gemeinsam gekauft",
  similar: "Ähnliche Produkte",
  party: "Nächstes je Kunde",
  support: "Mindesthäufigkeit in %",
  confidence: "Mindestsicherheit in %",
  baskets: "Einkäufe",
  found: "Regeln",
  best: "Die stärksten Zusammenhänge",
  bestSummary: (left: string, right: string, times: string) =>
    `Wer ${left} kauft, nimmt mindestens ${times}-mal so oft ${right} wie andere.`,
  none: "So häufig und sicher geht hier nichts zusammen. Senken Sie die Grenzen.",
  arrow: (left: string, right: string) => `${left} → ${right}`,
  with: "Dazu",
  when: "Wer kauft",
  then: "nimmt auch",
  count: "Einkäufe",
  together: "Gemeinsam",
  atLeastTimes: "Mindestens ×",
  pairs: "Welche Produkte dieselben Kunden haben",
  pairsSummary: (a: string, b: string, n: number) => `Am ähnlichsten: ${a} und ${b}, gemeinsam bei ${formatNumber(n)}.`,
  suggestion: "Vorschlag",
  because: "Weil gekauft",
  score: "Stärke",
  popular: "Was am häufigsten vorgeschlagen wird",
  popularSummary: (name: string, n: number) =>
    `${name} passt zu ${plural(n, { one: "einem Kunden", other: `${formatNumber(n)} Kunden` })} als Nächstes.`,
  popularity: (share: string) => `die beliebtesten: ${share}`,
  times: (lift: string) => `${lift}-mal`,
  ruleWords: (left: string, right: string, leftCount: number, all: number, count: number, share: string) =>
    `${left}: in ${formatNumber(leftCount)} von ${formatNumber(all)} Einkäufen. In ${formatNumber(count)} davon, also ${share}, ist auch ${right}.`,
  liftWords: (right: string, usual: string, share: string, lift: string) =>
    `${right} ist in ${usual} aller Einkäufe. ${share} statt ${usual} ist ${lift}-mal so oft.`,
  supportWords: (share: string, count: number, all: number) =>
    `Alles zusammen kommt in ${formatNumber(count)} von ${formatNumber(all)} Einkäufen vor: ${share}.`,
  withLeft: (left: string) => `Es folgen die Einkäufe mit ${left}.`,
  withBoth: (left: string, right: string) => `Es folgen die Einkäufe mit ${left} und ${right}.`,
  pair: (a: string, b: string) => `${a} + ${b}`,
  pairByParty: (a: string, b: string, n: number) =>
    plural(n, {
      one: `Ein Kunde hat ${a} und ${b} gekauft, zusammen oder nacheinander.`,
      other: `${formatNumber(n)} Kunden haben ${a} und ${b} gekauft, zusammen oder nacheinander.`,
    }),
  pairByPurchase: (a: string, b: string, n: number) =>
    plural(n, { one: `In einem Einkauf sind ${a} und ${b}.`, other: `In ${formatNumber(n)} Einkäufen sind ${a} und ${b}.` }),
  suggestedTo: (item: string, name: string) => `${item} für ${name}`,
  whyWords: (name: string, item: string) => `${name} hat ${item} noch nicht gekauft. Dafür spricht, was schon gekauft wurde:`,
  oneReason: (item: string, similarity: string, n: number) =>
    `${item}: Ähnlichkeit ${similarity}, gemeinsam ${plural(n, { one: "einmal", other: `${formatNumber(n)}-mal` })}`,
  otherReasons: (n: number, sum: string) =>
    plural(n, { one: `und ein weiteres mit ${sum}.`, other: `und ${formatNumber(n)} weitere mit zusammen ${sum}.` }),
  scoreWords: (score: string) => `Die Stärke ${score} ist die Summe dieser Ähnlichkeiten.`,
};
const en: typeof de = {
  show: "Show",
  rules: "Bought together",
  similar: "Similar products",
  party: "What next for whom",
  support: "Minimum frequency in %",
  confidence: "Minimum confidence in %",
  baskets: "Purchases",
  found: "Rules",
  best: "The strongest connections",
  bestSummary: (left, right, times) => `Customers who buy ${left} buy ${right} at least ${times} times as often as others.`,
  none: "Nothing is bought together that often and that reliably. Lower the thresholds.",
  arrow: (left, right) => `${left} → ${right}`,
  with: "With it",
  when: "Customers who buy",
  then: "also buy",
  count: "Purchases",
  together: "Together",
  atLeastTimes: "At least ×",
  pairs: "Which products have the same customers",
  pairsSummary: (a, b, n) => `Most alike: ${a} and ${b}, bought together by ${formatNumber(n)}.`,
  suggestion: "Suggestion",
  because: "Because they bought",
  score: "Strength",
  popular: "What is suggested most",
  popularSummary: (name, n) => `${name} would suit ${plural(n, { one: "one customer", other: `${formatNumber(n)} customers` })} next.`,
  popularity: (share) => `the most popular: ${share}`,
  times: (lift) => (lift === "1" ? "as often" : `${lift} times`),
  ruleWords: (left, right, leftCount, all, count, share) =>
    `${left}: in ${formatNumber(leftCount)} of ${formatNumber(all)} purchases. ${formatNumber(count)} of those (${share}) also include ${right}.`,
  liftWords: (right, usual, share, lift) =>
    `${right} is in ${usual} of all purchases. ${share} rather than ${usual} is ${lift} times as often.`,
  supportWords: (share, count, all) => `All of them together are in ${formatNumber(count)} of ${formatNumber(all)} purchases: ${share}.`,
  withLeft: (left) => `Below are the purchases with ${left}.`,
  withBoth: (left, right) => `Below are the purchases with ${left} and ${right}.`,
  pair: (a, b) => `${a} + ${b}`,
  pairByParty: (a, b, n) =>
    plural(n, {
      one: `One customer bought ${a} and ${b}, together or one after the other.`,
      other: `${formatNumber(n)} customers bought ${a} and ${b}, together or one after the other.`,
    }),
  pairByPurchase: (a, b, n) =>
    plural(n, { one: `One purchase includes ${a} and ${b}.`, other: `${formatNumber(n)} purchases include ${a} and ${b}.` }),
  suggestedTo: (item, name) => `${item} for ${name}`,
  whyWords: (name, item) => `${name} has not bought ${item} yet. These earlier purchases suggest it:`,
  oneReason: (item, similarity, n) =>
    `${item}: similarity ${similarity}, together ${plural(n, { one: "once", other: `${formatNumber(n)} times` })}`,
  otherReasons: (n, sum) => plural(n, { one: `and one more with ${sum}.`, other: `and ${formatNumber(n)} more with ${sum} together.` }),
  scoreWords: (score) => `The strength ${score} is the sum of these similarities.`,
};
export const text = createText({ de, en });
