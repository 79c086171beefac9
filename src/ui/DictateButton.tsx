import Mic from "lucide-solid/icons/mic";
import Square from "lucide-solid/icons/square";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { language } from "../i18n/language.ts";
import { localMemory } from "../lib/browserMemory.ts";
import { canListen, type Listening, listen } from "../lib/speech.ts";
import { Button } from "./Button.tsx";
import { dictationText } from "./dictationText.ts";
import "./DictateButton.css";

/** Whoever has read once where their voice may go is not told again on this device. */
const storageKey = "kontor.dictation";
const tags = { de: "de-DE", en: "en-GB" } as const;

/**
 * Writes down what is spoken. Off until it is pressed, and before the first time it says where the voice may go; nothing where the browser
 * cannot listen.
 */
export function DictateButton(props: { readonly onText: (text: string) => void }): JSX.Element {
  const [isExplaining, setIsExplaining] = createSignal(false);
  const [listening, setListening] = createSignal<Listening>();
  const [problem, setProblem] = createSignal("");
  const stop = (): void => listening()?.stop();
  onCleanup(stop);
  const begin = (): void => {
    setProblem("");
    const begun = listen(
      tags[language()],
      (said) => props.onText(said),
      (reason) => {
        setListening(undefined);
        setProblem(reason === "" ? "" : reason === "not-allowed" ? dictationText().notAllowed : dictationText().failed);
      },
    );
    if (begun) setListening(begun);
    else setProblem(dictationText().failed);
  };
  const agree = (): void => {
    localMemory.set(storageKey, "agreed");
    setIsExplaining(false);
    begin();
  };
  const press = (): void => {
    if (listening()) stop();
    else if (localMemory.get(storageKey) === "agreed") begin();
    else setIsExplaining(true);
  };
  return (
    <Show when={canListen()}>
      <div class="dictation">
        <Button size="small" kind="quiet" icon={listening() ? Square : Mic} aria-pressed={listening() !== undefined} onClick={press}>
          {listening() ? dictationText().stop : dictationText().begin}
        </Button>
        <Show when={isExplaining()}>
          <div class="dictation-words" role="note">
            <p>{dictationText().explanation}</p>
            <Button size="small" onClick={agree}>
              {dictationText().agree}
            </Button>
            <Button size="small" kind="quiet" onClick={() => setIsExplaining(false)}>
              {dictationText().refuse}
            </Button>
          </div>
        </Show>
        <p role="status" class={problem() ? "field-error" : "sr-only"}>
          {problem() || (listening() ? dictationText().listening : "")}
        </p>
      </div>
    </Show>
  );
}
