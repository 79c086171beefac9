// Whether a name is a firm's, where nothing but the name says so.
import { readLegalForm } from "../domain/legalForm.ts";

/** They end family names and given names as well: "Kim Se", "Eva As". */
const alsoNames = /^(?:AS|ASA|SA|AB|SL|SE|NV|BV|OG|LP|Oy|Co\.|Corp|Inc|Stiftung|Limited)$/;
/** "Huber & Partner", "Meier und Söhne", "Gebr. Kern". */
const together =
  /(?:&|\+|\bund\b|\band\b)\s*(?:partner|söhne|sohn|sons|co\b|cie|kollegen|associates|gebr)|^(?:gebr\.|gebrüder|fa\.|firma)\s/iu;

/** What every legal form and every such word has: a sign, two capitals, a capital within a word, or one of a few words. */
const signs = /[.&+]|\p{Lu}\p{Lu}|\p{Ll}\p{Lu}|Ltd|Limited|Inc|Corp|Pty|plc|Srl|Kft|Stiftung|Firma|Gebr|\b(?:und|and|Oy)\b/u;

/** The name of a firm by its legal form, or by the words that only firms bear. */
export function isFirmName(name: string): boolean {
  // Most names are people's, and have none of the signs of a firm.
  if (!signs.test(name)) return false;
  const form = readLegalForm(name)?.legalForm;
  return (form !== undefined && !alsoNames.test(form)) || together.test(name) || /,.*\s&\s/.test(name);
}

/** A firm's name as its parts, in whatever order and columns they stand, or undefined where they name a person. */
export function firmInParts(given: string, family: string): string | undefined {
  const whole = [given, family].filter(Boolean).join(" ");
  if (isFirmName(whole)) return whole;
  const turned = [family, given].filter(Boolean).join(" ");
  return given !== "" && isFirmName(turned) ? turned : undefined;
}
