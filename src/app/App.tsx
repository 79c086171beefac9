import { HashRouter, Route, type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, For, type JSX, Match, Show, Suspense, Switch } from "solid-js";
import { errorText } from "../i18n/errors.ts";
import { type Late, SessionProvider, useSession, type WindowState } from "../state/session.tsx";
import { WorkspaceProvider } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { Banner } from "../ui/Banner.tsx";
import { Boundary, reportOf } from "../ui/Boundary.tsx";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/clipboard.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { lazily } from "../ui/lazily.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { PrivateWindow } from "./PrivateWindow.tsx";
import { pages } from "./pages.ts";
import { Shell } from "./Shell.tsx";
import { text } from "./text.ts";

const Welcome = lazily(() => import("./startRoutes.tsx").then((file) => ({ default: file.WelcomeRoute })));
const routesFile = import("./routes.tsx");
const route = (name: "MoreRoute" | "FirstRoute" | "NotFound") => lazily(() => routesFile.then((file) => ({ default: file[name] })));
const startRoute = (name: "NewRoute" | "SourcesRoute" | "JoinRoute" | "RestoreRoute") =>
  lazily(() => import("./startRoutes.tsx").then((file) => ({ default: file[name] })));
/** Times that somebody offers: for customers, who have no workspace. */
const Offer = lazily(() => import("../features/slots/OfferPage.tsx").then((file) => ({ default: file.OfferPage })));
const Waiting = lazily(() => import("./startRoutes.tsx").then((file) => ({ default: file.WaitingRoute })));

export const App = (): JSX.Element => (
  <SessionProvider>
    <Boundary build={__BUILD__}>
      <HashRouter root={Root}>
        <Route path="/" component={route("FirstRoute")} />
        <Route path="/start/new" component={startRoute("NewRoute")} />
        <Route path="/start/restore" component={startRoute("RestoreRoute")} />
        <Route path="/start/contacts" component={startRoute("SourcesRoute")} />
        <Route path="/slots/:offer?" component={Offer} />
        <Route path="/join/:link?" component={startRoute("JoinRoute")} />
        <For each={pages}>{(one) => <Route path={`${one.href}${one.rest ?? ""}`} component={one.page} />}</For>
        <Route path="/more" component={route("MoreRoute")} />
        <Route path="*" component={route("NotFound")} />
      </HashRouter>
    </Boundary>
  </SessionProvider>
);

/** Which half of the app is on: without a workspace the way to one, with one its pages. */
function Root(props: RouteSectionProps): JSX.Element {
  const { state } = useSession();
  const location = useLocation();
  const isOutside = (): boolean => /^\/(start\/(?:new|restore)|join|slots)(\/|$)/.test(location.pathname);
  // There at once for whoever has just joined.
  createEffect(() => {
    if (isOutside()) void Waiting.preload();
  });
  const open = () => {
    const now = state();
    return now.kind === "open" ? now.workspace : undefined;
  };
  const lateWhileOpen = () => {
    const now = state();
    return now.kind === "open" ? now.late : undefined;
  };
  const late = () => {
    const now = state();
    return now.kind === "late" ? now.what : undefined;
  };
  const hasNoStorage = (): boolean => {
    const now = state();
    return now.kind === "none" && now.lacks === "storage";
  };
  return (
    <Switch>
      <Match when={isOutside()}>
        <WindowWarning hasNoStorage={hasNoStorage()} />
        <Suspense>{props.children}</Suspense>
        <Toasts />
      </Match>
      <Match when={state().kind === "none"}>
        <WindowWarning hasNoStorage={hasNoStorage()} />
        <Suspense>
          <Welcome />
        </Suspense>
        <Toasts />
      </Match>
      <Match when={open()} keyed>
        {(workspace) => (
          <WorkspaceProvider session={workspace}>
            <Show when={lateWhileOpen()}>{(what) => <LateBanner what={what()} />}</Show>
            <Show when={workspace.info.state === "joining"} fallback={<Shell>{props.children}</Shell>}>
              <Suspense>
                <Waiting>
                  <Shell>{props.children}</Shell>
                </Waiting>
              </Suspense>
            </Show>
          </WorkspaceProvider>
        )}
      </Match>
      <Match when={state().kind === "waiting"}>
        <Elsewhere />
      </Match>
      <Match when={late()}>{(what) => <StillWaiting what={what()} />}</Match>
      <Match when={refusalOf(state())}>{(sentence) => <Failed sentence={sentence()} isGone={isGone(state())} />}</Match>
    </Switch>
  );
}

const refusalOf = (state: WindowState): string | undefined =>
  state.kind === "refused"
    ? errorText(state.error)
    : state.kind === "failed"
      ? errorText({ code: "engine-failed", reason: state.reason } as { code: string })
      : undefined;

/** Its data are no longer in this browser: a backup brings them back. */
const isGone = (state: WindowState): boolean =>
  state.kind === "refused" && (state.error.code === "workspace-missing" || state.error.code === "keys-unreadable");

/** What the first screens must say of this window: that nothing can be kept in it, or only until it closes. */
const WindowWarning = (props: { readonly hasNoStorage: boolean }): JSX.Element => (
  <Show when={props.hasNoStorage} fallback={<PrivateWindow />}>
    <Banner tone="bad">{errorText({ code: "storage-missing" })}</Banner>
  </Show>
);

/** A browser that does not answer may still do so; until then it is said what is awaited. */
const StillWaiting = (props: { readonly what: Late }): JSX.Element => (
  <main class="shell-none">
    <EmptyState title={text().lateTitle} text={text().late[props.what]}>
      <Button kind="primary" onClick={() => globalThis.location.reload()}>
        {text().reload}
      </Button>
    </EmptyState>
  </main>
);

/** Above the screens, which can be read meanwhile: why nothing can be saved yet, and what to do. */
function LateBanner(props: { readonly what: NonNullable<Extract<WindowState, { kind: "open" }>["late"]> }): JSX.Element {
  const session = useSession();
  const sentence = (): string => (props.what === "elsewhere" ? `${text().waitingTitle} ${text().waitingText}` : text().late[props.what]);
  return (
    <Banner
      tone="warn"
      actions={
        <Button size="small" kind="quiet" onClick={() => (props.what === "elsewhere" ? session.takeOver() : globalThis.location.reload())}>
          {props.what === "elsewhere" ? text().takeOver : text().reload}
        </Button>
      }
    >
      {sentence()}
    </Banner>
  );
}

function Elsewhere(): JSX.Element {
  const session = useSession();
  return (
    <main class="shell-none">
      <EmptyState title={text().waitingTitle} text={text().waitingText}>
        <Button kind="primary" onClick={() => session.takeOver()}>
          {text().takeOver}
        </Button>
      </EmptyState>
    </main>
  );
}

function Failed(props: { readonly sentence: string; readonly isGone: boolean }): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const others = () => (session.workspaces() ?? []).slice(0, 5);
  return (
    <main class="shell-none">
      <EmptyState title={text().failedTitle} text={props.sentence}>
        <Button kind="primary" onClick={() => globalThis.location.reload()}>
          {text().reload}
        </Button>
        <Show when={props.isGone}>
          <Button onClick={() => navigate("/start/restore")}>{text().restoreBackup}</Button>
        </Show>
        <Button onClick={() => void copyText(reportOf(props.sentence, __BUILD__))}>{text().copyReport}</Button>
        <For each={others()}>
          {(one) => (
            <Button kind="quiet" onClick={() => void act(session.open(one.id)).then(() => navigate("/"))}>
              {one.name}
            </Button>
          )}
        </For>
      </EmptyState>
    </main>
  );
}
