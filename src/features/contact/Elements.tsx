import AtSign from "lucide-solid/icons/at-sign";
import ExternalLink from "lucide-solid/icons/external-link";
import Globe from "lucide-solid/icons/globe";
import Mail from "lucide-solid/icons/mail";
import MapPin from "lucide-solid/icons/map-pin";
import Pencil from "lucide-solid/icons/pencil";
import Phone from "lucide-solid/icons/phone";
import Plus from "lucide-solid/icons/plus";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { countryCodes } from "../../domain/country.ts";
import { type Address } from "../../domain/party.ts";
import { inOrder } from "../../domain/record.ts";
import { addressTypes, phoneTypes } from "../../domain/words.ts";
import { compareText, countryName } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import { orderBetween } from "../../lib/order.ts";
import type { ContactView } from "../../state/contact.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, type Icon, IconButton } from "../../ui/Button.tsx";
import { mailLink, mapLink, telLink, webLink } from "../../ui/links.ts";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";

export type ElementField = "phones" | "emails" | "urls" | "handles" | "addresses";
type Values = Record<string, string>;
interface Element extends Readonly<Record<string, unknown>> {
  readonly key: string;
  readonly order?: string;
}

export const addressLines = (address: Address, home: string | undefined): string[] =>
  [
    address.extra,
    address.street,
    address.poBox,
    [address.postalCode, address.locality].filter(Boolean).join(" "),
    address.region,
    address.country && address.country !== home ? countryName(address.country) : address.countryText,
  ].filter((line): line is string => Boolean(line));

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

const fields: readonly ElementField[] = ["phones", "emails", "addresses", "urls", "handles"];

/** All ways to reach a contact, and one row to add another. */
export function Reach(props: { readonly contact: ContactView; readonly onReach: (kind: "call" | "email") => void }): JSX.Element {
  const [added, setAdded] = createSignal<ElementField | null>(null);
  const addLabel = (field: ElementField): string =>
    ({ phones: text().addPhone, emails: text().addEmail, addresses: text().addAddress, urls: text().addUrl, handles: text().addHandle })[
      field
    ];
  return (
    <section class="details-section" aria-label={text().reach}>
      <For each={fields}>
        {(field) => (
          <Elements
            contact={props.contact}
            field={field}
            isAdding={added() === field}
            onAdded={() => setAdded(null)}
            onReach={props.onReach}
          />
        )}
      </For>
      <div class="reach-add">
        <For each={fields}>
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
  readonly onAdded: () => void;
  readonly onReach: (kind: "call" | "email") => void;
}): JSX.Element {
  const [edited, setEdited] = createSignal<string | null>(null);
  const elements = createMemo(() =>
    inOrder(props.contact.party[props.field] as Readonly<Record<string, Element>> | undefined).filter(
      (element) => typeof element === "object",
    ),
  );
  const keys = createMemo(() => elements().map((element) => element.key));
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
              isFirst={keys()[0] === key}
              onClose={() => setEdited(null)}
            />
          </Show>
        )}
      </For>
      <Show when={props.isAdding}>
        <ElementEditor contact={props.contact} field={props.field} element={undefined} isFirst={false} onClose={props.onAdded} />
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
  const lines = (): string[] => (props.field === "addresses" ? addressLines(props.element as Address, settings().country) : [value()]);
  const href = (): string | undefined => {
    if (props.field === "phones") return telLink(value());
    if (props.field === "emails") return mailLink(value());
    if (props.field === "addresses") return mapLink(lines().join(", "));
    return webLink(props.field === "handles" ? plain(props.element.url) : value());
  };
  const kind = (): string =>
    [
      props.field === "handles"
        ? plain(props.element.service)
        : plain(props.element.type) && typeName(props.field, plain(props.element.type)),
      plain(props.element.label),
    ]
      .filter(Boolean)
      .join(" · ");
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
  readonly element: Element | undefined;
  readonly isFirst: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const { engine, settings } = useWorkspace();
  const draft = createDraft<Values>(() =>
    Object.fromEntries(Object.entries(props.element ?? {}).map(([key, value]) => [key, plain(value)])),
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
  const send = (change: unknown): Promise<unknown> => act(engine.patch(props.contact.id, { [props.field]: change }), savedWithUndo(engine));
  const save = async (): Promise<void> => {
    const typed = Object.fromEntries(Object.entries(draft.changes()).map(([name, typed]) => [name, (typed ?? "").trim()]));
    if (props.element) {
      const { key, ...before } = props.element;
      // Emptied means gone.
      if (typed["value"] === "") await send({ [key]: false });
      else if (draft.isDirty())
        await send({ [key]: Object.fromEntries(Object.entries({ ...before, ...typed }).filter(([, one]) => one !== "")) });
    } else if (Object.values(typed).some(Boolean)) {
      const country = props.field === "addresses" && !typed["country"] ? { country: settings().country ?? "DE" } : {};
      await send({
        add: [
          {
            ...country,
            ...(typesOf[props.field].length > 0 ? { type: "work" } : {}),
            ...Object.fromEntries(Object.entries(typed).filter(([, one]) => one !== "")),
          },
        ],
      });
    }
    props.onClose();
  };
  /** Only this one moves: before the first. */
  const prefer = async (): Promise<void> => {
    if (!props.element) return;
    const { key, ...element } = props.element;
    const first = inOrder(props.contact.party[props.field] as Readonly<Record<string, Element>> | undefined)[0];
    await send({ [key]: { ...element, order: orderBetween(null, first?.order ?? null) } });
    props.onClose();
  };
  const remove = async (): Promise<void> => {
    if (props.element) await send({ [props.element.key]: false });
    props.onClose();
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
        props.onClose();
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
          value={value("country") || (props.element ? "" : (settings().country ?? "DE"))}
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
          value={value("type") || (props.element ? "" : "work")}
          options={[
            ...(props.element && !value("type") ? [{ value: "", label: "–" }] : []),
            ...typesOf[props.field].map((type) => ({ value: type, label: typeName(props.field, type) })),
          ]}
          onChange={(next) => draft.type("type", next)}
        />
      </Show>
      <div class="element-actions">
        <Button kind="primary" size="small" submit>
          {text().save}
        </Button>
        <Button size="small" kind="quiet" onClick={() => props.onClose()}>
          {text().cancel}
        </Button>
        <Show when={props.element}>
          <span class="element-gap" />
          <Show when={!props.isFirst}>
            <Button size="small" kind="quiet" onClick={() => void prefer()}>
              {text().makePreferred}
            </Button>
          </Show>
          <Button size="small" kind="danger" onClick={() => void remove()}>
            {text().remove}
          </Button>
        </Show>
      </div>
    </form>
  );
}
