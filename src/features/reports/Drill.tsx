import { A } from "@solidjs/router";
import { createMemo, For, type JSX, Show } from "solid-js";
import { compareText } from "../../i18n/format.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { type DocumentRef, Documents } from "./Documents.tsx";
import type { Names } from "./names.tsx";
import { text } from "./text.ts";
import "./Documents.css";
import "./Drill.css";

/** A contact, and what is to be said of it here. */
export interface ContactWords {
  readonly id: string;
  readonly words: string;
}

/** What stands behind a figure: what it rests on in words, the contacts, the documents. */
export interface DrillThrough {
  readonly title: string;
  readonly words?: () => JSX.Element;
  readonly contacts?: readonly string[];
  /** Contacts in an order that says something, each with a remark. */
  readonly contactWords?: readonly ContactWords[];
  /** Those are contacts on days of the past, somebody perhaps more than once. */
  readonly areCases?: boolean;
  /** Records by id, perhaps only some of their lines. */
  readonly records?: readonly DocumentRef[];
  /** Of the records only lines of these products. */
  readonly products?: ReadonlySet<string>;
  /** The rest is still being worked out. */
  readonly isAwaited?: boolean;
}

/** More than this nobody reads; the table or a narrower question is quicker. */
const most = 300;

/** What one figure is made of. */
export function Drill(props: {
  readonly drillThrough: DrillThrough | undefined;
  readonly currency: string;
  readonly names: Names;
  readonly onClose: () => void;
}): JSX.Element {
  const contacts = createMemo((): readonly ContactWords[] | undefined => {
    const { contactWords, contacts: plain } = props.drillThrough ?? {};
    if (contactWords) return contactWords;
    return plain
      ?.map((id) => ({ id, name: props.names.contact(id) }))
      .sort((a, b) => compareText(a.name, b.name))
      .map(({ id }) => ({ id, words: "" }));
  });
  return (
    <Dialog
      title={text().drillTitle(props.drillThrough?.title ?? "")}
      isOpen={props.drillThrough !== undefined}
      onClose={props.onClose}
      size="large"
    >
      <Show when={props.drillThrough?.words} keyed>
        {(words) => <div class="drill-words">{words()}</div>}
      </Show>
      <div class="drill-state" aria-live="polite">
        <Show when={props.drillThrough?.isAwaited}>
          <ProgressBar label={text().working} />
        </Show>
      </div>
      <Show when={contacts()}>
        {(all) => (
          <>
            <p class="drill-count">{props.drillThrough?.areCases ? text().cases(all().length) : text().contacts(all().length)}</p>
            <ul class="drill">
              <For each={all().slice(0, most)}>
                {(contact) => (
                  <li class="document-head drill-contact">
                    <A class="report-link" href={`/contacts/${contact.id}`} onClick={props.onClose}>
                      {props.names.contact(contact.id)}
                    </A>
                    <Show when={contact.words}>
                      <span class="drill-remark">{contact.words}</span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={all().length > most}>
              <p class="drill-count">{text().more(all().length - most)}</p>
            </Show>
          </>
        )}
      </Show>
      <Show when={props.drillThrough?.records}>
        {(refs) => (
          <Documents
            refs={refs()}
            products={props.drillThrough?.products}
            currency={props.currency}
            names={props.names}
            onLeave={props.onClose}
          />
        )}
      </Show>
    </Dialog>
  );
}
