import { type JSX, Show } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { createActivity } from "../../state/contact.ts";
import type { LogRequest } from "../../ui/appPage.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { CaptureForm } from "./CaptureForm.tsx";
import { text } from "./text.ts";

export interface CaptureProps {
  readonly request: LogRequest | null;
  readonly onClose: () => void;
}

/** What happened, in three taps: kind, result, save. What was planned is reported in the same sheet. */
export const Capture = (props: CaptureProps): JSX.Element => (
  <Dialog
    title={props.request?.interaction ? text().edit : props.request?.appointment ? text().report : text().log}
    size="small"
    isSticky
    isOpen={props.request !== null}
    onClose={props.onClose}
  >
    <Show when={props.request} keyed>
      {(request) => (
        <Show when={request.interaction} fallback={<CaptureForm request={request} before={undefined} onClose={props.onClose} />}>
          {(id) => <EditForm request={request} id={id()} onClose={props.onClose} />}
        </Show>
      )}
    </Show>
  </Dialog>
);

function EditForm(props: { readonly request: LogRequest; readonly id: RecordId; readonly onClose: () => void }): JSX.Element {
  const before = createActivity(
    () => props.request.party,
    () => props.id,
  );
  return <Show when={before()}>{(found) => <CaptureForm request={props.request} before={found()} onClose={props.onClose} />}</Show>;
}
