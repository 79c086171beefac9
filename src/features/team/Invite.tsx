import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import Share from "lucide-solid/icons/share-2";
import { createMemo, createResource, createSignal, type JSX, onMount, Show } from "solid-js";
import { createKept } from "../../state/draft.ts";
import { useSession } from "../../state/session.tsx";
import { type DeviceStatus, useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import "./team.css";

interface KeptLink {
  readonly id: string;
  readonly link: string;
}

export const Invite = (props: { readonly isOpen: boolean; readonly onClose: () => void }): JSX.Element => (
  <Dialog title={text().inviteTitle} size="small" isOpen={props.isOpen} onClose={props.onClose}>
    <Invitation />
  </Dialog>
);

const isThisComputer = (hostname: string): boolean => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);

/** A link to show, copy and share, and what comes of it. One is made when there is none; it serves until it is revoked. */
export function Invitation(): JSX.Element {
  const session = useSession();
  const { engine, status, id, info } = useWorkspace();
  // The seed is in the link only: without it, each look at this dialog would leave one more open invitation behind.
  const [kept, setKept] = createKept<KeptLink | null>(`invitation.${id}`, null);
  const [config] = createResource(() => session.config());
  const [isForOthers, setIsForOthers] = createSignal(false);
  const [known, setKnown] = createSignal<ReadonlySet<string> | null>(null);

  const isOpen = (invitation: string): boolean => (status()?.invitations ?? []).some((one) => one.id === invitation && !one.isRevoked);
  const make = async (): Promise<void> => {
    const before = new Set((await engine.status()).invitations.map((one) => one.id));
    const link = await act(engine.invite({ base: location.href.replace(/#.*$/, "") }));
    if (link === undefined) return;
    const made = (await engine.status()).invitations.find((one) => !before.has(one.id));
    setKept({ id: made?.id ?? "", link });
  };
  onMount(() => {
    void (async () => {
      const now = await engine.status();
      setKnown(new Set(now.devices.map((device) => device.id)));
      const had = kept();
      if (!had || !now.invitations.some((one) => one.id === had.id && !one.isRevoked)) await make();
    })();
  });

  const lan = (): string | undefined => (isThisComputer(location.hostname) ? config()?.addresses[0] : undefined);
  const link = (): string | undefined => {
    const had = kept();
    if (!had || (status() && !isOpen(had.id))) return undefined;
    const address = lan();
    return isForOthers() && address ? had.link.replace(/^[^#]*/, address) : had.link;
  };
  const copy = async (shown: string): Promise<void> => {
    await navigator.clipboard.writeText(shown);
    showToast(text().copied);
  };
  const share = async (shown: string): Promise<void> => {
    try {
      await navigator.share({ title: text().shareText(status()?.name ?? info.name), url: shown });
    } catch (error) {
      // The person closed the sheet.
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  };
  const isUnreachable = (): boolean => status()?.network.meetingPoint === "unreachable";
  const newcomer = createMemo((): DeviceStatus | undefined => {
    const before = known();
    return before
      ? status()
          ?.devices.filter((device) => !device.isThis && !before.has(device.id))
          .at(-1)
      : undefined;
  });

  return (
    <div class="invitation">
      <Show when={status()?.network.isOffline}>
        <Banner
          tone="warn"
          actions={
            <Button size="small" kind="quiet" onClick={() => void engine.setOffline(false)}>
              {text().workOnline}
            </Button>
          }
        >
          {text().workingOffline}
        </Banner>
      </Show>
      <Show when={isUnreachable() && !status()?.network.isOffline}>
        <Banner tone="bad">
          <strong>{text().noMeetingPoint}</strong> {text().noMeetingPointHelp}
        </Banner>
      </Show>
      <Show when={isThisComputer(location.hostname)}>
        <Banner
          tone="warn"
          actions={
            <Show when={lan()}>
              <Button size="small" kind="quiet" onClick={() => setIsForOthers(!isForOthers())}>
                {isForOthers() ? text().useLocal : text().useLan}
              </Button>
            </Show>
          }
        >
          <Show when={isForOthers()} fallback={<strong>{text().localhost}</strong>}>
            <Show when={lan()?.startsWith("http:")}>{text().lanInsecure}</Show>
          </Show>{" "}
          <Show when={lan()}>{(address) => <>{text().lan(address())}</>}</Show>
        </Banner>
      </Show>
      <Show when={link()} fallback={<p class="invitation-making">{text().making}</p>}>
        {(shown) => (
          <>
            <QrCode value={shown()} />
            <input
              class="invitation-link"
              readonly
              aria-label={text().link}
              value={shown()}
              onFocus={(event) => event.currentTarget.select()}
            />
            <div class="invitation-actions">
              <Button kind="primary" icon={Copy} onClick={() => void copy(shown())}>
                {text().copy}
              </Button>
              <Show when={typeof navigator.share === "function"}>
                <Button icon={Share} onClick={() => void share(shown())}>
                  {text().share}
                </Button>
              </Show>
            </div>
          </>
        )}
      </Show>
      <p class="invitation-live" role="status" data-state={newcomer() ? (isComplete(newcomer()) ? "done" : "busy") : "waiting"}>
        <Show when={isComplete(newcomer())} fallback={<span class="invitation-dot" />}>
          <Check />
        </Show>
        <Show when={newcomer()} fallback={text().waiting}>
          {(device) => <>{progressOf(device(), status()?.counts.party ?? 0, entriesOf(status()?.vector))}</>}
        </Show>
      </p>
      <p class="invitation-hint">{text().keepOpen}</p>
    </div>
  );
}

const entriesOf = (vector: Readonly<Record<string, number>> | undefined): number =>
  Object.values(vector ?? {}).reduce((sum, count) => sum + count, 0);
const isComplete = (device: DeviceStatus | undefined): boolean => device !== undefined && device.lacks === 0;
const labelOf = (device: DeviceStatus): string => `${device.name} (${device.memberName})`;

/** Entries are what is counted between devices; people count contacts, so the share is told in contacts. */
function progressOf(device: DeviceStatus, contacts: number, entries: number): string {
  const has = entriesOf(device.acknowledged);
  if (has === 0) return text().connecting(labelOf(device));
  const have =
    device.lacks === 0 ? contacts : Math.min(contacts, Math.floor((contacts * Math.max(0, entries - device.lacks)) / Math.max(1, entries)));
  return text().has(labelOf(device), have, contacts);
}
