import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import LinkIcon from "lucide-solid/icons/link";
import Share from "lucide-solid/icons/share-2";
import { createMemo, createResource, createSignal, type JSX, onMount, Show } from "solid-js";
import { createKept } from "../../state/draft.ts";
import { known } from "../../state/known.ts";
import { useSession } from "../../state/session.tsx";
import { type DeviceStatus, useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { text } from "./text.ts";
import "./Invite.css";

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

type Reach = "one" | "several";

/**
 * A link to show, copy and share, and what comes of it. Its seed is in the link only, so a link that is open and was made here is shown
 * again; one that was made elsewhere is told of, and another is made only when somebody asks for it.
 */
function Invitation(): JSX.Element {
  const session = useSession();
  const { engine, status, id, info } = useWorkspace();
  const keptBy = {
    one: createKept<KeptLink | null>(`invitation.${id}`, null),
    several: createKept<KeptLink | null>(`invitation.several.${id}`, null),
  } as const;
  const [reach, setReach] = createSignal<Reach>("one");
  const kept = (): KeptLink | null => keptBy[reach()][0]();
  const [config] = createResource(() => session.config());
  const [isForHere, setIsForHere] = createSignal(false);
  const [present, setPresent] = createSignal<ReadonlySet<string> | null>(null);
  /** Whether it was looked for what is there; then a missing link is one that somebody has to ask for. */
  const [hasLooked, setHasLooked] = createSignal(false);
  const [isMaking, setIsMaking] = createSignal(false);

  const isOpen = (invitation: string): boolean => (status()?.invitations ?? []).some((one) => one.id === invitation && one.isOpen);
  const make = async (): Promise<void> => {
    if (isMaking()) return;
    setIsMaking(true);
    const of = reach();
    const before = new Set((await engine.status()).invitations.map((one) => one.id));
    const link = await act(engine.invite({ base: location.href.replace(/#.*$/, ""), once: of === "one" }));
    if (link !== undefined) {
      const made = (await engine.status()).invitations.find((one) => !before.has(one.id));
      keptBy[of][1]({ id: made?.id ?? "", link });
    }
    setIsMaking(false);
  };
  onMount(() => {
    void (async () => {
      const now = await engine.status();
      setPresent(new Set(now.devices.map((device) => device.id)));
      if (!now.invitations.some((one) => one.isOpen)) await make();
      setHasLooked(true);
    })();
  });
  const choose = async (next: Reach): Promise<void> => {
    setReach(next);
    const had = kept();
    if (!had || !isOpen(had.id)) await make();
  };
  /** The newest that is open and whose link is not here. */
  const elsewhere = () =>
    status()
      ?.invitations.filter((one) => one.isOpen)
      .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))[0];

  const isLocalhost = isThisComputer(location.hostname);
  /** Where others reach this page; undefined where nobody can: browsers encrypt nothing for http elsewhere. */
  const forOthers = (): string | undefined =>
    isLocalhost ? known(config)?.addresses.find((address) => address.startsWith("https:")) : location.href.replace(/#.*$/, "");
  const link = (): string | undefined => {
    const had = kept();
    if (!had || config.loading || (status() && !isOpen(had.id))) return undefined;
    const address = isForHere() ? undefined : forOthers();
    return address === undefined ? had.link : had.link.replace(/^[^#]*/, address);
  };
  const isScannable = (): boolean => forOthers() !== undefined && !isForHere();
  const copy = async (shown: string): Promise<void> => {
    await copyText(shown, text().copied);
  };
  const share = async (shown: string): Promise<void> => {
    try {
      await navigator.share({ title: text().shareText(status()?.name ?? info.name), url: shown });
    } catch (error) {
      // The person closed the sheet; where sharing is refused the link can still be copied.
      if (!(error instanceof DOMException && error.name === "AbortError")) await copyText(shown, text().copied);
    }
  };
  const isUnreachable = (): boolean => status()?.network.meetingPoint === "unreachable";
  const newcomer = createMemo((): DeviceStatus | undefined => {
    const before = present();
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
      <Show when={status()?.network.meetingPoint === "unsupported"}>
        <Banner tone="bad">
          <strong>{text().unsupported}</strong> {text().unsupportedHelp}
        </Banner>
      </Show>
      <Show when={isUnreachable() && !status()?.network.isOffline}>
        <Banner tone="bad">
          <strong>{text().noMeetingPoint}</strong> {text().noMeetingPointHelp}
        </Banner>
      </Show>
      <Show when={isLocalhost && !config.loading}>
        <Show
          when={forOthers()}
          fallback={
            <Banner tone="warn">
              <strong>{text().localhost}</strong> {text().othersNeedHttps}
            </Banner>
          }
        >
          {(address) => (
            <Banner
              actions={
                <Button size="small" kind="quiet" onClick={() => setIsForHere(!isForHere())}>
                  {isForHere() ? text().useLan : text().useLocal}
                </Button>
              }
            >
              {isForHere() ? text().localhost : text().lan(address().replace(/^https:/, "http:"))}
            </Banner>
          )}
        </Show>
      </Show>
      <Show
        when={link()}
        fallback={
          <Show when={hasLooked() && !isMaking()} fallback={<p class="invitation-making">{text().making}</p>}>
            <div class="invitation-none">
              <p>
                <Show when={elsewhere()} fallback={text().usedUp}>
                  {(one) => text().madeElsewhere(one().createdAt)}
                </Show>
              </p>
              <Button kind="primary" icon={LinkIcon} onClick={() => void make()}>
                {text().newLink}
              </Button>
            </div>
          </Show>
        }
      >
        {(shown) => (
          <>
            <Show when={isScannable()}>
              <QrCode value={shown()} />
            </Show>
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
            <p class="invitation-reach">
              {reach() === "one" ? text().forOne : text().forSeveral}{" "}
              <Button size="small" kind="quiet" isBusy={isMaking()} onClick={() => void choose(reach() === "one" ? "several" : "one")}>
                {reach() === "one" ? text().makeSeveral : text().makeOne}
              </Button>
            </p>
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
