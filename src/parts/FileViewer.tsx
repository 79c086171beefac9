import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import CloudDownload from "lucide-solid/icons/cloud-download";
import Download from "lucide-solid/icons/download";
import ExternalLink from "lucide-solid/icons/external-link";
import HardDrive from "lucide-solid/icons/hard-drive";
import Share2 from "lucide-solid/icons/share-2";
import Trash from "lucide-solid/icons/trash";
import ZoomIn from "lucide-solid/icons/zoom-in";
import ZoomOut from "lucide-solid/icons/zoom-out";
import { createEffect, createMemo, createSignal, type JSX, Match, on, Show, Switch } from "solid-js";
import { lookOf, thumbnailOf } from "../domain/file.ts";
import { formatMoment } from "../i18n/format.ts";
import type { RecordId } from "../lib/id.ts";
import { createFileAddress, type FileView, type FileWhere } from "../state/files.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { saveFile } from "../ui/download.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { fileFacts } from "./FileTile.tsx";
import { filesText as text } from "./filesText.ts";
import "./FileViewer.css";

export interface FileViewerProps {
  /** In the order in which they are gone through. */
  readonly files: readonly FileView[];
  readonly current: RecordId;
  readonly nameOf: (file: FileView) => string;
  readonly whereOf: (file: FileView) => FileWhere | undefined;
  readonly onGo: (id: RecordId) => void;
  readonly onClose: () => void;
}

/** One file over the page: the picture, the sound, or what it is, and what can be done with it; the arrow keys go on. */
export function FileViewer(props: FileViewerProps): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const session = useSession();
  const at = createMemo(() =>
    Math.max(
      0,
      props.files.findIndex(({ id }) => id === props.current),
    ),
  );
  const file = (): FileView => props.files[at()] as FileView;
  const where = () => props.whereOf(file());
  const name = (): string => props.nameOf(file()) || text().untitled;
  const go = (step: number): void => {
    const next = props.files[at() + step];
    if (next) props.onGo(next.id);
  };
  const remove = (): void => {
    const { id } = file();
    const next = props.files[at() + 1] ?? props.files[at() - 1];
    void act(engine.remove([id]), {
      message: text().deleted,
      action: { label: text().undo, run: () => void act(engine.restore([id]), { message: text().restored }) },
    });
    if (next) props.onGo(next.id);
    else props.onClose();
  };
  const handOut = async (use: "save" | "share"): Promise<void> => {
    const whole = await act(session.fileOf(file().id));
    if (!whole) return;
    if (use === "save") saveFile(whole);
    // Given up by the person, mostly.
    else await navigator.share({ files: [whole] }).catch(() => undefined);
  };
  return (
    <Dialog
      isOpen
      size="large"
      title={name()}
      onClose={() => props.onClose()}
      actions={
        <>
          <IconButton icon={Trash} label={text().delete} onClick={remove} />
          <Show when={where()?.isHere && (where()?.holders.length ?? 0) > 0}>
            <Button icon={HardDrive} onClick={() => void act(engine.dropFileCopies([file().id]), { message: text().dropped })}>
              {text().dropCopy}
            </Button>
          </Show>
          <Show when={where()?.isHere}>
            <Show when={canShare()}>
              <Button icon={Share2} onClick={() => void handOut("share")}>
                {text().share}
              </Button>
            </Show>
            <Button icon={Download} onClick={() => void handOut("save")}>
              {text().save}
            </Button>
          </Show>
        </>
      }
    >
      <div
        class="file-viewer"
        onKeyDown={(event) => {
          if (event.target instanceof HTMLMediaElement) return;
          if (event.key === "ArrowRight") go(1);
          if (event.key === "ArrowLeft") go(-1);
        }}
      >
        <div class="file-stage">
          <Show when={file().id} keyed>
            <Stage file={file()} where={where()} name={name()} />
          </Show>
        </div>
        <Show when={props.files.length > 1}>
          <div class="file-turning">
            <IconButton icon={ChevronLeft} label={text().previous} disabled={at() === 0} onClick={() => go(-1)} />
            <span>{text().position(at() + 1, props.files.length)}</span>
            <IconButton icon={ChevronRight} label={text().next} disabled={at() === props.files.length - 1} onClick={() => go(1)} />
          </div>
        </Show>
        <p class="file-about">
          {fileFacts({ file: file(), where: where() })}
          <br />
          {text().addedAt(formatMoment(file().record.createdAt), memberOf(file().updatedBy))}
          <Show when={file().record.takenAt}>{(taken) => `, ${text().takenAt(formatMoment(taken()))}`}</Show>
        </p>
      </div>
    </Dialog>
  );
}

