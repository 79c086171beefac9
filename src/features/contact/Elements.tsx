import AtSign from "lucide-solid/icons/at-sign";
import ExternalLink from "lucide-solid/icons/external-link";
import Globe from "lucide-solid/icons/globe";
import Mail from "lucide-solid/icons/mail";
import MapPin from "lucide-solid/icons/map-pin";
import Pencil from "lucide-solid/icons/pencil";
import Phone from "lucide-solid/icons/phone";
import Plus from "lucide-solid/icons/plus";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show, untrack } from "solid-js";
import { Dynamic } from "solid-js/web";
import { countryCodes } from "../../domain/country.ts";
import type { Address, Party } from "../../domain/party.ts";
import { inOrder } from "../../domain/record.ts";
import { addressTypes, phoneTypes } from "../../domain/words.ts";
import { addressLines } from "../../i18n/addressLines.ts";
import { compareText, countryName } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { orderBetween } from "../../lib/order.ts";
import { type Plain, type PlainFields, plainOf } from "../../lib/plain.ts";
import type { ContactView } from "../../state/contact.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, type Icon, IconButton } from "../../ui/Button.tsx";
import { mailLink, mapLink, telLink, webLink } from "../../ui/links.ts";
import { Meanwhile } from "../../ui/Meanwhile.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Elements.css";

export type ElementField = "phones" | "emails" | "urls" | "handles" | "addresses";
type Values = Record<string, string>;
interface Element extends Readonly<Record<string, unknown>> {
  readonly key: string;
  readonly order?: string;
}

const icons: Readonly<Record<ElementField, Icon>> = { phones: Phone, emails: Mail, urls: Globe, handles: AtSign, addresses: MapPin };
const typesOf: Readonly<Record<ElementField, readonly string[]>> = {
  phones: phoneTypes,
  emails: ["work", "home", "other"],
  urls: [],
  handles: [],
  addresses: addressTypes,
};
const typeName = (field: ElementField, type: string): string =>
  field === "addresses" ? word("addressType", type) : word("phoneType", type);
const plain = (value: unknown): string => (typeof value === "string" ? value : "");

export const elementFields: readonly ElementField[] = ["phones", "emails", "addresses", "urls", "handles"];

/** The ways of one kind to reach a contact, the preferred one first. */
export const elementsOf = (party: Party, field: ElementField): Element[] =>
  inOrder(party[field] as Readonly<Record<string, Element>> | undefined).filter((element) => typeof element === "object");

/** A number, an address's lines: as a letter would write it. */
export const elementLines = (field: ElementField, element: Element, home: string | undefined): string[] =>
  field === "addresses" ? addressLines(element as Address, home) : [plain(element.value)];

/** What it is for: "work", "mobile · reception", the service of a handle. */
export const elementKind = (field: ElementField, element: Element): string =>
  [field === "handles" ? plain(element.service) : plain(element.type) && typeName(field, plain(element.type)), plain(element.label)]
    .filter(Boolean)
    .join(" · ");

const elementDraft = (party: RecordId, field: ElementField, key: string): string => `element ${party} ${field} ${key}`;

/** All ways to reach a contact, and one row to add another. */
export function Reach(props: { readonly contact: ContactView; readonly onReach: (kind: "call" | "email") => void }): JSX.Element {
  const [added, setAdded] = createSignal<ElementField | null>(null);
  const addLabel = (field: ElementField): string =>
    ({ phones: text().addPhone, emails: text().addEmail, addresses: text().addAddress, urls: text().addUrl, handles: text().addHandle })[
      field
    ];
  return (
    <section class="details-section" aria-label={text().reach}>
      <For each={elementFields}>
        {(field) => (
          <Elements
            contact={props.contact}
            field={field}
            isAdding={added() === field}
            onAdd={() => setAdded(field)}
            onAdded={() => setAdded(null)}
            onReach={props.onReach}
          />
        )}
      </For>
      <div class="reach-add">
        <For each={elementFields}>
          {(field) => (
            <Button size="small" kind="quiet" icon={Plus} onClick={() => setAdded(field)}>
              {addLabel(field)}
            </Button>
          )}
        </For>
      </div>
    </section>
  );
}

