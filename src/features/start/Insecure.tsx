import { type JSX, Show } from "solid-js";
import { Logo } from "../../ui/Logo.tsx";
import { text } from "./text.ts";
import "./start.css";

/** Where the browser forbids what Kontor needs: says which, and what to open instead. */
export const Insecure = (props: { readonly reason: "insecure-page" | "crypto-missing"; readonly address: string }): JSX.Element => (
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
        <p class="start-lead">{text().insecureText}</p>
        <p>
          <a href={props.address}>{props.address}</a>
        </p>
      </Show>
    </div>
  </main>
);
