// The app's pages: each puts features' panels together and tells them where their actions lead.
import { A, useLocation, useNavigate, useParams } from "@solidjs/router";
import Search from "lucide-solid/icons/search";
import { createEffect, createResource, For, type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { ContactPage } from "../features/contact/ContactPage.tsx";
import { ContactList } from "../features/contacts/ContactList.tsx";
import { BinPage } from "../features/settings/BinPage.tsx";
import { SettingsPage } from "../features/settings/SettingsPage.tsx";
import { TodayPage } from "../features/today/TodayPage.tsx";
import { Switcher } from "../features/workspaces/Switcher.tsx";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { NoneChosen } from "../parts/RecordGrid.tsx";
import { known } from "../state/known.ts";
import { createHistory } from "../state/nouns.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { useShell } from "../ui/appPage.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page } from "../ui/Page.tsx";
import { SplitView } from "../ui/SplitView.tsx";
import { SyncMark } from "../ui/SyncMark.tsx";
import { useActions } from "./actions.ts";
import { installer } from "./install.ts";
import { pages } from "./pages.ts";
import { syncWords } from "./syncWords.ts";
import { text } from "./text.ts";

export function ContactsRoute(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const actions = useActions();
  const location = useLocation<{ readonly isFromList?: boolean }>();
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  const shell = useShell();
  const { directory } = useWorkspace();
  // What tells of a contact's history is loaded with the first contact, not with the list.
  const [sources] = createResource(current, () => Promise.all(pages.flatMap(({ history }) => (history ? [history()] : []))));
  const history = createHistory(current, () => known(sources));
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
          onNew={actions.newContact}
          onImport={() => navigate("/import")}
        />
      }
      detail={
        <Show when={current()} fallback={<NoneChosen>{(directory()?.size ?? 0) > 0 ? text().chooseContact : ""}</NoneChosen>}>
          {(id) => (
            <Boundary build={__BUILD__}>
              {/* What a contact's page still loads takes the page away, not the list beside it. */}
              <Suspense>
                <ContactPage
                  id={id()}
                  onBack={back}
                  onGone={() => navigate("/contacts", { replace: true })}
                  onLog={(party, kind) => actions.log({ party, kind })}
                  onEditInteraction={(party, interaction) => actions.log({ party, interaction })}
                  panels={pages.flatMap(({ href, panel }) => (panel ? [{ component: panel, onNew: () => shell.begin(href, id()) }] : []))}
                  banners={pages.flatMap(({ banner }) => banner ?? [])}
                  history={history()}
                />
              </Suspense>
            </Boundary>
          )}
        </Show>
      }
    />
  );
}

export function TodayRoute(): JSX.Element {
  const actions = useActions();
  return (
    <TodayPage
      onLog={() => actions.log({ kind: "visit" })}
      onNew={() => actions.newContact("")}
      due={pages.flatMap(({ due }) => due ?? [])}
    />
  );
}

export function SettingsRoute(): JSX.Element {
  const actions = useActions();
  const navigate = useNavigate();
  return (
    <SettingsPage
      build={__BUILD__}
      onLeave={actions.leave}
      onRestore={() => navigate("/start/restore")}
      onShortcuts={actions.shortcuts}
      onInstall={installer()}
    />
  );
}

export function BinRoute(): JSX.Element {
  const navigate = useNavigate();
  return <BinPage onBack={() => navigate(-1)} />;
}

/** What the rail holds and the bar at the lower edge has no room for. */
export function MoreRoute(): JSX.Element {
  const session = useSession();
  const { info, status } = useWorkspace();
  const navigate = useNavigate();
  const actions = useActions();
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
        <button type="button" onClick={() => actions.find()}>
          <Search />
          {text().search}
        </button>
        <For each={pages.filter(({ ways }) => ways.includes("more"))}>
          {(page) => (
            <A href={page.href}>
              <Dynamic component={page.icon} />
              {page.label()}
            </A>
          )}
        </For>
      </div>
    </Page>
  );
}

/** The first screen: Today once there is something to tell, else the contacts. */
export function FirstRoute(): JSX.Element {
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
