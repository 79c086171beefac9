import { A, useLocation, useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Copy from "lucide-solid/icons/copy";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Mail from "lucide-solid/icons/mail";
import MapPin from "lucide-solid/icons/map-pin";
import Phone from "lucide-solid/icons/phone";
import Printer from "lucide-solid/icons/printer";
import SquarePen from "lucide-solid/icons/square-pen";
import Trash from "lucide-solid/icons/trash";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import Users from "lucide-solid/icons/users";
import { type Component, createEffect, createMemo, createSignal, For, type JSX, on, Show, Suspense, useContext } from "solid-js";
import { Dynamic } from "solid-js/web";
import { nameOf, rolesOf } from "../../domain/party.ts";
import { addressToVisit, phoneToCall } from "../../domain/reach.ts";
import { inOrder, isDeleted } from "../../domain/record.ts";
import { addressLines } from "../../i18n/addressLines.ts";
import { formatRelative } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { type ContactView, createContact, createTimeline } from "../../state/contact.ts";
import type { HistoryEntry } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act } from "../../ui/act.ts";
import type { PanelProps } from "../../ui/appPage.ts";
import { ShellContext } from "../../ui/appPage.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { lazily } from "../../ui/lazily.ts";
import { mailLink, mapLink, telLink } from "../../ui/links.ts";
import { Menu } from "../../ui/Menu.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { createShortcut } from "../../ui/shortcuts.ts";
import { createTitle } from "../../ui/title.ts";
import { Classification } from "./Classification.tsx";
import { Reach } from "./Elements.tsx";
import { CustomFields, FieldGrid, organisationFields, personFields, UnreadableFields } from "./Fields.tsx";
import { FirmsReach } from "./FirmsReach.tsx";
import { Note } from "./Note.tsx";
import { Printed } from "./Printed.tsx";
import { Relations } from "./Relations.tsx";
import { Contested, Rivals } from "./Rivals.tsx";
import { Timeline } from "./Timeline.tsx";
import { text } from "./text.ts";
import "./ContactPage.css";

const FilesPanel = lazily(() => import("../../parts/FilesPanel.tsx").then((file) => ({ default: file.FilesPanel })));

const NextStep = lazily(() => import("./NextStep.tsx").then((file) => ({ default: file.NextStep })));

export interface ContactPageProps {
  readonly id: RecordId;
  readonly onBack: () => void;
  /** It has been deleted here. */
  readonly onGone: () => void;
  readonly onLog: (party: RecordId, kind?: string) => void;
  readonly onEditInteraction: (party: RecordId, interaction: RecordId) => void;
  /** What other pages show of this contact: tasks, what was bought. */
  readonly panels: readonly { readonly component: Component<PanelProps>; readonly onNew: () => void }[];
  /** What other pages have to say at once about this contact. */
  readonly banners: readonly Component<{ readonly party: RecordId }>[];
  /** What other records than activities tell of its history. */
  readonly history: readonly HistoryEntry[] | undefined;
}

export function ContactPage(props: ContactPageProps): JSX.Element {
  const contact = createContact(() => props.id);
  const shownId = createMemo(() => contact()?.id);
  const { engine } = useWorkspace();
  // Opening the document ahead makes the first edit as quick as the rest.
  createEffect(
    on(
      () => props.id,
      (id) => void engine.warm(id),
    ),
  );
  return (
    <Show when={contact() !== null} fallback={<EmptyState icon={Users} title={text().missing} text={text().missingText} />}>
      {/* Keyed: what was begun on one contact must not go on at the next. */}
      <Show when={shownId()} keyed>
        {(id) => <Show when={contact()}>{(own) => <Contact {...props} id={id} contact={own()} />}</Show>}
      </Show>
    </Show>
  );
}

