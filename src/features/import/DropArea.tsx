import FileUp from "lucide-solid/icons/file-up";
import { createSignal, type JSX } from "solid-js";
import { hasFinger } from "../../ui/pointer.ts";
import { text } from "./text.ts";
import "./DropArea.css";

/** Files are dropped here, or chosen after a click; the whole area is the button. */
export function DropArea(props: { readonly onFiles: (files: readonly File[]) => void }): JSX.Element {
  const [isOver, setIsOver] = createSignal(false);
  const take = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) props.onFiles([...files]);
  };
  return (
    <label
      class="import-drop"
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
      <small>{text().dropHint}</small>
      <input
        class="sr-only"
        type="file"
        multiple
        accept=".csv,.tsv,.txt,.xlsx,.json,.vcf,.vcard,text/csv,text/vcard"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file chosen again, after it was corrected, is a change as well.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
