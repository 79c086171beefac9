import Copy from "lucide-solid/icons/copy";
import Link from "lucide-solid/icons/link";
import Mail from "lucide-solid/icons/mail";
import QrCodeIcon from "lucide-solid/icons/qr-code";
import Share from "lucide-solid/icons/share-2";
import { createSignal, type JSX, Show } from "solid-js";
import type { Language } from "../../i18n/language.ts";
import { slotSubject } from "../../i18n/slotText.ts";
import type { RecordId } from "../../lib/id.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createKept } from "../../state/draft.ts";
import { createHolds } from "../../state/holds.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, OutButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { mailDraft } from "../../ui/links.ts";
import { QrCode } from "../../ui/QrCode.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { holdsOf, linkOf, messageOf, type OfferForm } from "./slotOffers.ts";
import { slotsText as text } from "./slotsText.ts";

/** The page's address without what stands behind the #. */
const appAddress = (): string => location.href.replace(/#.*$/, "");

/** The chosen times as a message, as a link and as a code; whichever is sent, they are held. */
export function OfferSheet(props: {
  readonly offer: Omit<OfferForm, "from" | "email">;
  /** Where a mail goes; "" where that is not known. */
  readonly to: string;
  readonly language: Language;
  readonly isZoneSaid: boolean;
}): JSX.Element {
  const { engine, info, memberName, status } = useWorkspace();
  const [chosenLanguage, chooseLanguage] = createSignal<Language>();
  const [email, setEmail] = createKept("slots.email", "");
  const [isWithLink, setIsWithLink] = createKept("slots.link", true);
  const [isHolding, setIsHolding] = createKept("slots.hold", true);
  const [typed, setTyped] = createSignal<{ readonly of: string; readonly text: string }>();
  const [isCodeShown, showCode] = createSignal(false);
  const holds = createHolds(() => props.offer.id);
  const spoken = (): Language => chosenLanguage() ?? props.language;
  const offer = (): OfferForm => {
    const from = [memberName(status()?.member ?? ""), status()?.name ?? info.name].filter(Boolean).join(", ");
    return { ...props.offer, from, email: email().trim() };
  };
  const link = (): string => linkOf(offer(), appAddress());
  const written = (): string => messageOf(offer(), isWithLink() ? link() : "", spoken(), props.isZoneSaid);
  /** What was typed into it stays until the offer becomes another one. */
  const message = (): string => {
    const own = typed();
    return own?.of === written() ? own.text : written();
  };
  const [mine, setMine] = createSignal<{ readonly offer: string; readonly ids: readonly RecordId[] }>();
  /** Held as soon as they are sent; those of an offer that this one takes the place of are let go. */
  const hold = async (): Promise<void> => {
    const before = mine();
    if (!isHolding() || before?.offer === props.offer.id) return;
    const now = new Date().toISOString();
    const made = holdsOf(offer());
    const gone = (before?.ids ?? []).map((id) => ({ id, fields: { deletedAt: now } }));
    const ids = await act(engine.save([...made, ...gone], "create"), doneWithUndo(engine, text().held(made.length)));
    if (ids) setMine({ offer: props.offer.id, ids: ids.slice(0, made.length) });
  };
  const copy = async (what: string, said: string): Promise<void> => {
    await copyText(what, said);
    await hold();
  };
  const share = (): void => {
    navigator.share({ title: slotSubject(props.offer.title, spoken()), text: message() }).then(hold, () => undefined); // Put away without sharing.
  };
  return (
    <section class="slots-offer" aria-label={text().message}>
      <SegmentedControl
        label={text().language}
        isLabelShown
        value={spoken()}
        onChange={(next) => chooseLanguage(next as Language)}
        segments={[
          { value: "de", label: "Deutsch" },
          { value: "en", label: "English" },
        ]}
      />
      <TextArea label={text().message} value={message()} onInput={(next) => setTyped({ of: written(), text: next })} />
      <Checkbox label={text().withLink} description={text().linkHint} isChecked={isWithLink()} onChange={setIsWithLink} />
      <Show when={isWithLink()}>
        <TextField
          label={text().email}
          description={text().emailHint}
          type="email"
          value={email()}
          onInput={setEmail}
          autocomplete="email"
        />
      </Show>
      <Checkbox label={text().hold} isChecked={isHolding()} onChange={setIsHolding} />
      <div class="slots-ways">
        <Button kind="primary" icon={Copy} onClick={() => void copy(message(), text().copied)}>
          {text().copy}
        </Button>
        <OutButton icon={Mail} href={mailDraft(props.to, slotSubject(props.offer.title, spoken()), message())} onClick={() => void hold()}>
          {text().mail}
        </OutButton>
        <Show when={"share" in navigator}>
          <Button icon={Share} onClick={share}>
            {text().share}
          </Button>
        </Show>
        <Button icon={Link} onClick={() => void copy(link(), text().linkCopied)}>
          {text().copyLink}
        </Button>
        <Button
          icon={QrCodeIcon}
          aria-expanded={isCodeShown()}
          onClick={() => {
            showCode(!isCodeShown());
            if (isCodeShown()) void hold();
          }}
        >
          {text().showCode}
        </Button>
      </div>
      <Show when={isCodeShown()}>
        <QrCode value={link()} label={text().codeLabel} />
      </Show>
      <Show when={(holds()?.length ?? 0) > 0}>
        <p class="cal-hint">{text().held(holds()?.length ?? 0)}</p>
      </Show>
    </section>
  );
}
