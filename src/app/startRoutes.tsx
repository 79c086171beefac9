// Before a workspace is open, and right after one was made.
import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createResource, type JSX, Show, untrack } from "solid-js";
import { JoinPage } from "../features/join/JoinPage.tsx";
import { Waiting } from "../features/join/Waiting.tsx";
import { Insecure } from "../features/start/Insecure.tsx";
import { Lost } from "../features/start/Lost.tsx";
import { NewWorkspace } from "../features/start/NewWorkspace.tsx";
import { RestorePage } from "../features/start/RestorePage.tsx";
import { Sources } from "../features/start/Sources.tsx";
import { text as startText } from "../features/start/text.ts";
import { Welcome } from "../features/start/Welcome.tsx";
import { language } from "../i18n/language.ts";
import { makeKeyPair } from "../lib/keyPair.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { useActions } from "./actions.ts";

/** The invented company: enough to try everything, made in a second or two. Two years and a month: 24 whole months wherever today falls. */
const sample = { contacts: 300, interactions: 4_000, seed: 61, years: 2.1, sales: true };
/** Where it works, whatever the guest's own country and currency are. */
const sampleRegion = { country: "DE", currency: "EUR", zone: "Europe/Berlin" };

export function WelcomeRoute(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  const here = useLocation();
  const makeSample = async (): Promise<void> => {
    const made = await act(
      session.createWorkspace({ name: startText().sampleName, memberName: "Kim", language: language(), isSample: true, ...sampleRegion }),
    );
    if (made === undefined) return;
    const { engine } = await session.ready();
    await act(engine.generate({ ...sample, language: language() }));
    // Whoever has gone somewhere meanwhile stays there.
    if (untrack(() => ["/", "/today"].includes(here.pathname))) navigate("/contacts");
  };
  const [lost, { refetch }] = createResource(() => session.lost());
  const [canEncrypt] = createResource(hasKeys);
  return (
    <Show when={canEncrypt.latest !== false} fallback={<Insecure reason="crypto-missing" address={location.href} />}>
      <Show
        when={(lost.latest?.length ?? 0) > 0}
        fallback={
          <Welcome
            onNew={() => navigate("/start/new")}
            onJoin={() => navigate("/join")}
            onSample={makeSample}
            onRestore={() => navigate("/start/restore")}
          />
        }
      >
        <Lost
          lost={lost.latest ?? []}
          onRestore={() => navigate("/start/restore")}
          onJoin={() => navigate("/join")}
          onNew={() => navigate("/start/new")}
          onForget={() => {
            void Promise.all((lost.latest ?? []).map(({ id }) => session.forgetLost(id))).then(() => refetch());
          }}
        />
      </Show>
    </Show>
  );
}

/** Whether this browser has the keys that Kontor signs and opens with. */
async function hasKeys(): Promise<boolean> {
  try {
    await Promise.all([makeKeyPair("Ed25519", false), makeKeyPair("X25519", false)]);
    return true;
  } catch {
    return false; // Not supported: the page says so.
  }
}

export function NewRoute(): JSX.Element {
  const session = useSession();
  const navigate = useNavigate();
  return (
    <NewWorkspace
      onBack={() => navigate("/")}
      onCreate={async (facts) => {
        if ((await act(session.createWorkspace(facts))) !== undefined) navigate("/start/contacts");
      }}
    />
  );
}

export function SourcesRoute(): JSX.Element {
  const navigate = useNavigate();
  const actions = useActions();
  const { engine, directory } = useWorkspace();
  // Coming back here with contacts means the question has been answered.
  createEffect(() => {
    if ((directory()?.size ?? 0) > 0) navigate("/contacts", { replace: true });
  });
  return (
    <Sources
      onFiles={actions.importFiles}
      onPhoneBook={(contacts) => {
        void (async () => {
          for (const fields of contacts) await act(engine.put("party", fields));
        })();
      }}
      onByHand={() => {
        navigate("/contacts");
        actions.newContact("");
      }}
      onLater={() => navigate("/contacts")}
    />
  );
}

export const RestoreRoute = (): JSX.Element => {
  const navigate = useNavigate();
  return <RestorePage onBack={() => navigate("/")} onOpen={() => navigate("/contacts", { replace: true })} />;
};

/** Until a device of the team lets this one in; then its children are the app. Here, so that whoever joins has it already. */
export const WaitingRoute = (props: { readonly children?: JSX.Element }): JSX.Element => <Waiting>{props.children}</Waiting>;

export const JoinRoute = (): JSX.Element => {
  const navigate = useNavigate();
  return <JoinPage onJoined={() => navigate("/", { replace: true })} onBack={() => navigate("/")} />;
};
