import Laptop from "lucide-solid/icons/monitor-smartphone";
import UserPlus from "lucide-solid/icons/user-plus";
import Users from "lucide-solid/icons/users-round";
import { createSignal, For, type JSX, Show } from "solid-js";
import { type DeviceStatus, type EngineStatus, useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act, problemOf } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { InlineEdit } from "../../ui/InlineEdit.tsx";
import { Page } from "../../ui/Page.tsx";
import { Reading } from "../../ui/Reading.tsx";
import { showToast } from "../../ui/toast.ts";
import { Invite } from "./Invite.tsx";
import { text } from "./text.ts";
import "./TeamPage.css";

/** Who belongs, with which devices, and who may still come. */
export function TeamPage(): JSX.Element {
  const { status, info } = useWorkspace();
  const [isInviting, setIsInviting] = createSignal(false);
  const isAlone = (): boolean => (status()?.devices.length ?? 0) < 2;
  return (
    <Page
      title={text().team}
      actions={
        <Show when={!info.isSample && !isAlone()}>
          <Button kind="primary" icon={UserPlus} onClick={() => setIsInviting(true)}>
            {text().invite}
          </Button>
        </Show>
      }
    >
      <Show when={!info.isSample} fallback={<EmptyState icon={Users} title={text().sampleTitle} text={text().sampleText} />}>
        <Show when={status()} fallback={<Reading />}>
          {(now) => (
            <div class="team">
              <Show when={now().network.meetingPoint === "unsupported"}>
                <Banner tone="bad">
                  <strong>{text().unsupported}</strong> {text().unsupportedHelp}
                </Banner>
              </Show>
              <Members status={now()} />
              <Show when={isAlone()}>
                <EmptyState icon={Users} title={text().aloneTitle} text={text().aloneText}>
                  <Button kind="primary" icon={UserPlus} onClick={() => setIsInviting(true)}>
                    {text().invite}
                  </Button>
                </EmptyState>
              </Show>
              <OpenInvitations status={now()} />
            </div>
          )}
        </Show>
        <Invite isOpen={isInviting()} onClose={() => setIsInviting(false)} />
      </Show>
    </Page>
  );
}

function Members(props: { readonly status: EngineStatus }): JSX.Element {
  const { engine } = useWorkspace();
  const ids = (): readonly string[] => props.status.members.map((member) => member.id);
  const memberOf = (id: string) => props.status.members.find((member) => member.id === id);
  const devicesOf = (id: string): readonly DeviceStatus[] => props.status.devices.filter((device) => device.member === id);
  const rename = (names: Parameters<typeof engine.rename>[0], name: string): Promise<string | undefined> | string =>
    name.trim() === "" ? text().nameMissing : problemOf(engine.rename(names));
  return (
    <section aria-label={text().members}>
      <ul class="team-members">
        <For each={ids()}>
          {(id) => (
            <li>
              <Avatar name={memberOf(id)?.name ?? ""} kind="person" />
              <div class="team-member">
                <div class="team-name">
                  <Show when={id === props.status.member} fallback={<strong>{memberOf(id)?.name}</strong>}>
                    <InlineEdit
                      label={text().yourName}
                      isLabelHidden
                      value={memberOf(id)?.name ?? ""}
                      onSave={(name) => rename({ member: name.trim() }, name)}
                    />
                    <span class="team-you">{text().you}</span>
                  </Show>
                  <span class="team-role">{text().role[memberOf(id)?.role ?? ""] ?? memberOf(id)?.role}</span>
                </div>
                <ul class="team-devices">
                  <For each={devicesOf(id).map((device) => device.id)}>
                    {(device) => {
                      const one = (): DeviceStatus | undefined => props.status.devices.find((other) => other.id === device);
                      return (
                        <li>
                          <Laptop />
                          <Show when={one()?.isThis} fallback={<span>{one()?.name}</span>}>
                            <InlineEdit
                              label={text().thisDevice}
                              isLabelHidden
                              value={one()?.name ?? ""}
                              onSave={(name) => rename({ device: name.trim() }, name)}
                            />
                          </Show>
                          <small data-connected={one()?.isConnected || undefined}>
                            {one()?.isThis ? text().thisDevice : one()?.isConnected ? text().connected : text().seen(one()?.seenMs ?? 0)}
                          </small>
                        </li>
                      );
                    }}
                  </For>
                </ul>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function OpenInvitations(props: { readonly status: EngineStatus }): JSX.Element {
  const { engine } = useWorkspace();
  const open = () =>
    props.status.invitations.filter((invitation) => invitation.isOpen).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const invitationOf = (id: string) => open().find((invitation) => invitation.id === id);
  const revoke = async (id: string): Promise<void> => {
    if ((await act(engine.revokeInvitation(id))) !== undefined) showToast(text().revoked);
  };
  return (
    <Show when={open().length > 0}>
      <section class="team-open" aria-label={text().open}>
        <h2>{text().open}</h2>
        <p>{text().openHint}</p>
        <ul>
          <For each={open().map((invitation) => invitation.id)}>
            {(id) => (
              <li>
                <span>
                  {text().invitedAt(invitationOf(id)?.createdAt ?? "")}
                  <small>{text().reachOfOpen(invitationOf(id)?.once ?? true, invitationOf(id)?.expiresAt)}</small>
                </span>
                <Show when={invitationOf(id)?.mayRevoke}>
                  <Button size="small" kind="danger" onClick={() => void revoke(id)}>
                    {text().revoke}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
