import { useNavigate } from "@solidjs/router";
import { type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { RecordId } from "../lib/id.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import type { Command } from "../ui/CommandPalette.tsx";
import { lazily } from "../ui/lazily.ts";
import type { Overlays } from "./overlays.ts";
import { text } from "./text.ts";

const Capture = lazily(() => import("../features/capture/Capture.tsx").then((file) => ({ default: file.Capture })));
const NewContact = lazily(() => import("../features/contacts/NewContact.tsx").then((file) => ({ default: file.NewContact })));
const QuickAdd = lazily(() => import("./QuickAdd.tsx").then((file) => ({ default: file.QuickAdd })));
const Finding = lazily(() => import("./Finding.tsx").then((file) => ({ default: file.Finding })));
const ShortcutsHelp = lazily(() => import("../ui/ShortcutsHelp.tsx").then((file) => ({ default: file.ShortcutsHelp })));
const Leave = lazily(() => import("../features/workspaces/Leave.tsx").then((file) => ({ default: file.Leave })));

/** Whatever is open over the page; each is loaded when it is first opened. */
export function Opened(props: { readonly overlays: Overlays; readonly commands: () => readonly Command[] }): JSX.Element {
  const session = useSession();
  const { info } = useWorkspace();
  const navigate = useNavigate();
  return (
    <Suspense>
      <Show when={props.overlays.capture()}>
        <Capture request={props.overlays.capture()} onClose={() => props.overlays.setCapture(null)} />
      </Show>
      <Show when={props.overlays.typedName() !== null}>
        <NewContact
          isOpen
          typed={props.overlays.typedName() ?? ""}
          onClose={() => props.overlays.setTypedName(null)}
          onMade={(id) => {
            props.overlays.setTypedName(null);
            navigate(`/contacts/${id}`);
          }}
        />
      </Show>
      <Show when={props.overlays.form()} keyed>
        {({ page, party }) => (
          <Dynamic
            component={page.create?.form}
            party={party}
            onClose={props.overlays.endForm}
            onMade={(id: RecordId) => {
              props.overlays.endForm();
              // Whoever began it from a contact's page goes on there.
              if (party === undefined) navigate(`${page.href}/${id}`);
            }}
          />
        )}
      </Show>
      <Show when={props.overlays.isAdding()}>
        <QuickAdd overlays={props.overlays} onClose={() => props.overlays.setIsAdding(false)} />
      </Show>
      <Show when={props.overlays.isFinding()}>
        <Finding
          commands={props.commands()}
          onLeave={() => props.overlays.setIsLeaving(true)}
          onHelp={() => props.overlays.setIsHelping(true)}
          onClose={() => props.overlays.setIsFinding(false)}
        />
      </Show>
      <Show when={props.overlays.isHelping()}>
        <ShortcutsHelp
          isOpen
          onClose={() => props.overlays.setIsHelping(false)}
          more={[
            { keys: "j k", label: text().list },
            { keys: "x", label: text().listSelect },
            { keys: "Enter", label: text().listOpen },
          ]}
        />
      </Show>
      <Show when={props.overlays.isLeaving()}>
        <Leave
          isOpen
          onClose={() => props.overlays.setIsLeaving(false)}
          onExport={() => navigate("/settings")}
          onLeave={() => session.leave(info.id).then(() => navigate("/"))}
        />
      </Show>
    </Suspense>
  );
}