const canShare = (): boolean =>
  typeof navigator.canShare === "function" && navigator.canShare({ files: [new File(["x"], "x.png", { type: "image/png" })] });

/** The file itself where it is here, else its small picture and the way to get it. */
function Stage(props: { readonly file: FileView; readonly where: FileWhere | undefined; readonly name: string }): JSX.Element {
  const look = () => lookOf(props.file.record.mime);
  const address = createFileAddress(() =>
    props.where?.isHere && look() !== "other" ? { sha256: props.file.record.sha256, type: props.file.record.mime ?? "" } : undefined,
  );
  return (
    <Show when={props.where?.isHere} fallback={<Away file={props.file} where={props.where} name={props.name} />}>
      <Switch fallback={<p>{text().notShown}</p>}>
        <Match when={look() === "image"}>
          <Show when={address()}>{(source) => <Picture source={source()} name={props.name} />}</Show>
        </Match>
        <Match when={look() === "audio"}>
          <Show when={address()}>{(source) => <audio controls src={source()} aria-label={props.name} />}</Show>
        </Match>
        <Match when={look() === "video"}>
          <Show when={address()}>{(source) => <video controls src={source()} aria-label={props.name} />}</Show>
        </Match>
        <Match when={look() === "pdf"}>
          <p>{text().pdf}</p>
          <Show when={address()}>
            {(source) => (
              <Button kind="primary" icon={ExternalLink} onClick={() => window.open(source(), "_blank", "noopener")}>
                {text().open}
              </Button>
            )}
          </Show>
        </Match>
      </Switch>
    </Show>
  );
}

/** Fits, or at its own size to be moved about. */
function Picture(props: { readonly source: string; readonly name: string }): JSX.Element {
  const [isLarge, setIsLarge] = createSignal(false);
  const [isBroken, setIsBroken] = createSignal(false);
  createEffect(
    on(
      () => props.source,
      () => setIsBroken(false),
    ),
  );
  return (
    <Show when={!isBroken()} fallback={<p>{text().broken}</p>}>
      <div class="file-image" data-large={isLarge() || undefined} tabindex={isLarge() ? 0 : undefined}>
        <img src={props.source} alt={props.name} onClick={() => setIsLarge(!isLarge())} onError={() => setIsBroken(true)} />
      </div>
      <IconButton
        class="file-zoom"
        icon={isLarge() ? ZoomOut : ZoomIn}
        label={isLarge() ? text().zoomOut : text().zoomIn}
        onClick={() => setIsLarge(!isLarge())}
      />
    </Show>
  );
}

function Away(props: { readonly file: FileView; readonly where: FileWhere | undefined; readonly name: string }): JSX.Element {
  const { engine, status } = useWorkspace();
  const small = createFileAddress(() => {
    const thumbnail = thumbnailOf(props.file.record);
    return thumbnail && props.where?.hasThumbnail ? { sha256: thumbnail.sha256, type: "image/webp" } : undefined;
  });
  const holders = (): readonly string[] =>
    (status()?.devices ?? [])
      .filter(({ id }) => props.where?.holders.includes(id))
      .map(({ name, memberName }) => `${name} (${memberName})`);
  return (
    <div class="file-elsewhere">
      <Show when={small()}>{(source) => <img src={source()} alt={props.name} />}</Show>
      <Show
        when={props.where?.share !== undefined}
        fallback={
          <Button kind="primary" icon={CloudDownload} onClick={() => void act(engine.fetchFiles([props.file.id]))}>
            {text().fetch}
          </Button>
        }
      >
        <ProgressBar
          label={text().fetching}
          value={props.where?.share ?? 0}
          onCancel={() => void act(engine.cancelFetch([props.file.id]))}
        />
      </Show>
      <p>
        {holders().length > 0 ? text().heldBy(holders()) : text().heldByNobody} {props.where?.share === undefined ? "" : text().fetchWaits}
      </p>
    </div>
  );
}
