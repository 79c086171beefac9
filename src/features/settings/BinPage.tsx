import ChevronLeft from "lucide-solid/icons/chevron-left";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createResource, createSignal, For, type JSX, Show } from "solid-js";
import { idsOf } from "../../domain/record.ts";
import { formatMoment, formatRelative } from "../../i18n/format.ts";
import { nounCount, nounTitle } from "../../i18n/nouns.ts";
import { recordText } from "../../i18n/recordNames.ts";
import type { RecordId } from "../../lib/id.ts";
import { type BinAct, createBin } from "../../state/bin.ts";
import { known } from "../../state/known.ts";
import { type EngineClient, useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { text } from "./text.ts";
import "./BinPage.css";

const portion = 50;
const named = 3;
const turn = 1_000;

/** What was deleted, act by act, each to be restored as a whole: a relation has nothing to say without whom it is about. */
export function BinPage(props: { readonly onBack: () => void }): JSX.Element {
  const [limit, setLimit] = createSignal(portion);
  const bin = createBin(limit);
  // By its time an act stays the same row while others come and go.
  const times = createMemo(() => (bin()?.acts ?? []).map(({ deletedAt }) => deletedAt));
  const byTime = createMemo(() => new Map((bin()?.acts ?? []).map((one) => [one.deletedAt, one])));
  return (
    <Page title={text().bin} start={<IconButton icon={ChevronLeft} label={text().back} onClick={() => props.onBack()} />}>
      <Show
        when={times().length > 0}
        fallback={
          <Show when={bin()}>
            <EmptyState icon={Trash} title={text().binEmpty} text={text().binText} />
          </Show>
        }
      >
        <ul class="bin-list">
          <For each={times()}>{(time) => <Show when={byTime().get(time)}>{(one) => <Act act={one()} />}</Show>}</For>
        </ul>
        <Show when={bin()?.more}>
          <Button kind="quiet" onClick={() => setLimit(limit() + portion)}>
            {text().more}
          </Button>
        </Show>
      </Show>
    </Page>
  );
}

function Act(props: { readonly act: BinAct }): JSX.Element {
  const { engine } = useWorkspace();
  const [isBusy, setIsBusy] = createSignal(false);
  const first = () => props.act.examples[0];
  /** In portions, so that an import of thousands holds up nobody. */
  const restore = async (): Promise<void> => {
    const { ids } = props.act;
    setIsBusy(true);
    for (let from = 0; from < ids.length; from += turn) {
      const isLast = from + turn >= ids.length;
      const done = await act(engine.restore(ids.slice(from, from + turn)), isLast ? { message: text().restored } : undefined);
      if (done === undefined) break;
    }
    setIsBusy(false);
  };
  /** An activity, a relation and an import are told by what stands in them. */
  const [facts] = createResource(
    () => (first()?.type === "party" ? undefined : first()?.id),
    (id) => factsOf(engine, id),
  );
  const title = (): string => {
    const { counts, examples } = props.act;
    const row = first();
    if (!row) return "";
    const alike = examples.filter(({ type }) => type === row.type);
    if (row.type === "party") {
      const count = counts["party"] ?? 0;
      const names = alike.slice(0, named).map(({ title }) => title || nounTitle("party"));
      return count > names.length ? text().andMore(names.join(", "), count - names.length) : names.join(", ");
    }
    const read = known(facts);
    const count = row.type === "import" ? 1 : (counts[row.type] ?? 1);
    const { kind = "", direction = "", fileName = "", names = [] } = read ?? {};
    // The name of a file lies sealed: only the engine tells it.
    const title = row.title || (row.type === "file" ? (read?.name ?? "") : "");
    return recordText({ type: row.type, count, title, kind: kind || row.title, direction, fileName, names });
  };
  /** How much it was, where that is more than the title says. */
  const contents = (): string => {
    const counts = Object.entries(props.act.counts).filter(([type]) => type !== "import");
    const isOne = counts.length === 1 && counts[0]?.[1] === 1;
    return isOne ? nounTitle(counts[0]?.[0] ?? "") : counts.map(([type, count]) => nounCount(type, count)).join(", ");
  };
  return (
    <li>
      <span>
        {capital(title())}
        <small title={formatMoment(props.act.deletedAt)}>
          {[capital(contents()), text().deletedWhen(formatRelative(props.act.deletedAt))].filter(Boolean).join(" · ")}
        </small>
      </span>
      <Button size="small" isBusy={isBusy()} onClick={() => void restore()}>
        {text().restore}
      </Button>
    </li>
  );
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

interface Facts {
  readonly name: string;
  readonly kind: string;
  readonly direction: string;
  readonly fileName: string;
  readonly names: readonly string[];
}

const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** What a deleted record says, and the names of whom it is about, who may be deleted as well. */
async function factsOf(engine: EngineClient, id: RecordId): Promise<Facts> {
  const record = await engine.get(id);
  const ids =
    record?.type === "relation"
      ? [record["from"], record["to"]]
      : Array.isArray(record?.["parties"])
        ? record["parties"]
        : idsOf(record?.["parties"]);
  const parties = await Promise.all((ids as readonly RecordId[]).slice(0, named).map((party) => engine.get(party)));
  return {
    name: word(record?.name),
    kind: word(record?.["kind"]),
    direction: word(record?.["direction"]),
    fileName: word(record?.["fileName"]),
    names: parties.map((party) => party?.name ?? ""),
  };
}