function Elements(props: {
  readonly contact: ContactView;
  readonly field: ElementField;
  readonly isAdding: boolean;
  readonly onAdd: () => void;
  readonly onAdded: () => void;
  readonly onReach: (kind: "call" | "email") => void;
}): JSX.Element {
  const { drafts } = useWorkspace();
  const [edited, setEdited] = createSignal<string | null>(null);
  // What was left unsaved stands open again.
  createEffect(
    on(drafts.all, (all, _, isTaken?: boolean) => {
      if (all === undefined || isTaken) return isTaken;
      const prefix = elementDraft(props.contact.id, props.field, "");
      const kept = all.find(({ name }) => name.startsWith(prefix));
      const key = kept?.name.slice(prefix.length);
      if (key === "new") props.onAdd();
      else if (key !== undefined) setEdited(key);
      return true;
    }),
  );
  const elements = createMemo(() => elementsOf(props.contact.party, props.field));
  // One that somebody took away meanwhile stays while it is being edited here.
  const keys = createMemo(() => {
    const now = elements().map((element) => element.key);
    const own = edited();
    return own === null || now.includes(own) ? now : [...now, own];
  });
  const byKey = createMemo(() => new Map(elements().map((element) => [element.key, element])));
  return (
    <div class="elements">
      <For each={keys()}>
        {(key) => (
          <Show
            when={edited() === key}
            fallback={
              <ElementRow
                contact={props.contact}
                field={props.field}
                element={byKey().get(key) ?? { key }}
                onEdit={() => setEdited(key)}
                onReach={props.onReach}
              />
            }
          >
            <ElementEditor
              contact={props.contact}
              field={props.field}
              element={byKey().get(key)}
              elementKey={key}
              isFirst={keys()[0] === key}
              onClose={() => setEdited(null)}
            />
          </Show>
        )}
      </For>
      <Show when={props.isAdding}>
        <ElementEditor
          contact={props.contact}
          field={props.field}
          element={undefined}
          elementKey="new"
          isFirst={false}
          onClose={props.onAdded}
        />
      </Show>
    </div>
  );
}

function ElementRow(props: {
  readonly contact: ContactView;
  readonly field: ElementField;
  readonly element: Element;
  readonly onEdit: () => void;
  readonly onReach: (kind: "call" | "email") => void;
}): JSX.Element {
  const { settings } = useWorkspace();
  const value = (): string => plain(props.element.value);
  const lines = (): string[] => elementLines(props.field, props.element, settings().country);
  const href = (): string | undefined => {
    if (props.field === "phones") return telLink(value());
    if (props.field === "emails") return mailLink(value());
    if (props.field === "addresses") return mapLink(lines().join(", "));
    return webLink(props.field === "handles" ? plain(props.element.url) : value());
  };
  const kind = (): string => elementKind(props.field, props.element);
  const leavesApp = (): boolean => /^https?:/.test(href() ?? "");
  return (
    <div class="element">
      <Dynamic component={icons[props.field]} />
      <span class="element-value">
        <Show when={href()} fallback={<span>{lines().join("\n")}</span>}>
          {(link) => (
            <a
              href={link()}
              target={leavesApp() ? "_blank" : undefined}
              rel="noreferrer"
              onClick={() => {
                if (props.field === "phones") props.onReach("call");
                if (props.field === "emails") props.onReach("email");
              }}
            >
              {lines().join("\n")}
              <Show when={leavesApp() && props.field !== "addresses"}>
                <ExternalLink />
              </Show>
            </a>
          )}
        </Show>
        <Show when={kind()}>
          <small>{kind()}</small>
        </Show>
      </span>
      <IconButton size="small" icon={Pencil} label={text().edit(lines()[0] ?? "")} onClick={() => props.onEdit()} />
    </div>
  );
}

const fieldsOf: Readonly<Record<ElementField, readonly string[]>> = {
  phones: ["value"],
  emails: ["value"],
  urls: ["value", "label"],
  handles: ["service", "value", "url"],
  addresses: ["street", "extra", "postalCode", "locality", "region"],
};

