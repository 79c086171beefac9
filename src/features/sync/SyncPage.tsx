import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CloudOff from "lucide-solid/icons/cloud-off";
import Radio from "lucide-solid/icons/radio";
import { createResource, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { troubleText } from "../../i18n/troubles.ts";
import { isPrivateWindow, isStorageKept, keepStorage, storageRoom } from "../../lib/siteStorage.ts";
import { known } from "../../state/known.ts";
import { type DeviceStatus, type EngineStatus, useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button, type Icon } from "../../ui/Button.tsx";
import { Switch } from "../../ui/Checkbox.tsx";
import { Page } from "../../ui/Page.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Reading } from "../../ui/Reading.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import "./SyncPage.css";

export interface SyncPageProps {
  readonly onInvite: () => void;
}

/** Where what was entered is, who is connected, and if nobody is: what is missing. Says only what has been acknowledged. */
export function SyncPage(props: SyncPageProps): JSX.Element {
  const { status, info } = useWorkspace();
  return (
    <Page title={text().devices}>
      <Show when={status()} fallback={<Reading />}>
        {(now) => <Panel status={now()} isSample={info.isSample} onInvite={props.onInvite} />}
      </Show>
    </Page>
  );
}

interface Line {
  readonly icon: Icon;
  readonly tone: "good" | "warn" | "bad" | "plain";
  readonly sentence: string;
}

function Panel(props: { readonly status: EngineStatus; readonly isSample: boolean; readonly onInvite: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const hasNetwork = createOnline();
  const ids = (): readonly string[] => props.status.devices.map((device) => device.id);
  const deviceOf = (id: string): DeviceStatus | undefined => props.status.devices.find((device) => device.id === id);
  const isAlone = (): boolean => props.status.devices.length < 2;

  return (
    <div class="sync">
      <For each={props.status.troubles}>
        {(trouble) => (
          // What would last for ever is put away by whoever has read it.
          <Banner
            tone="bad"
            {...(trouble.code === "entries-set-aside" && { onDismiss: () => void engine.dismissTrouble("entries-set-aside") })}
          >
            {troubleText(trouble)}
          </Banner>
        )}
      </For>
      <ul class="sync-lines">
        <SyncLine icon={CircleCheck} tone="good" sentence={text().savedHere} />
        <SyncLine {...copiesLine(props.status)} />
        <Show when={!props.isSample} fallback={<SyncLine icon={CloudOff} tone="plain" sentence={text().sample} />}>
          <Show when={!isAlone() || props.status.network.isOffline || cannotMeet(props.status)}>
            <SyncLine {...networkLine(props.status, hasNetwork())} />
          </Show>
        </Show>
        <Show when={props.status.waiting > 0}>
          <SyncLine icon={CircleDashed} tone="plain" sentence={text().waiting(props.status.waiting)} />
        </Show>
      </ul>
      <Show when={props.status.receiving}>
        {(receiving) => (
          <ProgressBar
            label={text().receiving(receiving().have, receiving().total)}
            value={receiving().have / Math.max(1, receiving().total)}
          />
        )}
      </Show>
      <Show when={!props.isSample}>
        <Show when={isAlone()}>
          <div>
            <Button onClick={() => props.onInvite()}>{text().invite}</Button>
          </div>
        </Show>
        <Switch
          label={text().workOffline}
          description={text().workOfflineHint}
          isChecked={props.status.network.isOffline}
          onChange={(isOffline) => void engine.setOffline(isOffline)}
        />
        <ul class="sync-devices">
          <For each={ids()}>{(id) => <Show when={deviceOf(id)}>{(device) => <Device device={device()} />}</Show>}</For>
        </ul>
      </Show>
      <Storage sent={props.status.traffic.sent} received={props.status.traffic.received} />
    </div>
  );
}

const SyncLine = (props: Line): JSX.Element => (
  <li class="sync-line" data-tone={props.tone}>
    <Dynamic component={props.icon} />
    <span>{props.sentence}</span>
  </li>
);

/** On how many devices what was entered here is: from their own acknowledgements. */
function copiesLine(status: EngineStatus): Line {
  const all = status.devices.length;
  if (all < 2) return { icon: CircleDashed, tone: "plain", sentence: text().onlyDevice };
  if (status.pending > 0) return { icon: CircleDashed, tone: "warn", sentence: text().onlyHere(status.pending) };
  if (status.copies < all) return { icon: CircleDashed, tone: "plain", sentence: text().onSome(status.copies, all) };
  return { icon: CircleCheck, tone: "good", sentence: text().onAll(all) };
}

/** Connected to whom; else which is missing: a meeting point, other devices, or a direct path. */
function networkLine({ network, devices }: EngineStatus, hasNetwork: boolean): Line {
  const others = devices.filter((device) => device.isConnected && !device.isThis);
  if (network.isOffline) return { icon: CloudOff, tone: "warn", sentence: text().offline(network.aloneSinceMs) };
  if (others.length > 0) return { icon: Radio, tone: "good", sentence: text().connectedTo(others.map(labelOf)) };
  if (network.meetingPoint === "unsupported") return { icon: CircleAlert, tone: "bad", sentence: text().unsupported };
  const alone = network.aloneSinceMs === null ? "" : `${text().alone(network.aloneSinceMs)} `;
  if (network.meetingPoint === "absent") return { icon: CloudOff, tone: "plain", sentence: alone + text().meetingPointAbsent };
  if (network.meetingPoint === "connecting") return { icon: Radio, tone: "plain", sentence: text().searching };
  if (network.meetingPoint === "unreachable")
    return hasNetwork
      ? { icon: CircleAlert, tone: "bad", sentence: alone + text().noMeetingPoint }
      : { icon: CloudOff, tone: "warn", sentence: alone + text().noNetwork };
  if (network.unconnected > 0) return { icon: CircleAlert, tone: "bad", sentence: alone + text().noPath(network.unconnected) };
  if (network.connecting > 0) return { icon: Radio, tone: "plain", sentence: alone + text().connecting };
  return { icon: CloudOff, tone: "plain", sentence: alone + text().noDevices };
}

/** Worth saying even before there is a second device. */
const cannotMeet = ({ network }: EngineStatus): boolean => network.meetingPoint === "unreachable" || network.meetingPoint === "unsupported";

const labelOf = (device: DeviceStatus): string => `${device.name} (${device.memberName})`;

function Device(props: { readonly device: DeviceStatus }): JSX.Element {
  const seen = (): string =>
    props.device.isThis ? text().thisDevice : props.device.isConnected ? text().connected : text().seen(props.device.seenMs);
  const has = (): string => {
    const { isThis, lacks, acknowledged } = props.device;
    if (isThis || lacks === 0) return text().hasAll;
    return Object.keys(acknowledged).length === 0 ? text().lacksAll : text().lacks(lacks);
  };
  return (
    <li class="sync-device">
      <strong>{props.device.name}</strong>
      <span>{props.device.memberName}</span>
      <small data-connected={props.device.isConnected || undefined}>{seen()}</small>
      <small data-complete={props.device.isThis || props.device.lacks === 0 || undefined}>{has()}</small>
    </li>
  );
}

function Storage(props: { readonly sent: number; readonly received: number }): JSX.Element {
  const [room] = createResource(storageRoom);
  // Nothing is kept for good in a private window, and nobody offers it where it cannot be asked for.
  const [isKept, { mutate }] = createResource(async () => ((await isPrivateWindow()) ? null : isStorageKept()));
  const persist = async (): Promise<void> => {
    const isGranted = await keepStorage();
    mutate(isGranted);
    showToast(isGranted ? text().keptNow : text().notKeptNow, isGranted ? {} : { tone: "bad" });
  };
  return (
    <section class="sync-storage" aria-label={text().storage}>
      <h2>{text().storage}</h2>
      <Show when={known(room)?.usedBytes}>{(usedBytes) => <p>{text().used(usedBytes())}</p>}</Show>
      <Show when={props.sent + props.received > 0}>
        <p>{text().traffic(props.sent, props.received)}</p>
      </Show>
      <Show when={isKept.state !== "pending"}>
        <p>{known(isKept) ? text().kept : text().notKept}</p>
      </Show>
      <Show when={known(isKept) === false}>
        <div>
          <Button size="small" onClick={() => void persist()}>
            {text().keep}
          </Button>
        </div>
      </Show>
    </section>
  );
}

/** Whether the system knows of any network at all. */
function createOnline(): () => boolean {
  const [isOnline, setIsOnline] = createSignal(navigator.onLine);
  const stop = new AbortController();
  onCleanup(() => stop.abort());
  addEventListener("online", () => setIsOnline(true), { signal: stop.signal });
  addEventListener("offline", () => setIsOnline(false), { signal: stop.signal });
  return isOnline;
}
