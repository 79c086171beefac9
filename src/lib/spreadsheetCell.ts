// What a spreadsheet would take for a formula when it opens a file of ours. Which sign parts the cells depends on the reader's
// language: what is one cell here may be two there, so a formula may also begin behind such a sign, or on a new line.

/** Where a cell begins for some reader, and a formula follows: behind blanks and quotes too, which readers take away. */
const formulas = /(^|[;,\t\r\n])(?='*[ \u00a0"]*[=+\-@])|^(?='*[\t\r])/g;
const guarded = /(^|[;,\t\r\n])'(?='*[ \u00a0"]*[=+\-@])|^'(?='*[\t\r])/g;

/**
 * Guards a cell so that no spreadsheet computes it: an apostrophe leads what would be a formula. A phone number in international
 * form is none.
 */
export const guardCell = (value: string): string => (/^\+\d+$/.test(value) ? value : value.replace(formulas, "$1'"));

/** Returns the cell as it was before it was guarded. */
export const unguardCell = (value: string): string => (value.includes("'") ? value.replace(guarded, "$1") : value);
