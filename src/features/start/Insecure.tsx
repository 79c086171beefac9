import { createResource, type JSX, Match, Show, Switch } from "solid-js";
import { Button } from "../../ui/Button.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { httpsAnswers } from "./httpsAnswers.ts";
import { text } from "./text.ts";
import "./start.css";

export interface InsecureProps {
  readonly reason: "insecure-page" | "crypto-missing";
  readonly address: string;
  /** Another answer than the network's, for scenes. */
  readonly answers?: (address: string) => Promise<boolean>;
}

/** Where the browser forbids what Kontor needs: says which, and what to open instead, if anybody answers there. */
export const Insecure = (props: InsecureProps): JSX.Element => (
  <main class="start">
    <div class="start-card">
      <Logo />
      <Show
        when={props.reason === "insecure-page"}
        fallback={
          <>
            <h1>{text().cryptoTitle}</h1>
            <p class="start-lead">{text().cryptoText}</p>
          </>
        }
      >
        <h1>{text().insecureTitle}</h1>
        <Instead {...props} />
      </Show>
    </div>
  </main>
);

function Instead(props: InsecureProps): JSX.Element {
  const [isThere] = createResource(
    () => props.address,
    (address) => (props.answers ?? httpsAnswers)(address),
  );
  return (
    <Switch
      fallback={
        <p class="start-lead" role="status">
          {text().insecureAsking}
        </p>
      }
    >
      <Match when={isThere.state === "ready" && isThere()}>
        <p class="start-lead">{text().insecureText}</p>
        <p>
          <a href={props.address}>{props.address}</a>
        </p>
      </Match>
      <Match when={isThere.state === "ready"}>
        <p class="start-lead">{text().insecureNobody(props.address)}</p>
        <p>{text().insecureHelp}</p>
        <Button kind="primary" onClick={() => location.reload()}>
          {text().again}
        </Button>
      </Match>
    </Switch>
  );
}
