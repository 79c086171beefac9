// A checklist is lines of a text, "- [ ] …" and "- [x] …": it travels, merges and leaves as the text it is part of.

export interface ChecklistItem {
  /** Which line of the text it is. */
  readonly line: number;
  readonly label: string;
  readonly isDone: boolean;
}

const item = /^(\s*[-*] \[)([ xX])(\] ?)(.*)$/;

export const checklistOf = (text: string): ChecklistItem[] =>
  text.split("\n").flatMap((said, line) => {
    const [, , mark, , label = ""] = item.exec(said) ?? [];
    return mark === undefined ? [] : [{ line, label: label.trim(), isDone: mark !== " " }];
  });

/** The text beside its checklist. */
export const withoutChecklist = (text: string): string =>
  text
    .split("\n")
    .filter((said) => !item.test(said))
    .join("\n")
    .trim();

/** With one item ticked, or no longer; a line that is none stays as it is. */
export const tick = (text: string, line: number, isDone: boolean): string =>
  text
    .split("\n")
    .map((said, at) => (at === line ? marked(said, isDone) : said))
    .join("\n");

export const untickAll = (text: string): string =>
  text
    .split("\n")
    .map((said) => marked(said, false))
    .join("\n");

const marked = (said: string, isDone: boolean): string =>
  said.replace(item, (_, before: string, _mark, after: string, label: string) => `${before}${isDone ? "x" : " "}${after}${label}`);

/** With one more item, behind the last one. */
export function withItem(text: string, label: string): string {
  const lines = text === "" ? [] : text.split("\n");
  const last = checklistOf(text).at(-1)?.line ?? lines.length - 1;
  return [...lines.slice(0, last + 1), `- [ ] ${label}`, ...lines.slice(last + 1)].join("\n");
}
