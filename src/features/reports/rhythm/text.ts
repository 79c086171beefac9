import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const daysDe = (n: number): string => plural(n, { one: "einem Tag", other: `${formatNumber(n)} Tagen` });
const de = {
  never: "Dieser Kunde hat nur zurückgegeben und nichts gekauft.",
  once: (on: string, silent: number) => `Ein Kauftag: ${on}, vor ${daysDe(silent)}.`,
  twice: (first: string, last: string, pause: number, silent: number) =>
    `Zwei Kauftage: ${first} und ${last}, mit ${daysDe(pause)} dazwischen; zuletzt vor ${daysDe(silent)}.`,
  often: (n: number, first: string, last: string, usual: number, silent: number) =>
    `${formatNumber(n)} Kauftage zwischen ${first} und ${last}, ${usual <= 1 ? "meist täglich" : `meist alle ${formatNumber(usual)} Tage`}, zuletzt vor ${daysDe(silent)}.`,
  broken: (longest: number) =>
    `Der Rhythmus ist gebrochen: So lange fehlte dieser Kunde noch nie. Die längste Pause war bisher ${plural(longest, { one: "ein Tag", other: `${formatNumber(longest)} Tage` })}, und doppelt so lang wie sonst ist es schon.`,
  laterKnown: (longest: number) => `Später als sonst, aber solche Pausen gab es schon; die längste hatte ${formatNumber(longest)} Tage.`,
  laterNew: (longest: number) =>
    `Etwas länger als jede Pause zuvor (die längste hatte ${formatNumber(longest)} Tage), aber noch nicht doppelt so lang wie sonst.`,
  within: "Das liegt im üblichen Rhythmus.",
  merged: "Mehrere Käufe eines Tages zählen als einer.",
  returns: (n: number) =>
    plural(n, {
      one: "Ein Tag, an dem mehr zurückkam als gekauft wurde, zählt nicht als Kauftag.",
      other: `${formatNumber(n)} Tage, an denen mehr zurückkam als gekauft wurde, zählen nicht als Kauftage.`,
    }),
};
const daysEn = (n: number): string => plural(n, { one: "one day", other: `${formatNumber(n)} days` });
const en: typeof de = {
  never: "This customer only returned things and bought nothing.",
  once: (on, silent) => `One purchase day: ${on}, ${daysEn(silent)} ago.`,
  twice: (first, last, pause, silent) =>
    `Two purchase days: ${first} and ${last}, with ${daysEn(pause)} between them; the last one ${daysEn(silent)} ago.`,
  often: (n, first, last, usual, silent) =>
    `${formatNumber(n)} purchase days between ${first} and ${last}, ${usual <= 1 ? "usually every day" : `usually every ${formatNumber(usual)} days`}, last ${daysEn(silent)} ago.`,
  broken: (longest) =>
    `The rhythm is broken: this customer has never stayed away this long. The longest gap so far was ${daysEn(longest)}, and it is already twice as long as usual.`,
  laterKnown: (longest) => `Later than usual, but such gaps have happened before; the longest was ${daysEn(longest)}.`,
  laterNew: (longest) => `A little longer than any gap before (the longest was ${daysEn(longest)}), but not yet twice as long as usual.`,
  within: "That is within the usual rhythm.",
  merged: "Several purchases on one day count as one.",
  returns: (n) =>
    plural(n, {
      one: "One day with more returned than bought does not count as a purchase day.",
      other: `${formatNumber(n)} days with more returned than bought do not count as purchase days.`,
    }),
};
export const text = createText({ de, en });
