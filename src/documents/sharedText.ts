// A text that several people type into: what is the difference of two versions, and what becomes of two people's
// differences from one. Compared word by word, so that nobody's words are cut in the middle.
import { diffWordsWithSpace } from "diff";
import * as Y from "yjs";

/** Beyond so many words apart, two texts are different texts: what they share at both ends is enough to know. */
const mostDifferent = 1_000;

interface Span {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

/** Spans of `from`, in order, and what stands in `to` in their place. */
function differenceOf(from: string, to: string): Span[] {
  const parts = diffWordsWithSpace(from, to, { maxEditLength: mostDifferent });
  if (!parts) return [wholeDifferenceOf(from, to)];
  const spans: Span[] = [];
  let at = 0;
  let open: { at: number; removed: number; added: string } | null = null;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      at += value.length;
      open = null;
      continue;
    }
    if (!open) spans.push((open = { at, removed: 0, added: "" }));
    if (added) open.added += value;
    else {
      open.removed += value.length;
      at += value.length;
    }
  }
  return spans;
}

/** The one span between what both begin and end with. */
function wholeDifferenceOf(from: string, to: string): Span {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  if (isHalf(from, start) || isHalf(to, start)) start--;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  if (isHalf(from, from.length - end) || isHalf(to, to.length - end)) end--;
  return { at: start, removed: from.length - start - end, added: to.slice(start, to.length - end) };
}

/** Whether a cut here would go through a letter of two units, such as an emoji. */
const isHalf = (text: string, at: number): boolean => at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;

/** Changes a shared text from `from` to `to`, touching no letter that both have. */
export function typeDifference(shared: Y.Text, from: string, to: string): void {
  const spans = differenceOf(from, to).map(({ at, removed, added }) => {
    const within = wholeDifferenceOf(from.slice(at, at + removed), added);
    return { ...within, at: at + within.at };
  });
  typeSpans(shared, spans);
}

function typeSpans(shared: Y.Text, spans: readonly Span[]): void {
  // From the end, so that places before stay what they are.
  for (const { at, removed, added } of [...spans].reverse()) {
    if (removed > 0) shared.delete(at, removed);
    if (added !== "") shared.insert(at, added);
  }
}

/**
 * Merges both people's changes of one text: as if they had typed apart, whole words only, or one's letters would
 * stand in the other's words. Words at the same place stand in this order.
 */
export function mergedText(base: string, theirs: string, mine: string): string {
  if (theirs === base || theirs === mine) return mine;
  if (mine === base) return theirs;
  const first = replica(1);
  first.getText().insert(0, base);
  const [their, my] = [replica(2), replica(3)];
  for (const [doc, text] of [
    [their, theirs],
    [my, mine],
  ] as const) {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    doc.transact(() => typeSpans(doc.getText(), differenceOf(base, text)));
  }
  Y.applyUpdate(their, Y.encodeStateAsUpdate(my));
  return their.getText().toString();
}

/** Yjs puts the words of a lower number first where two people typed at one place. */
function replica(number: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = number;
  return doc;
}
