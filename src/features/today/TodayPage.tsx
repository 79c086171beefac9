import { A } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import Sun from "lucide-solid/icons/sun";
import { createMemo, createResource, For, type JSX, type ParentComponent, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formatRelative, formatShort, formatWeekday, localDayOf } from "../../i18n/format.ts";
import type { DirectoryEntry } from "../../state/contact.ts";
import { known } from "../../state/known.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { newsLine } from "./newsLine.ts";
import { text } from "./text.ts";
import "./TodayPage.css";

export interface TodayPageProps {
  readonly onLog: () => void;
  readonly onNew: () => void;
  /** What other pages have for today; its children where that is nothing. */
  readonly due: ParentComponent;
}

const shown = 20;

export function TodayPage(props: TodayPageProps): JSX.Element {
  const { choices, directory, entry, engine, status } = useWorkspace();
  // What others did arrives with the journal, so its vector says when to ask again: not for one's own saves, and not
  // while thousands of entries come in.
  const asked = createMemo<string>((before) => {
    const now = status();
    return now?.receiving ? before : JSON.stringify({ ...now?.vector, [now?.device ?? ""]: 0 });
  }, "");
  const [news, { refetch }] = createResource(asked, () => engine.news(shown));
  const recent = createMemo(() => directory()?.recent(8) ?? []);
  const toChoose = createMemo(() =>
    [...choices()].flatMap(([id, count]) => {
      const contact = entry(id);
      return contact ? [{ contact, count }] : [];
    }),
  );
  const markSeen = async (): Promise<void> => {
    await engine.markNewsSeen();
    await refetch();
  };
  const lineOf = (contact: DirectoryEntry): string =>
    [contact.title, contact.employer === undefined ? "" : entry(contact.employer)?.name, contact.place].filter(Boolean).join(" · ");
  const items = () => known(news)?.items ?? [];

  return (
    <Page title={text().today}>
      <p class="today-date">{formatWeekday(localDayOf(new Date()))}</p>
      <Dynamic component={props.due}>
        <Show
          when={items().length > 0 || recent().length > 0 || toChoose().length > 0}
          fallback={
            <EmptyState icon={Sun} title={text().nothing} text={text().emptyText}>
              <Button kind="primary" onClick={() => props.onLog()}>
                {text().logVisit}
              </Button>
              <Button icon={Plus} onClick={() => props.onNew()}>
                {text().newContact}
              </Button>
            </EmptyState>
          }
        >
          <div class="today-due">
            <Sun />
            <span>{text().nothing}</span>
            <Button size="small" kind="quiet" onClick={() => props.onLog()}>
              {text().logVisit}
            </Button>
          </div>
        </Show>
      </Dynamic>
      <Show when={toChoose().length > 0}>
        <Section title={text().toChoose}>
          <For each={toChoose()}>
            {({ contact, count }) => (
              <li>
                <ContactLink contact={contact} words={<small class="today-warn">{text().values(count)}</small>} />
              </li>
            )}
          </For>
        </Section>
      </Show>
      <Show when={items().length > 0}>
        <Section
          title={text().news}
          action={
            <Button size="small" kind="quiet" onClick={() => void markSeen()}>
              {text().seen}
            </Button>
          }
          end={
            <Show when={(known(news)?.more ?? 0) > 0}>
              <p class="today-more">{text().more(known(news)?.more ?? 0)}</p>
            </Show>
          }
        >
          <For each={items()}>
            {(item) => (
              <li>
                <A class="today-row" href={item.party === null ? "/today" : `/contacts/${item.party}`}>
                  <Avatar size="small" name={item.memberName} />
                  <span class="today-words">
                    <span>{newsLine(item)}</span>
                  </span>
                  <time>{formatRelative(new Date(item.atMs).toISOString())}</time>
                </A>
              </li>
            )}
          </For>
        </Section>
      </Show>
      <Show when={recent().length > 0}>
        <Section title={text().recent}>
          <For each={recent()}>
            {(contact) => (
              <li>
                <ContactLink
                  contact={contact}
                  words={<Show when={lineOf(contact)}>{(line) => <small>{line()}</small>}</Show>}
                  end={<time dateTime={contact.last}>{formatShort(contact.last)}</time>}
                />
              </li>
            )}
          </For>
        </Section>
      </Show>
    </Page>
  );
}

const Section = (props: {
  readonly title: string;
  readonly action?: JSX.Element;
  readonly end?: JSX.Element;
  readonly children: JSX.Element;
}): JSX.Element => (
  <section class="today-section" aria-label={props.title}>
    <header>
      <h2>{props.title}</h2>
      {props.action}
    </header>
    <ul>{props.children}</ul>
    {props.end}
  </section>
);

const ContactLink = (props: { readonly contact: DirectoryEntry; readonly words: JSX.Element; readonly end?: JSX.Element }): JSX.Element => (
  <A class="today-row" href={`/contacts/${props.contact.id}`}>
    <Avatar size="small" name={props.contact.name} seed={props.contact.id} kind={props.contact.kind} />
    <span class="today-words">
      <span>{props.contact.name}</span>
      {props.words}
    </span>
    {props.end}
  </A>
);
