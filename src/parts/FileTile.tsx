import CloudDownload from "lucide-solid/icons/cloud-download";
import FileIcon from "lucide-solid/icons/file";
import FileText from "lucide-solid/icons/file-text";
import Film from "lucide-solid/icons/film";
import ImageIcon from "lucide-solid/icons/image";
import Music from "lucide-solid/icons/music";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type FileLook, lookOf, thumbnailOf } from "../domain/file.ts";
import { formatRelative } from "../i18n/format.ts";
import { nounTitle } from "../i18n/nouns.ts";
import { createFileAddress, type FileView, type FileWhere } from "../state/files.ts";
import type { Icon } from "../ui/Button.tsx";
import { clockOf, filesText as text } from "./filesText.ts";
import "./FileTile.css";

const icons: Readonly<Record<FileLook, Icon>> = { image: ImageIcon, audio: Music, video: Film, pdf: FileText, other: FileIcon };

export interface FileTileProps {
  readonly file: FileView;
  readonly name: string;
  readonly where: FileWhere | undefined;
  /** The kind of record it hangs on, where that is another than the one shown. */
  readonly aboutNoun?: string | undefined;
  readonly onOpen: () => void;
}

/** What a file is in a few words: its kind, its size, when it came, where its bytes are. */
export function fileFacts({ file, where, aboutNoun }: Pick<FileTileProps, "file" | "where" | "aboutNoun">): string {
  const { record } = file;
  const places =
    where && (where.isHere ? (where.holders.length > 0 ? text().onDevices(where.holders.length + 1) : text().onlyHere) : text().notHere);
  return [
    text().kinds[record.kind ?? "document"] ?? record.kind,
    record.seconds ? clockOf(record.seconds) : "",
    record.bytes === undefined || record.bytes === null ? "" : text().size(record.bytes),
    formatRelative(record.takenAt ?? record.createdAt),
    places ?? "",
    aboutNoun ? text().belongsTo(nounTitle(aboutNoun)) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A small picture of what it shows, or the sign of what it is. */
function Picture(props: Pick<FileTileProps, "file" | "where">): JSX.Element {
  const look = (): FileLook => lookOf(props.file.record.mime);
  const address = createFileAddress(() => {
    const thumbnail = thumbnailOf(props.file.record);
    if (thumbnail && props.where?.hasThumbnail) return { sha256: thumbnail.sha256, type: "image/webp" };
    const isDrawing = look() === "image" && props.file.record.mime === "image/svg+xml";
    return isDrawing && props.where?.isHere ? { sha256: props.file.record.sha256, type: "image/svg+xml" } : undefined;
  });
  return (
    <span class="file-picture" data-look={look()}>
      <Show when={address()} fallback={<Dynamic component={icons[look()]} />}>
        {(source) => <img src={source()} alt="" draggable={false} />}
      </Show>
      <Show when={props.where && !props.where.isHere}>
        <span class="file-away">
          <CloudDownload />
        </span>
      </Show>
    </span>
  );
}

/** A photo as a square. */
export const FileSquare = (props: FileTileProps): JSX.Element => (
  <button
    type="button"
    class="file-square"
    aria-label={`${props.name || text().untitled}, ${fileFacts(props)}`}
    onClick={() => props.onOpen()}
  >
    <Picture file={props.file} where={props.where} />
  </button>
);

/** Any other file as a line. */
export const FileLine = (props: FileTileProps): JSX.Element => (
  <button type="button" class="file-line" onClick={() => props.onOpen()}>
    <Picture file={props.file} where={props.where} />
    <span class="file-words">
      <span class="file-name">{props.name || text().untitled}</span>
      <small>{fileFacts(props)}</small>
    </span>
  </button>
);
