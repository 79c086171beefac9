import type { JSX } from "solid-js";
import { Button, type Icon } from "../ui/Button.tsx";

/** A button that opens the system's choice of files, or its camera. */
export function FileChooser(props: {
  readonly label: string;
  readonly icon: Icon;
  /** Takes a photo, where the device has a camera of its own. */
  readonly isCamera?: boolean;
  readonly onFiles: (files: FileList | null) => void;
}): JSX.Element {
  let input!: HTMLInputElement;
  return (
    <>
      <Button size="small" kind="quiet" icon={props.icon} onClick={() => input.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={props.label}
        multiple={!props.isCamera}
        {...(props.isCamera && { accept: "image/*", capture: "environment" as const })}
        onChange={(event) => {
          props.onFiles(event.currentTarget.files);
          // The same file chosen again is a change as well.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
