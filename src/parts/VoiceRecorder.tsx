import Mic from "lucide-solid/icons/mic";
import Square from "lucide-solid/icons/square";
import { createSignal, type JSX, Match, onCleanup, Switch } from "solid-js";
import { errorText } from "../i18n/errors.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { clockOf, filesText as text } from "./filesText.ts";
import "./VoiceRecorder.css";

/** The first that the browser writes: Opus everywhere but in WebKit, which writes AAC. */
const forms = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const endings: Readonly<Record<string, string>> = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };
/** Half an hour of speech is some seven megabytes. */
const mostSeconds = 1_800;

/** A dialog that records what is said; it is heard once more before it is kept. */
export function VoiceRecorder(props: {
  readonly onDone: (note: File, seconds: number) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const [seconds, setSeconds] = createSignal(0);
  const [recorder, setRecorder] = createSignal<MediaRecorder>();
  const [note, setNote] = createSignal<{ readonly file: File; readonly address: string }>();
  const [problem, setProblem] = createSignal("");
  let timer: ReturnType<typeof setInterval> | undefined;
  let isGone = false;

  const forget = (): void => {
    const made = note();
    if (made) URL.revokeObjectURL(made.address);
    setNote(undefined);
    setSeconds(0);
  };
  const stop = (): void => {
    clearInterval(timer);
    const running = recorder();
    if (running && running.state !== "inactive") running.stop();
  };
  const start = async (): Promise<void> => {
    forget();
    setProblem("");
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      setProblem(errorText({ code: "microphone-missing" }));
      return;
    }
    const letGo = (): void => {
      for (const track of stream.getTracks()) track.stop();
    };
    if (isGone) return letGo();
    const mimeType = forms.find((form) => MediaRecorder.isTypeSupported(form));
    const running = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 32_000 });
    const parts: Blob[] = [];
    running.ondataavailable = ({ data }) => void parts.push(data);
    running.onstop = () => {
      letGo();
      setRecorder(undefined);
      const type = (running.mimeType || "audio/webm").replace(/;.*$/, "");
      const name = `${text().voiceName(new Date().toISOString())}.${endings[type] ?? "webm"}`;
      const file = new File(parts, name, { type });
      if (!isGone) setNote({ file, address: URL.createObjectURL(file) });
    };
    // In pieces, so that nothing long is held twice.
    running.start(1_000);
    setRecorder(running);
    timer = setInterval(() => {
      setSeconds((before) => before + 1);
      if (seconds() >= mostSeconds) stop();
    }, 1_000);
  };
  onCleanup(() => {
    isGone = true;
    stop();
    forget();
  });
  return (
    <Dialog
      isOpen
      isSticky
      title={text().voice}
      size="small"
      onClose={() => props.onClose()}
      actions={
        <Switch
          fallback={
            <Button kind="primary" icon={Mic} onClick={() => void start()}>
              {text().record}
            </Button>
          }
        >
          <Match when={recorder()}>
            <Button kind="primary" icon={Square} onClick={stop}>
              {text().stop}
            </Button>
          </Match>
          <Match when={note()}>
            {(made) => (
              <>
                <Button onClick={forget}>{text().discard}</Button>
                <Button
                  kind="primary"
                  onClick={() => {
                    props.onDone(made().file, seconds());
                    props.onClose();
                  }}
                >
                  {text().keep}
                </Button>
              </>
            )}
          </Match>
        </Switch>
      }
    >
      <div class="voice" aria-live="polite">
        <Switch fallback={<p>{problem() || text().voiceText}</p>}>
          <Match when={recorder()}>
            <p class="voice-running">{text().recording(clockOf(seconds()))}</p>
          </Match>
          <Match when={note()}>{(made) => <audio controls src={made().address} />}</Match>
        </Switch>
      </div>
    </Dialog>
  );
}
