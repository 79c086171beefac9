import Camera from "lucide-solid/icons/camera";
import Signature from "lucide-solid/icons/signature";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { FileKind } from "../../domain/file.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import type { RecordId } from "../../lib/id.ts";
import { createAdding } from "../../parts/addFiles.ts";
import { FileChooser } from "../../parts/FileChooser.tsx";
import { filesText } from "../../parts/filesText.ts";
import { createFilesAbout } from "../../state/files.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { lazily } from "../../ui/lazily.ts";
import type { CaptureDraft } from "./captureValues.ts";

const SignaturePad = lazily(() => import("../../parts/SignaturePad.tsx").then((file) => ({ default: file.SignaturePad })));

/** Photos and a signature for a report. They are kept with the contact at once, so that none is lost; the report names them. */
export function ReportFiles(props: { readonly draft: CaptureDraft; readonly party: RecordId }): JSX.Element {
  const { engine } = useWorkspace();
  const adding = createAdding(() => props.party);
  const known = createFilesAbout(() => props.party);
  const [isSigning, setIsSigning] = createSignal(false);
  const ids = (): readonly RecordId[] => props.draft.value("files");
  const kindOf = (id: RecordId): string => {
    const kind = known()?.find((file) => file.id === id)?.record.kind ?? "document";
    return filesText().kinds[kind] ?? kind;
  };
  const add = async (files: readonly File[], kind: FileKind): Promise<void> => {
    const added = await adding.add(files, { kind });
    if (added.length > 0) props.draft.type("files", [...ids(), ...added]);
  };
  const remove = (id: RecordId): void => {
    props.draft.type(
      "files",
      ids().filter((one) => one !== id),
    );
    void act(engine.remove([id]));
  };
  return (
    <div class="capture-files" role="group" aria-label={nounsTitle("file")}>
      <FileChooser label={filesText().camera} icon={Camera} isCamera onFiles={(list) => void add([...(list ?? [])], "photo")} />
      <Button size="small" kind="quiet" icon={Signature} onClick={() => setIsSigning(true)}>
        {filesText().signature}
      </Button>
      <For each={ids()}>{(id) => <Tag label={kindOf(id)} onRemove={() => remove(id)} />}</For>
      <Show when={isSigning()}>
        <SignaturePad onClose={() => setIsSigning(false)} onDone={(file) => void add([file], "signature")} />
      </Show>
    </div>
  );
}
