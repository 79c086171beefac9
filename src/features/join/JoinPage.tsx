import { useParams } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import Copy from "lucide-solid/icons/copy";
import ScanQrCode from "lucide-solid/icons/scan-qr-code";
import { createEffect, createSignal, For, type JSX, Match, on, Show, Switch } from "solid-js";
import { tooLongName } from "../../domain/name.ts";
import { errorText } from "../../i18n/errors.ts";
import { type LinkFacts, useSession } from "../../state/session.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { QrScanner } from "../../ui/QrScanner.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { type BrowserFacts, browserKind, thisBrowser } from "./browser.ts";
import { text } from "./text.ts";
import "./join.css";
import "./JoinPage.css";

export interface JoinPageProps {
  readonly onJoined: () => void;
  readonly onBack: () => void;
  /** Another browser than this one, for scenes. */
  readonly browser?: BrowserFacts;
}

/** An invitation opened, pasted or scanned: whose it is, and the way in. */
export function JoinPage(props: JoinPageProps): JSX.Element {
  const session = useSession();
  const params = useParams<{ link?: string }>();
  const [link, setLink] = createSignal(params.link ?? "");
  const [facts, setFacts] = createSignal<LinkFacts>();
  const [problem, setProblem] = createSignal("");
  const [isHereAnyway, setIsHereAnyway] = createSignal(false);

  const take = async (given: string): Promise<void> => {
    setProblem("");
    const read = await session.readLink(given);
    if (!read.ok) {
      setFacts(undefined);
      setProblem(errorText(read.error));
      return;
    }
    if (read.value.known?.state === "ready") {
      if ((await act(session.open(read.value.workspace))) === undefined) return;
      showToast(text().alreadyIn(read.value.workspaceName));
      props.onJoined();
      return;
    }
    setLink(given);
    setFacts(read.value);
  };
  // A second link opened in this window changes only the part behind the #.
  createEffect(
    on(
      () => params.link,
      (given) => {
        if (given) void take(given);
      },
    ),
  );
  const kind = () => (isHereAnyway() ? "fit" : browserKind(props.browser ?? thisBrowser()));
  const copy = async (): Promise<void> => {
    await copyText(location.href, text().copied);
  };

  return (
    <main class="join">
      <div class="join-card">
        <Button kind="quiet" size="small" icon={ChevronLeft} class="join-back" onClick={() => props.onBack()}>
          {text().back}
        </Button>
        <h1>
          <Show when={facts()} fallback={text().title}>
            {(of) => <>{text().invites(of().inviter, of().workspaceName)}</>}
          </Show>
        </h1>
        <Show when={problem()}>
          <Banner tone="bad">{problem()}</Banner>
        </Show>
        <Switch fallback={<Paste onTake={(given) => void take(given)} />}>
          <Match when={params.link && kind() === "inApp"}>
            <Banner tone="bad">{/iPhone|iPad/.test((props.browser ?? thisBrowser()).userAgent) ? text().inApp : text().inAppOther}</Banner>
            <Button kind="primary" size="large" icon={Copy} onClick={() => void copy()}>
              {text().copy}
            </Button>
          </Match>
          <Match when={params.link && kind() === "iosSafari"}>
            <Banner tone="warn">{text().ios}</Banner>
            <ol class="join-steps">
              <For each={text().iosSteps}>{(step) => <li>{step}</li>}</For>
            </ol>
            <Button kind="primary" size="large" icon={Copy} onClick={() => void copy()}>
              {text().copy}
            </Button>
            <Button kind="quiet" onClick={() => setIsHereAnyway(true)}>
              {text().anyway}
            </Button>
          </Match>
          {/* Its link is being read. */}
          <Match when={params.link && !facts() && !problem()}>{null}</Match>
          <Match when={facts()}>{(of) => <Names facts={of()} link={link()} onJoined={props.onJoined} />}</Match>
        </Switch>
      </div>
    </main>
  );
}

function Names(props: { readonly facts: LinkFacts; readonly link: string; readonly onJoined: () => void }): JSX.Element {
  const session = useSession();
  const [member, setMember] = createSignal(
    props.facts.known?.memberName ?? session.workspaces()?.find((one) => !one.isSample)?.memberName ?? "",
  );
  const [device, setDevice] = createSignal(props.facts.known?.deviceName ?? session.deviceName);
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [isJoining, setIsJoining] = createSignal(false);
  let field: HTMLInputElement | undefined;
  let deviceField: HTMLInputElement | undefined;
  const tooLong = (name: string): string => {
    const refusal = tooLongName({ name });
    return refusal ? errorText(refusal) : "";
  };
  const nameProblem = (): string => (member().trim() === "" ? text().nameMissing : tooLong(member()));
  const deviceProblem = (): string => tooLong(device());
  const join = async (): Promise<void> => {
    if (isJoining()) return;
    if (nameProblem() || deviceProblem()) {
      setIsComplaining(true);
      (nameProblem() ? field : deviceField)?.focus();
      return;
    }
    setIsJoining(true);
    const joined = await act(session.join(props.link, { memberName: member(), deviceName: device() }));
    setIsJoining(false);
    if (joined !== undefined) props.onJoined();
  };
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <TextField
        ref={(element) => (field = element)}
        autofocus
        label={text().yourName}
        autocomplete="name"
        enterKeyHint="go"
        value={member()}
        onInput={setMember}
        error={isComplaining() ? nameProblem() : ""}
      />
      <TextField
        ref={(element) => (deviceField = element)}
        label={text().device}
        enterKeyHint="go"
        value={device()}
        onInput={setDevice}
        error={isComplaining() ? deviceProblem() : ""}
      />
      <Button kind="primary" size="large" submit isBusy={isJoining()}>
        {text().join}
      </Button>
    </form>
  );
}

function Paste(props: { readonly onTake: (link: string) => void }): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [isScanning, setIsScanning] = createSignal(false);
  const scanned = (value: string): void => {
    setIsScanning(false);
    props.onTake(value);
  };
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onTake(typed());
      }}
    >
      <Show when={!isScanning()} fallback={<QrScanner onRead={scanned} />}>
        <TextField
          autofocus
          label={text().paste}
          description={text().pasteHint}
          inputMode="url"
          enterKeyHint="go"
          value={typed()}
          onInput={(value) => {
            setTyped(value);
            // A pasted link needs no further press.
            if (value.length > 40 && value.includes("join/")) props.onTake(value);
          }}
        />
      </Show>
      <Button icon={ScanQrCode} onClick={() => setIsScanning(!isScanning())}>
        {isScanning() ? text().stopScan : text().scan}
      </Button>
      <Button kind="primary" size="large" submit>
        {text().next}
      </Button>
    </form>
  );
}
