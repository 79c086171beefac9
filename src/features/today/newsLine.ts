// One act of a colleague as one sentence: who, what was done, and to whom it happened.
import { countOf, recordText } from "../../i18n/recordNames.ts";
import type { NewsItem } from "../../state/workspace.tsx";
import { text } from "./text.ts";

/** What the act was about, in words. */
function whatOf(item: NewsItem): string {
  if (item.deed === "imported") {
    if (item.contacts > 0) return countOf("party", item.contacts);
    return item.fileName ? text().fileQuoted(item.fileName) : countOf(item.type, item.count);
  }
  if (item.type === "settings") return text().yourSettings;
  return recordText({ ...item, names: item.about.map(({ name }) => name) });
}

export function newsLine(item: NewsItem): string {
  const who = item.memberName || text().somebody;
  const what = whatOf(item);
  if (item.type === "relation" && item.count === 1 && item.deed === "made") return text().related(who, what);
  const isSaid = item.count === 1 && (item.type === "interaction" || item.type === "relation");
  return (isSaid ? text().said : text().deeds)[item.deed](who, what);
}
