// The app's places: each puts features' panels together and tells them where their deeds lead.
import { A, useLocation, useNavigate, useParams } from "@solidjs/router";
import ChartColumn from "lucide-solid/icons/chart-column";
import Search from "lucide-solid/icons/search";
import Settings from "lucide-solid/icons/settings";
import Trash from "lucide-solid/icons/trash";
import Upload from "lucide-solid/icons/upload";
import { createEffect, type JSX, Show } from "solid-js";
import { ContactPage } from "../features/contact/ContactPage.tsx";
import { ContactList } from "../features/contacts/ContactList.tsx";
import { BinPage } from "../features/settings/BinPage.tsx";
import { SettingsPage } from "../features/settings/SettingsPage.tsx";
import { TodayPage } from "../features/today/TodayPage.tsx";
import { Switcher } from "../features/workspaces/Switcher.tsx";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { Boundary } from "../ui/Boundary.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";
import { SplitView } from "../ui/SplitView.tsx";
import { SyncMark } from "../ui/SyncMark.tsx";
import { useDeeds } from "./deeds.ts";
import { installer } from "./install.ts";
import { syncWords } from "./syncWords.ts";
import { text } from "./text.ts";

/** The mark at the end of a page's head, where there is no rail. */
function PhoneMark(): JSX.Element {
  const { status, info } = useWorkspace();
  const navigate = useNavigate();
  const words = () => syncWords(status());
  return (
    <Show when={!info.isSample}>
      <span class="phone-mark">
        <SyncMark state={words().state} sentence={words().sentence} short={words().short} onPress={() => navigate("/sync")} />
      </span>
    </Show>
  );
}

export function ContactsPlace(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const deeds = useDeeds();
  const location = useLocation<{ readonly isFromList?: boolean }>();
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  /** A step back where the list was the step before, so that the phone's own back button does not lead here again. */
  const back = (): void => {
    if (location.state?.isFromList) navigate(-1);
    else navigate("/contacts", { replace: true });
  };
  return (
    <SplitView
      name="contacts"
      isDetailOpen={params.id !== undefined}
      list={
        <ContactList
          current={current()}
          onOpen={(id) => navigate(`/contacts/${id}`, { state: { isFromList: true } })}
          onNew={deeds.newContact}
          onImport={() => navigate("/import")}
          end={<PhoneMark />}
        />
      }
      detail={
        <Show when={current()} fallback={<div class="shell-none">{text().chooseContact}</div>}>
          {(id) => (
            <Boundary build={__BUILD__}>
              <ContactPage
                id={id()}
                onBack={back}
                onGone={() => navigate("/contacts", { replace: true })}
                onLog={(party, kind) => deeds.log({ party, kind })}
                onEditInteraction={(party, interaction) => deeds.log({ party, interaction })}
              />
            </Boundary>
          )}
        </Show>
      }
    />
  );
}

export function TodayPlace(): JSX.Element {
  const deeds = useDeeds();
  return <TodayPage onLog={() => deeds.log({ kind: "visit" })} onNew={() => deeds.newContact("")} end={<PhoneMark />} />;
}

export function SettingsPlace(): JSX.Element {
  const deeds = useDeeds();
  const navigate = useNavigate();
  return (
    <SettingsPage
      build={__BUILD__}
      onLeave={deeds.leave}
      onRestore={() => navigate("/start/restore")}
      onShortcuts={deeds.shortcuts}
      onInstall={installer()}
    />
  );
}

export function BinPlace(): JSX.Element {
  const navigate = useNavigate();
  return <BinPage onBack={() => navigate(-1)} />;
}

/** What the rail holds and the bar at the lower edge has no room for. */
export function MorePlace(): JSX.Element {
  const session = useSession();
  const { info, status } = useWorkspace();
  const navigate = useNavigate();
  const deeds = useDeeds();
  const words = () => syncWords(status());
  return (
    <Page title={text().more}>
      <div class="more-list">
        <Switcher
          look="line"
          current={info}
          name={status()?.name ?? info.name}
          all={session.workspaces() ?? [info]}
          onOpen={(id) => void session.open(id)}
          onNew={() => navigate("/start/new")}
          onJoin={() => navigate("/join")}
        />
        <Show when={!info.isSample}>
          <SyncMark look="line" state={words().state} sentence={words().sentence} short={words().short} onPress={() => navigate("/sync")} />
        </Show>
        <button type="button" onClick={() => deeds.find()}>
          <Search />
          {text().search}
        </button>
        <A href="/reports">
          <ChartColumn />
          {text().reports}
        </A>
        <A href="/import">
          <Upload />
          {text().import}
        </A>
        <A href="/bin">
          <Trash />
          {text().bin}
        </A>
        <A href="/settings">
          <Settings />
          {text().settings}
        </A>
      </div>
    </Page>
  );
}

/** The first screen: Today once there is something to tell, else the contacts. */
export function FirstPlace(): JSX.Element {
  const { directory } = useWorkspace();
  const navigate = useNavigate();
  createEffect(() => {
    const view = directory();
    // Whoever went on meanwhile, by an address of their own, is not called back.
    const isStillHere = /^#?\/?$/.test(location.hash);
    if (view && isStillHere) navigate(view.recent(1).length > 0 ? "/today" : "/contacts", { replace: true });
  });
  return <></>;
}

export const NotFound = (): JSX.Element => (
  <EmptyState title={text().notFound}>
    <LinkButton href="/contacts">{text().toContacts}</LinkButton>
  </EmptyState>
);
