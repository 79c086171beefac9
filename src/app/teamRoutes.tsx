// Other devices and other people's data: import, team, devices.
import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { ImportPage } from "../features/import/ImportPage.tsx";
import { SyncPage } from "../features/sync/SyncPage.tsx";
import { TeamPage } from "../features/team/TeamPage.tsx";
import { useActions } from "./actions.ts";

export function ImportRoute(): JSX.Element {
  const navigate = useNavigate();
  const files = useActions().takeFiles();
  return <ImportPage files={files} onDone={() => navigate("/contacts")} />;
}
export const SyncRoute = (): JSX.Element => {
  const navigate = useNavigate();
  return <SyncPage onInvite={() => navigate("/team")} />;
};
export const TeamRoute = (): JSX.Element => <TeamPage />;
