import type { JSX } from "solid-js";
import { createText } from "../../i18n/createText.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";

const text = createText({ de: { join: "Mit Einladung beitreten", back: "Zurück" }, en: { join: "Join with an invitation", back: "Back" } });

export interface JoinPageProps {
  readonly onJoined: () => void;
  readonly onBack: () => void;
}

export const JoinPage = (props: JoinPageProps): JSX.Element => (
  <main>
    <EmptyState title={text().join}>
      <Button onClick={() => props.onBack()}>{text().back}</Button>
    </EmptyState>
  </main>
);
