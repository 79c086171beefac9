import { useParams } from "@solidjs/router";
import Copy from "lucide-solid/icons/copy";
import Mail from "lucide-solid/icons/mail";
import Share from "lucide-solid/icons/share-2";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { instantOf, wallTimeAt } from "../../calendar/wallTime.ts";
import { answerCode, readOffer, type SlotOffer, writeAnswer } from "../../domain/slotOffer.ts";
import { deviceZone } from "../../domain/zone.ts";
import { zoneName } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { answerMessage, slotLine } from "../../i18n/slotText.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, OutButton } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { LanguageChoice } from "../../ui/LanguageChoice.tsx";
import { mailDraft } from "../../ui/links.ts";
import { QrCode } from "../../ui/QrCode.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { createTitle } from "../../ui/title.ts";
import { text } from "./text.ts";
import "./OfferPage.css";

/** The times that a link offers to a customer: read from behind its #, answered by mail, by hand or by a code. */
export function OfferPage(): JSX.Element {
  const params = useParams<{ offer?: string }>();
  createTitle(() => text().title);
  const offer = createMemo(() => readOffer(params.offer ?? ""));
  return (
    <main class="offer">
      <Show when={offer()} fallback={<Banner tone="bad">{text().wrong}</Banner>} keyed>
        {(one) => <Choice offer={one} />}
      </Show>
      <LanguageChoice label={text().language} />
    </main>
  );
}

/** The page's address without what stands behind the #: where the sender's calendar is too. */
const appAddress = (): string => location.href.replace(/#.*$/, "");

function Choice(props: { readonly offer: SlotOffer }): JSX.Element {
  const { offer } = props;
  const [chosen, choose] = createSignal<string | null>(null);
  const [name, setName] = createSignal("");
  const [note, setNote] = createSignal("");
  const zone = deviceZone();
  const shown = offer.starts.map((start, at) => {
    const instant = instantOf(start, offer.zone);
    const here = wallTimeAt(instant, zone);
    return { start, at, here, isPast: instant < Date.now(), isElsewhere: here !== start };
  });
  const isOver = shown.every(({ isPast }) => isPast);
  const start = (): string => chosen() ?? "";
  const answer = () => ({ offer: offer.id, start: start(), minutes: offer.minutes, zone: offer.zone, title: offer.title });
  const link = (): string => `${appAddress()}#/calendar/answer/${writeAnswer({ ...answer(), name: name().trim(), note: note().trim() })}`;
  const code = (): string => answerCode(offer.id, offer.starts.indexOf(start()) + 1);
  const letter = () => answerMessage({ ...answer(), name: name().trim(), note: note().trim(), code: code(), link: link() }, language());
  const share = (): void => {
    const { subject, body } = letter();
    navigator.share({ title: subject, text: body }).catch(() => undefined); // Put away without sharing.
  };
  return (
    <>
      <header>
        <h1>{offer.from ? text().offers(offer.from) : text().offered}</h1>
        <p>{text().for(offer.title, offer.minutes)}</p>
      </header>
      <Show when={isOver}>
        <Banner tone="warn">{text().over}</Banner>
      </Show>
      <fieldset class="offer-times">
        <legend class="field-label">{text().choose}</legend>
        <For each={shown}>
          {(one) => (
            <label data-past={one.isPast || undefined}>
              <input type="radio" name="slot" disabled={one.isPast} checked={chosen() === one.start} onChange={() => choose(one.start)} />
              <span>
                {slotLine(one.here, offer.minutes, language())}
                <Show when={one.isPast}> ({text().past})</Show>
                <Show when={one.isElsewhere}>
                  <small>{text().there(slotLine(one.start, offer.minutes, language()), zoneName(offer.zone))}</small>
                </Show>
              </span>
            </label>
          )}
        </For>
        <label>
          <input type="radio" name="slot" checked={chosen() === ""} onChange={() => choose("")} />
          <span>{text().none}</span>
        </label>
      </fieldset>
      <Show when={chosen() !== null}>
        <TextField label={text().name} value={name()} onInput={setName} autocomplete="name" />
        <TextArea label={text().note} value={note()} onInput={setNote} />
        <div class="offer-ways">
          <OutButton kind="primary" icon={Mail} href={mailDraft(offer.email, letter().subject, letter().body)}>
            {text().mail}
          </OutButton>
          <Show when={"share" in navigator}>
            <Button icon={Share} onClick={share}>
              {text().share}
            </Button>
          </Show>
          <Button icon={Copy} onClick={() => void copyText(letter().body, text().copied)}>
            {text().copy}
          </Button>
        </div>
        <section class="offer-code">
          <p>{text().scan}</p>
          <QrCode value={link()} />
          <p>
            <strong>{text().read(code())}</strong>
          </p>
        </section>
      </Show>
      <p class="offer-private">{text().privacy}</p>
    </>
  );
}