function ElementEditor(props: {
  readonly contact: ContactView;
  readonly field: ElementField;
  /** As it stands now; undefined for a new one, and when somebody has taken it away. */
  readonly element: Element | undefined;
  /** "new" for one to be added. */
  readonly elementKey: string;
  readonly isFirst: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const { engine, settings, memberOf } = useWorkspace();
  const begun = untrack(() => props.element);
  const isNew = untrack(() => props.elementKey === "new");
  const draft = createDraft<Values>(
    () => Object.fromEntries(Object.entries(props.element ?? {}).map(([key, value]) => [key, plain(value)])),
    {
      name: untrack(() => elementDraft(props.contact.id, props.field, props.elementKey)),
      about: () => ({ kind: "element", party: props.contact.id, label: text().fields[props.field] ?? "" }),
    },
  );
  const value = (name: string): string => draft.value(name) ?? "";
  const labels = (): Readonly<Record<string, string>> => ({
    value:
      props.field === "phones"
        ? text().value
        : props.field === "emails"
          ? text().email
          : props.field === "urls"
            ? text().url
            : text().handle,
    label: text().label,
    service: text().service,
    url: text().url,
    extra: text().extra,
    street: text().street,
    postalCode: text().postalCode,
    locality: text().locality,
    region: text().region,
  });
  /** Whether it was taken; else what was typed stays. */
  const send = async (change: Plain, seen?: PlainFields): Promise<boolean> =>
    (await act(engine.patch(props.contact.id, { [props.field]: change }, seen && { [props.field]: seen }), savedWithUndo(engine))) !==
    undefined;
  const close = (): void => {
    draft.clear();
    props.onClose();
  };
  /** Without its key, as it is stored. */
  const bare = (element: Element | undefined): PlainFields => {
    const { key: _key, ...rest } = element ?? { key: "" };
    return plainOf(rest) as PlainFields;
  };
  const filled = (fields: PlainFields): PlainFields => Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== ""));
  const save = async (): Promise<void> => {
    const typed = Object.fromEntries(Object.entries(draft.changes()).map(([name, typed]) => [name, (typed ?? "").trim()]));
    if (!isNew) {
      const key = props.elementKey;
      // Fields that were not typed into follow what stands there now: only the typed ones have been seen as they were.
      const now = bare(props.element ?? begun);
      const seen = filled({ ...now, ...Object.fromEntries(Object.keys(typed).map((name) => [name, draft.seen(name) ?? ""])) });
      // Emptied means gone.
      if (typed["value"] === "" && !(await send({ [key]: false }, { [key]: seen }))) return;
      if (typed["value"] !== "" && draft.isDirty() && !(await send({ [key]: filled({ ...now, ...typed }) }, { [key]: seen }))) return;
    } else if (Object.values(typed).some(Boolean)) {
      const country = props.field === "addresses" && !typed["country"] ? { country: settings().country ?? "DE" } : {};
      const added = { ...country, ...(typesOf[props.field].length > 0 ? { type: "work" } : {}), ...filled(typed) };
      if (!(await send({ add: [added] }))) return;
    }
    close();
  };
  /** Only this one moves: before the first. */
  const prefer = async (): Promise<void> => {
    if (!props.element) return;
    const first = inOrder(props.contact.party[props.field] as Readonly<Record<string, Element>> | undefined)[0];
    const now = bare(props.element);
    const done = await send(
      { [props.elementKey]: { ...now, order: orderBetween(null, first?.order ?? null) } },
      { [props.elementKey]: now },
    );
    if (done) close();
  };
  const remove = async (): Promise<void> => {
    if (await send({ [props.elementKey]: false }, { [props.elementKey]: bare(begun) })) close();
  };
  return (
    <form
      class="element-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <For each={fieldsOf[props.field]}>
        {(name, index) => (
          <TextField
            label={labels()[name] ?? name}
            autofocus={index() === 0}
            inputMode={
              name !== "value"
                ? "text"
                : props.field === "phones"
                  ? "tel"
                  : props.field === "emails"
                    ? "email"
                    : props.field === "urls"
                      ? "url"
                      : "text"
            }
            value={value(name)}
            description={
              props.field === "emails" && name === "value" && value(name).length > 3 && !value(name).includes("@")
                ? text().maybeEmail
                : undefined
            }
            onInput={(typed) => draft.type(name, typed)}
          />
        )}
      </For>
      <Show when={props.field === "addresses"}>
        <Select
          label={text().country}
          value={value("country") || (isNew ? (settings().country ?? "DE") : "")}
          options={[
            { value: "", label: "–" },
            ...countryCodes.map((code) => ({ value: code, label: countryName(code) })).sort((a, b) => compareText(a.label, b.label)),
          ]}
          onChange={(next) => draft.type("country", next)}
        />
      </Show>
      <Show when={typesOf[props.field].length > 0}>
        <Select
          label={text().type}
          value={value("type") || (isNew ? "work" : "")}
          options={[
            ...(!isNew && !value("type") ? [{ value: "", label: "–" }] : []),
            ...typesOf[props.field].map((type) => ({ value: type, label: typeName(props.field, type) })),
          ]}
          labelOf={(type) => typeName(props.field, type)}
          onChange={(next) => draft.type("type", next)}
        />
      </Show>
      <For each={draft.meanwhile() as string[]}>
        {(name) => (
          <Meanwhile
            who={memberOf(props.contact.writerOf(`${props.field} ${props.elementKey}`) ?? "")}
            label={labels()[name] ?? ""}
            value={plain(props.element?.[name])}
            onTheirs={() => draft.settle(name, "theirs")}
            onMine={() => draft.settle(name, "mine")}
          />
        )}
      </For>
      <div class="element-actions">
        <Button kind="primary" size="small" submit>
          {text().save}
        </Button>
        <Button size="small" kind="quiet" onClick={close}>
          {text().cancel}
        </Button>
        <Show when={!isNew}>
          <div class="element-more">
            <Show when={!props.isFirst}>
              <Button size="small" kind="quiet" onClick={() => void prefer()}>
                {text().makePreferred}
              </Button>
            </Show>
            <Button size="small" kind="danger" onClick={() => void remove()}>
              {text().remove}
            </Button>
          </div>
        </Show>
      </div>
    </form>
  );
}
