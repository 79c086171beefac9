import FileIcon from "lucide-solid/icons/file-up";
import type { JSX } from "solid-js";
import { Field, type FieldProps } from "./TextField.tsx";

export interface FileFieldProps extends FieldProps {
  readonly choose: string;
  readonly accept: string;
  readonly file: File | undefined;
  readonly onFile: (file: File) => void;
}

/** One file: chosen after a press, or dropped; its name then stands in the field. */
export function FileField(props: FileFieldProps): JSX.Element {
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) props.onFile(file);
  };
  return (
    <Field label={props.label} description={props.description} error={props.error}>
      {(control) => (
        <label
          class="control file-control"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            take(event.dataTransfer?.files);
          }}
        >
          <FileIcon />
          <span class="file-name">{props.file?.name ?? props.choose}</span>
          <input
            id={control.id}
            class="sr-only"
            type="file"
            accept={props.accept}
            aria-describedby={control.describedBy}
            aria-invalid={control.isInvalid || undefined}
            onChange={(event) => take(event.currentTarget.files)}
          />
        </label>
      )}
    </Field>
  );
}
