import type { JSX } from "solid-js";
import { newNoun } from "../i18n/nouns.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { text } from "./text.ts";
import "./RecordForm.css";

/** The sheet in which a record of a noun is begun; Ctrl or ⌘ with Enter saves from any of its fields. */
export const RecordForm = (props: {
  readonly noun: string;
  /** Where it is not a new record that is begun. */
  readonly title?: string;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}): JSX.Element => (
  <Dialog title={props.title ?? newNoun(props.noun)} size="small" isSticky isOpen onClose={() => props.onClose()}>
    <form
      class="record-form"
      onSubmit={(event) => {
        event.preventDefault();
        void props.onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void props.onSave();
      }}
    >
      {props.children}
      <Button kind="primary" size="large" submit>
        {text().save}
      </Button>
    </form>
  </Dialog>
);
