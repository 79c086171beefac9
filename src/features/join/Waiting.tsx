import { useNavigate } from "@solidjs/router";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Radio from "lucide-solid/icons/radio";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { errorText } from "../../i18n/errors.ts";
import { useSession } from "../../state/session.tsx";
import { type EngineStatus, useWorkspace } from "../../state/workspace.tsx";
import { Button } from "../../ui/Button.tsx";
import { text } from "./text.ts";
import "./join.css";
import "./Waiting.css";

/** Two devices that are both there find each other in less. */
const patienceMs = 6_000;
const tickMs = 1_000;

/** Shows why nobody has let this device in yet; its children once somebody has. */
export function Waiting(props: { readonly children?: JSX.Element }): JSX.Element {
  const { status } = useWorkspace();
  return (
    <Show when={status()?.state === "ready"} fallback={<Why status={status()} />}>
      {props.children}
    </Show>
  );
}

export type Reason =
  | "searching"
  | "connecting"
  | "nobody"
  | "noPath"
  | "noMeetingPoint"
  | "unsupported"
  | "noNetwork"
  | "offline"
  | "refused";

/** Which is missing, after the time it takes to find out. */
export function reasonOf({ network, joining }: Pick<EngineStatus, "network" | "joining">, waitedMs: number, hasNetwork: boolean): Reason {
  if (joining?.refusal) return "refused";
  if (network.meetingPoint === "unsupported") return "unsupported";
  if (network.isOffline) return "offline";
  if (!hasNetwork && network.meetingPoint !== "reached") return "noNetwork";
  if (network.meetingPoint === "unreachable") return "noMeetingPoint";
  if (network.meetingPoint === "reached" && network.unconnected > 0) return "noPath";
  if (network.connecting > 0) return "connecting";
  return network.meetingPoint === "reached" && waitedMs > patienceMs ? "nobody" : "searching";
}

/** Without a status the engine has not answered yet: it is about to look. */
export function Why(props: { readonly status: EngineStatus | undefined }): JSX.Element {
  const { info, engine } = useWorkspace();
  const session = useSession();
  const navigate = useNavigate();
  const [now, setNow] = createSignal(Date.now());
  const opened = Date.now();
  const timer = setInterval(() => setNow(Date.now()), tickMs);
  onCleanup(() => clearInterval(timer));
  const inviter = (): string => info.inviter || text().someone;
  const reason = (): Reason => (props.status ? reasonOf(props.status, now() - opened, navigator.onLine) : "searching");
  const sentence = (): string => {
    switch (reason()) {
      case "searching":
        return text().searching;
      case "connecting":
        return text().connecting(inviter());
      case "nobody":
        return text().nobody(info.name, inviter());
      case "noPath":
        return text().noPath(inviter());
      case "unsupported":
        return text().unsupported;
      case "noMeetingPoint":
        return text().noMeetingPoint;
      case "noNetwork":
        return text().noNetwork;
      case "offline":
        return text().offline;
      case "refused":
        return errorText({ code: props.status?.joining?.refusal ?? "" });
    }
  };
  const isOver = (): boolean => reason() === "refused";

  return (
    <main class="join">
      <div class="join-card">
        <h1>{text().waitingFor(info.name)}</h1>
        <p class="join-why" role="status" data-reason={reason()}>
          <Dynamic component={["searching", "connecting", "nobody"].includes(reason()) ? Radio : CircleAlert} />
          <span>{sentence()}</span>
        </p>
        <Show when={!isOver() && !["searching", "connecting", "unsupported"].includes(reason()) && props.status?.joining}>
          {(joining) => <p class="join-since">{text().sinceWhen(joining().sinceMs)}</p>}
        </Show>
        <div class="join-actions">
          <Show when={reason() === "offline"}>
            <Button kind="primary" onClick={() => void engine.setOffline(false)}>
              {text().workOnline}
            </Button>
          </Show>
          <Show when={["nobody", "noPath", "noMeetingPoint", "noNetwork"].includes(reason())}>
            <Button onClick={() => session.reconnect()}>{text().tryNow}</Button>
          </Show>
          <Button kind={isOver() ? "primary" : "quiet"} onClick={() => navigate("/join")}>
            {text().other}
          </Button>
          <Button kind="quiet" onClick={() => void session.leave(info.id).then(() => navigate("/"))}>
            {text().giveUp}
          </Button>
        </div>
      </div>
    </main>
  );
}
