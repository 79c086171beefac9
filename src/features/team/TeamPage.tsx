import Users from "lucide-solid/icons/users-round";
import type { JSX } from "solid-js";
import { createText } from "../../i18n/createText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";

const text = createText({ de: { team: "Team", invite: "Team einladen" }, en: { team: "Team", invite: "Invite" } });

export const TeamPage = (): JSX.Element => (
  <Page title={text().team}>
    <EmptyState icon={Users} title={text().invite} />
  </Page>
);
