// Speech as the browser hears it: the only place that knows of the interface, which some browsers do not have.

interface SpeechResult {
  readonly isFinal: boolean;
  readonly [index: number]: { readonly transcript: string };
}
interface SpeechResultEvent {
  readonly resultIndex: number;
  readonly results: { readonly length: number; readonly [index: number]: SpeechResult };
}
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: SpeechResultEvent) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}
type RecognitionClass = new () => Recognition;

function recognitionClass(): RecognitionClass | undefined {
  try {
    const { SpeechRecognition, webkitSpeechRecognition } = globalThis as unknown as Readonly<Record<string, RecognitionClass | undefined>>;
    return SpeechRecognition ?? webkitSpeechRecognition;
  } catch {
    return undefined; // Forbidden here: as if there were none.
  }
}

/** Whether this browser says that it can write down what is spoken. */
export const canListen = (): boolean => recognitionClass() !== undefined;

export interface Listening {
  readonly stop: () => void;
}

/**
 * Writes down what is spoken, in a language (BCP 47), until it is stopped or nobody speaks. `onText` gets each finished piece, `onEnd`
 * why it ended: "" as it should, else the browser's word ("not-allowed", "network"). Undefined where the browser cannot.
 */
export function listen(language: string, onText: (text: string) => void, onEnd: (reason: string) => void): Listening | undefined {
  const Recognition = recognitionClass();
  if (!Recognition) return undefined;
  const hearing = new Recognition();
  let reason = "";
  Object.assign(hearing, { lang: language, continuous: true, interimResults: false });
  hearing.onresult = ({ results, resultIndex }) => {
    for (let at = resultIndex; at < results.length; at++) {
      const result = results[at];
      const said = result?.isFinal ? (result[0]?.transcript.trim() ?? "") : "";
      if (said) onText(said);
    }
  };
  hearing.onerror = ({ error }) => {
    // Silence, and being stopped, are no failures.
    if (error !== "no-speech" && error !== "aborted") reason = error;
  };
  hearing.onend = () => onEnd(reason);
  try {
    hearing.start();
  } catch {
    return undefined; // It is listening for another window, or may not start.
  }
  return { stop: () => hearing.stop() };
}