function Contact(props: ContactPageProps & { readonly contact: ContactView }): JSX.Element {
  const { choices, engine, entry, settings, memberName, status } = useWorkspace();
  // Whoever goes on with something unsaved comes to where it stands.
  const location = useLocation<{ readonly view?: "details" }>();
  const navigate = useNavigate();
  const [view, setView] = createSignal<string>("timeline");
  createEffect(() => {
    if (location.state?.view) setView(location.state.view);
  });
  const [reached, setReached] = createSignal<"call" | "email" | null>(null);
  const entries = createTimeline(() => props.id);
  const party = () => props.contact.party;
  const name = (): string => nameOf(party());
  const own = () => entry(props.id);
  const firm = createContact(() => employer()?.id);
  const phone = () => phoneToCall(party(), firm()?.party);
  const email = () => inOrder(party().emails)[0];
  const address = () => addressToVisit(party(), firm()?.party);
  const employer = () => {
    const id = own()?.employer;
    return id === undefined ? undefined : entry(id);
  };
  const firmName = (): string => employer()?.name ?? "";
  const gone = (): boolean => isDeleted(party());
  const remove = (): void => {
    const id = props.id;
    void act(engine.remove([id]), {
      message: text().deleted,
      action: { label: text().undo, run: () => void act(engine.restore([id]), { message: text().restored }) },
    });
    props.onGone();
  };
  const changedBy = (): string => {
    const device = status()?.devices.find((one) => one.id === props.contact.updatedBy);
    return device ? memberName(device.member) : "";
  };
  const rivalCount = (): number => (choices().get(props.id) ?? 0) - (props.contact.contest ? 1 : 0);
  /** The contact's own lie among the details, those of an activity with it. */
  const showRivals = (): void => {
    setView(Object.keys(props.contact.rivals).length > 0 ? "details" : "timeline");
    queueMicrotask(() => page.querySelector(".contact-panes .rivals")?.scrollIntoView({ block: "center" }));
  };
  const shell = useContext(ShellContext);
  let page!: HTMLElement;
  createTitle(name);
  createShortcut({ keys: "l", label: () => text().log, run: () => props.onLog(props.id) });
  createShortcut({ keys: "b", label: () => text().brief, run: () => navigate(`/brief/${props.id}`) });

  return (
    <section ref={page} class="contact" aria-label={name()}>
      <header class="contact-head">
        <IconButton class="contact-back" icon={ChevronLeft} label={text().back} onClick={() => props.onBack()} />
        <Avatar size="large" name={name()} seed={props.id} kind={party().kind} />
        <div class="contact-title">
          <h1>{name()}</h1>
          <p class="contact-sub">
            <Show when={own()?.title}>
              <span>{own()?.title}</span>
            </Show>
            <Show when={employer()}>{(firm) => <A href={`/contacts/${firm().id}`}>{firm().name}</A>}</Show>
            <Show when={!employer() && party().legalForm}>
              <span>{party().industry}</span>
            </Show>
            <Show when={own()?.place || employer()?.place}>{(place) => <span>{place()}</span>}</Show>
          </p>
          <Show when={rolesOf(party()).length > 0}>
            <p class="contact-roles">
              <For each={rolesOf(party())}>
                {([role, phase]) => <Tag label={word("role", role)} detail={word("phase", phase)} tone="accent" />}
              </For>
            </p>
          </Show>
        </div>
        <Menu
          label={text().more}
          icon={Ellipsis}
          items={[
            { label: text().copyName, icon: Copy, onSelect: () => void copyText(name()) },
            { label: text().print, icon: Printer, onSelect: () => window.print() },
            { label: text().delete, icon: Trash, isDangerous: true, startsGroup: true, onSelect: remove },
          ]}
        />
        {shell?.end()}
      </header>
      <Show when={props.contact.contest}>{(contest) => <Contested id={props.id} contest={contest()} />}</Show>
      <Show when={rivalCount() > 0}>
        <button type="button" class="contact-choices" onClick={showRivals}>
          <TriangleAlert />
          <span>{text().toChoose(rivalCount())}</span>
        </button>
      </Show>
      <For each={props.banners}>{(banner) => <Dynamic component={banner} party={props.id} />}</For>
      <Show when={!gone()}>
        <Suspense>
          <NextStep party={props.id} />
        </Suspense>
      </Show>
      <div class="contact-actions">
        <Show when={phone()}>
          {(one) => (
            <a
              class="contact-action"
              href={telLink(one().way.value)}
              title={one().isFirms ? text().ofFirm(firmName()) : undefined}
              onClick={() => setReached("call")}
            >
              <Phone />
              <span>{one().isFirms ? text().callFirm : text().call}</span>
            </a>
          )}
        </Show>
        <Show when={mailLink(email()?.value ?? "")}>
          {(link) => (
            <a class="contact-action" href={link()} onClick={() => setReached("email")}>
              <Mail />
              <span>{text().mail}</span>
            </a>
          )}
        </Show>
        <Show when={address()}>
          {(one) => (
            <a
              class="contact-action"
              href={mapLink(addressLines(one().way, settings().country).join(", "))}
              title={one().isFirms ? text().ofFirm(firmName()) : undefined}
              target="_blank"
              rel="noreferrer"
            >
              <MapPin />
              <span>{text().map}</span>
            </a>
          )}
        </Show>
        <A class="contact-action is-sign" href={`/brief/${props.id}`} title={text().brief}>
          <ClipboardList />
          <span>{text().brief}</span>
        </A>
        <button type="button" class="contact-action is-main" onClick={() => props.onLog(props.id)}>
          <SquarePen />
          <span>{text().log}</span>
        </button>
      </div>
      <Show when={gone()}>
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
      <Show when={reached()}>
        {(kind) => (
          <Banner
            onDismiss={() => setReached(null)}
            actions={
              <Button
                size="small"
                kind="quiet"
                onClick={() => {
                  props.onLog(props.id, kind());
                  setReached(null);
                }}
              >
                {text().log}
              </Button>
            }
          >
            {kind() === "call" ? text().logCall(name()) : text().logMail(name())}
          </Banner>
        )}
      </Show>
      <div class="contact-tabs">
        <SegmentedControl
          label={text().view}
          look="tabs"
          value={view()}
          onChange={setView}
          segments={[
            { value: "timeline", label: text().timeline },
            { value: "details", label: text().details },
          ]}
        />
      </div>
      <div class="contact-panes" data-view={view()}>
        <Timeline
          entries={entries()}
          history={props.history ?? []}
          party={props.id}
          onLog={() => props.onLog(props.id)}
          onEdit={(interaction) => props.onEditInteraction(props.id, interaction)}
        />
        <div class="details" role="region" aria-label={text().details}>
          <Rivals id={props.id} rivals={props.contact.rivals} />
          <Reach contact={props.contact} onReach={setReached} />
          <Show when={firm()}>{(its) => <FirmsReach party={party()} firm={its()} onCall={() => setReached("call")} />}</Show>
          <Note contact={props.contact} />
          <For each={props.panels}>{(panel) => <Dynamic component={panel.component} party={props.id} onNew={panel.onNew} />}</For>
          <Suspense>
            <FilesPanel about={props.id} />
          </Suspense>
          <Relations contact={props.contact} />
          <Classification contact={props.contact} />
          <section class="details-section" aria-label={party().kind === "person" ? text().about : text().aboutFirm}>
            <h2 class="small-heading">{party().kind === "person" ? text().about : text().aboutFirm}</h2>
            <FieldGrid contact={props.contact} plans={party().kind === "person" ? personFields : organisationFields} />
          </section>
          <UnreadableFields contact={props.contact} />
          <CustomFields contact={props.contact} />
          <Printed contact={props.contact} firm={firm()} timeline={entries()} />
          <p class="contact-changed">{text().changed(formatRelative(new Date(props.contact.updatedMs).toISOString()), changedBy())}</p>
        </div>
      </div>
    </section>
  );
}
