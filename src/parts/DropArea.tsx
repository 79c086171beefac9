import FileUp from "lucide-solid/icons/file-up";
import { createSignal, type JSX, Show } from "solid-js";
import { hasFinger } from "../ui/pointer.ts";
import { text } from "./text.ts";
import "./DropArea.css";

/** All that the import reads. */
const accepted = ".csv,.tsv,.txt,.xlsx,.json,.vcf,.vcard,text/csv,text/vcard";

/** Files are dropped here, or chosen after a click; the whole area is the button. */
export function DropArea(props: {
  readonly onFiles: (files: readonly File[]) => void;
  /** What is good to know before. */
  readonly hint?: string;
  /** It is one way among others. */
  readonly isSmall?: boolean;
}): JSX.Element {
  const [isOver, setIsOver] = createSignal(false);
  const take = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) props.onFiles([...files]);
  };
  return (
    <label
      class="drop-area"
      data-small={props.isSmall || undefined}
      data-over={isOver() || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <FileUp />
      <span>{hasFinger() ? text().dropTouch : text().drop}</span>
      <Show when={props.hint}>{(hint) => <small>{hint()}</small>}</Show>
      <input
        class="sr-only"
        type="file"
        multiple
        accept={accepted}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file chosen again, after it was corrected, is a change as well.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
