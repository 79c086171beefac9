// What lies over the page: forms that were begun, the search, help, leaving.
import { useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import type { RecordId } from "../lib/id.ts";
import type { KeptDraft } from "../state/shelf.ts";
import type { LogRequest } from "../ui/appPage.ts";
import { pages } from "./pages.ts";

type OpenPage = (typeof pages)[number];

export type Overlays = ReturnType<typeof createOverlays>;

/** As it was asked for when it was begun: it is kept under that. */
const reopened = ({ party, interaction, appointment, occurrence }: KeptDraft["about"]): LogRequest => ({
  ...{ party, interaction, appointment, occurrence },
});

export function createOverlays() {
  const navigate = useNavigate();
  const [capture, setCapture] = createSignal<LogRequest | null>(null);
  const [typedName, setTypedName] = createSignal<string | null>(null);
  const [isAdding, setIsAdding] = createSignal(false);
  const [isFinding, setIsFinding] = createSignal(false);
  const [isHelping, setIsHelping] = createSignal(false);
  const [isLeaving, setIsLeaving] = createSignal(false);
  /** What is being begun, and the contact it is about. */
  const [form, setForm] = createSignal<{ readonly page: OpenPage; readonly party: RecordId | undefined } | null>(null);
  const begin = (href: string, party?: RecordId): void => {
    const page = pages.find((one) => one.href === href);
    if (page?.create) setForm({ page, party });
  };
  /** Opens again what was left half typed. */
  const goOn = ({ about }: KeptDraft): void => {
    const page = pages.find(({ shows }) => shows !== undefined && shows.noun === about.noun);
    if (page && about.record === undefined) begin(page.href, about.party);
    else if (page) navigate(`${page.href}/${about.record}`);
    else if (about.kind === "contact") setTypedName("");
    else if (about.kind === "activity") setCapture(reopened(about));
    else navigate(`/contacts/${about.party ?? ""}`, { state: { view: "details" } });
  };
  return {
    capture,
    setCapture,
    typedName,
    setTypedName,
    isAdding,
    setIsAdding,
    isFinding,
    setIsFinding,
    isHelping,
    setIsHelping,
    isLeaving,
    setIsLeaving,
    form,
    begin,
    endForm: () => setForm(null),
    goOn,
  };
}
