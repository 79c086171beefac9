import Camera from "lucide-solid/icons/camera";
import Mic from "lucide-solid/icons/mic";
import Plus from "lucide-solid/icons/plus";
import Signature from "lucide-solid/icons/signature";
import { createMemo, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { type FileKind, lookOf } from "../domain/file.ts";
import { nounsTitle } from "../i18n/nouns.ts";
import type { RecordId } from "../lib/id.ts";
import { createFileNames, createFilesAbout, createFilesWhere, type FileView } from "../state/files.ts";
import { createNounNames } from "../state/nouns.ts";
import { Button } from "../ui/Button.tsx";
import { lazily } from "../ui/lazily.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { hasFinger } from "../ui/pointer.ts";
import { createAdding } from "./addFiles.ts";
import { canRecord } from "./canRecord.ts";
import { FileChooser } from "./FileChooser.tsx";
import { FileLine, FileSquare } from "./FileTile.tsx";
import { filesText as text } from "./filesText.ts";
import "./FilesPanel.css";

const FileViewer = lazily(() => import("./FileViewer.tsx").then((file) => ({ default: file.FileViewer })));
const SignaturePad = lazily(() => import("./SignaturePad.tsx").then((file) => ({ default: file.SignaturePad })));
const VoiceRecorder = lazily(() => import("./VoiceRecorder.tsx").then((file) => ({ default: file.VoiceRecorder })));

/** The files of a record, and every way to add one: chosen, photographed, dropped, pasted, spoken, signed. */
export function FilesPanel(props: { readonly about: RecordId }): JSX.Element {
  const files = createFilesAbout(() => props.about);
  const nameOf = createFileNames(files);
  const whereOf = createFilesWhere(files);
  const adding = createAdding(() => props.about);
  const nounOf = createNounNames(() => (files() ?? []).map(({ record }) => record.about as RecordId));
  const [open, setOpen] = createSignal<RecordId>();
  const [task, setTask] = createSignal<"signature" | "voice">();
  const [isOver, setIsOver] = createSignal(false);
  const isPicture = ({ record }: FileView): boolean => lookOf(record.mime) === "image" && record.kind !== "signature";
  /** As they are shown: pictures first. */
  const shown = createMemo(() => [...(files() ?? [])].sort((a, b) => Number(isPicture(b)) - Number(isPicture(a))));
  const aboutNoun = ({ record }: FileView): string | undefined =>
    record.about === props.about ? undefined : nounOf(record.about as RecordId);
  const add = (list: FileList | readonly File[] | null | undefined, kind?: FileKind): void => {
    if (list && list.length > 0) void adding.add([...list], kind && { kind });
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.files;
    // A picture in a cell of a spreadsheet comes with its text: who types wants that.
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]") !== null;
    if (event.defaultPrevented || !pasted || pasted.length === 0 || (isTyping && event.clipboardData.types.includes("text/plain"))) return;
    event.preventDefault();
    add(pasted);
  };
  document.addEventListener("paste", paste);
  onCleanup(() => document.removeEventListener("paste", paste));
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  return (
    <section
      class="files-panel"
      aria-label={nounsTitle("file")}
      data-over={isOver() || undefined}
      data-empty={shown().length === 0 || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        add(event.dataTransfer?.files);
      }}
    >
      <h2 class="small-heading">{nounsTitle("file")}</h2>
      <Show when={files()?.length === 0 && !adding.current()}>
        <p class="files-empty">{hasFinger() ? text().emptyTouch : text().emptyText}</p>
      </Show>
      <Show when={shown().some(isPicture)}>
        <ul class="files-pictures">
          <For each={shown().filter(isPicture)}>
            {(file) => (
              <li>
                <FileSquare
                  file={file}
                  name={nameOf(file)}
                  where={whereOf(file)}
                  aboutNoun={aboutNoun(file)}
                  onOpen={() => setOpen(file.id)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={shown().some((file) => !isPicture(file))}>
        <ul class="files-lines">
          <For each={shown().filter((file) => !isPicture(file))}>
            {(file) => (
              <li>
                <FileLine
                  file={file}
                  name={nameOf(file)}
                  where={whereOf(file)}
                  aboutNoun={aboutNoun(file)}
                  onOpen={() => setOpen(file.id)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={adding.current()}>
        {(one) => (
          <div class="files-adding">
            <ProgressBar label={text().adding(one().name)} value={one().share} onCancel={() => one().cancel()} />
            <Show when={adding.waiting() > 0}>
              <small>{text().waiting(adding.waiting())}</small>
            </Show>
          </div>
        )}
      </Show>
      <div class="files-ways">
        <FileChooser label={text().addFile} icon={Plus} onFiles={(list) => add(list)} />
        <Show when={hasFinger()}>
          <FileChooser label={text().camera} icon={Camera} isCamera onFiles={(list) => add(list, "photo")} />
        </Show>
        <Show when={canRecord()}>
          <Button size="small" kind="quiet" icon={Mic} onClick={() => setTask("voice")}>
            {text().voice}
          </Button>
        </Show>
        <Button size="small" kind="quiet" icon={Signature} onClick={() => setTask("signature")}>
          {text().signature}
        </Button>
      </div>
      <Show when={isOver()}>
        <p class="files-drop">{text().dropHere}</p>
      </Show>
      <Show when={task() === "signature"}>
        <SignaturePad onClose={() => setTask(undefined)} onDone={(file) => add([file], "signature")} />
      </Show>
      <Show when={task() === "voice"}>
        <VoiceRecorder onClose={() => setTask(undefined)} onDone={(file, seconds) => void adding.add([file], { kind: "voice", seconds })} />
      </Show>
      <Show when={open() && shown().some(({ id }) => id === open())}>
        <FileViewer
          files={shown()}
          current={open() as RecordId}
          nameOf={nameOf}
          whereOf={whereOf}
          onGo={setOpen}
          onClose={() => setOpen(undefined)}
        />
      </Show>
    </section>
  );
}
