import Smartphone from "lucide-solid/icons/smartphone";
import type { JSX } from "solid-js";
import { createText } from "../../i18n/createText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";

const text = createText({ de: { devices: "Geräte" }, en: { devices: "Devices" } });

export interface SyncPageProps {
  readonly onInvite: () => void;
}

export const SyncPage = (_props: SyncPageProps): JSX.Element => (
  <Page title={text().devices}>
    <EmptyState icon={Smartphone} title={text().devices} />
  </Page>
);
