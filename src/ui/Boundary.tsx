import { ErrorBoundary, type JSX } from "solid-js";
import { Banner } from "./Banner.tsx";
import { Button } from "./Button.tsx";
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

/** Around each panel: when one breaks the others stay, and it can be tried again. */
export const Boundary = (props: { readonly build: string; readonly children: JSX.Element }): JSX.Element => (
  <ErrorBoundary
    fallback={(error: unknown, reset) => (
      <Banner
        tone="bad"
        actions={
          <>
            <Button size="small" kind="quiet" onClick={() => void navigator.clipboard.writeText(reportOf(error, props.build))}>
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
    )}
  >
    {props.children}
  </ErrorBoundary>
);
