import { ErrorBoundary, type JSX, Show } from "solid-js";
import { Banner } from "./Banner.tsx";
import { Button } from "./Button.tsx";
import { copyText } from "./clipboard.ts";
import { isMissingPart } from "./missingPart.ts";
import { text } from "./text.ts";

/** What failed, as text to hand on: without any of the person's data. */
export const reportOf = (error: unknown, build: string): string =>
  [
    `Kontor ${build}`,
    new Date().toISOString(),
    navigator.userAgent,
    location.hash.replace(/#\/join\/.*/, "#/join/…"),
    error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error),
  ].join("\n");

/** Says that a part of the program is not to be had any more, and takes the page anew. */
export const MissingPart = (props: { readonly onDismiss?: () => void }): JSX.Element => (
  <Banner
    tone="warn"
    {...(props.onDismiss && { onDismiss: props.onDismiss })}
    actions={
      <Button size="small" onClick={() => location.reload()}>
        {text().reload}
      </Button>
    }
  >
    {text().missingPart}
  </Banner>
);

/** Around each panel: when one breaks the others stay, and it can be tried again. */
export const Boundary = (props: { readonly build: string; readonly children: JSX.Element }): JSX.Element => (
  <ErrorBoundary
    fallback={(error: unknown, reset) => (
      <Show when={!isMissingPart(error)} fallback={<MissingPart />}>
        <Banner
          tone="bad"
          actions={
            <>
              <Button size="small" kind="quiet" onClick={() => void copyText(reportOf(error, props.build))}>
                {text().copyReport}
              </Button>
              <Button size="small" kind="quiet" onClick={reset}>
                {text().retry}
              </Button>
            </>
          }
        >
          {text().broken}
        </Banner>
      </Show>
    )}
  >
    {props.children}
  </ErrorBoundary>
);
