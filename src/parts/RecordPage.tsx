import ChevronLeft from "lucide-solid/icons/chevron-left";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Printer from "lucide-solid/icons/printer";
import SearchX from "lucide-solid/icons/search-x";
import Trash from "lucide-solid/icons/trash";
import { type Accessor, createEffect, type JSX, on, Show, Suspense, useContext } from "solid-js";
import type { Noun } from "../domain/noun.ts";
import { isDeleted } from "../domain/record.ts";
import { formatRelative } from "../i18n/format.ts";
import { nounTitle } from "../i18n/nouns.ts";
import type { RecordId } from "../lib/id.ts";
import type { RecordView } from "../state/nouns.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { ShellContext } from "../ui/appPage.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { lazily } from "../ui/lazily.ts";
import { Menu } from "../ui/Menu.tsx";
import { createTitle } from "../ui/title.ts";
import { text } from "./text.ts";
import "./RecordPage.css";

const FilesPanel = lazily(() => import("./FilesPanel.tsx").then((file) => ({ default: file.FilesPanel })));

export interface RecordPageProps<Of extends Noun> {
  readonly noun: Of;
  readonly id: RecordId;
  /** `null` when it is not here. */
  readonly view: Accessor<RecordView<Of> | null | undefined>;
  readonly onBack: () => void;
  /** It has been deleted here. */
  readonly onGone: () => void;
  /** Beside the title: what is done with it most. */
  readonly actions?: (view: RecordView<Of>) => JSX.Element;
  readonly children: (view: Accessor<RecordView<Of>>) => JSX.Element;
}

/** One record by itself: its title, what can be done with it, its fields, and who changed it last. */
export function RecordPage<Of extends Noun>(props: RecordPageProps<Of>): JSX.Element {
  const { engine } = useWorkspace();
  // Opening the document ahead makes the first edit as quick as the rest.
  createEffect(
    on(
      () => props.id,
      (id) => void engine.warm(id),
    ),
  );
  return (
    <Show when={props.view() !== null} fallback={<EmptyState icon={SearchX} title={text().missing} text={text().missingText} />}>
      {/* Keyed: what was begun on one record must not go on at the next. */}
      <Show when={props.view() && props.id} keyed>
        <Show when={props.view()}>{(view) => <Shown {...props} shown={view} />}</Show>
      </Show>
    </Show>
  );
}

function Shown<Of extends Noun>(props: RecordPageProps<Of> & { readonly shown: Accessor<RecordView<Of>> }): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const title = (): string => props.noun.title(props.shown().record as never) || nounTitle(props.noun.name);
  createTitle(title);
  const remove = (): void => {
    const { id } = props;
    void act(engine.remove([id]), {
      message: text().deleted,
      action: { label: text().undo, run: () => void act(engine.restore([id]), { message: text().restored }) },
    });
    props.onGone();
  };
  const shell = useContext(ShellContext);
  return (
    <article class="record" aria-label={title()}>
      <header class="record-head">
        <IconButton class="record-back" icon={ChevronLeft} label={text().back} onClick={() => props.onBack()} />
        <div class="record-title">
          <p>{nounTitle(props.noun.name)}</p>
          <h1>{title()}</h1>
        </div>
        <Menu
          label={text().more}
          icon={Ellipsis}
          items={[
            { label: text().print, icon: Printer, onSelect: () => window.print() },
            { label: text().delete, icon: Trash, isDangerous: true, startsGroup: true, onSelect: remove },
          ]}
        />
        {shell?.end()}
      </header>
      <Show when={isDeleted(props.shown().record)}>
        <Banner
          tone="warn"
          actions={
            <Button size="small" kind="quiet" onClick={() => void act(engine.restore([props.id]), { message: text().restored })}>
              {text().restore}
            </Button>
          }
        >
          {text().inBin}
        </Banner>
      </Show>
      <Show when={props.actions}>{(actions) => <div class="record-actions">{actions()(props.shown())}</div>}</Show>
      <div class="record-body">
        {props.children(props.shown)}
        {/* Fetched a moment later: nothing above waits for it. */}
        <Suspense>
          <FilesPanel about={props.id} />
        </Suspense>
        <p class="record-changed">
          {text().changed(formatRelative(new Date(props.shown().updatedMs).toISOString()), memberOf(props.shown().updatedBy))}
        </p>
      </div>
    </article>
  );
}
