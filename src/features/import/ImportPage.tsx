import FileUp from "lucide-solid/icons/file-up";
import type { JSX } from "solid-js";
import { createText } from "../../i18n/createText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";

const text = createText({ de: { import: "Importieren", drop: "Excel/CSV, vCard — hierher ziehen oder auswählen" }, en: { import: "Import", drop: "Excel/CSV, vCard — drop or choose" } });

export interface ImportPageProps {
  /** Files already dropped elsewhere. */
  readonly files: readonly File[];
  readonly onDone: () => void;
}

export const ImportPage = (_props: ImportPageProps): JSX.Element => (
  <Page title={text().import}>
    <EmptyState icon={FileUp} title={text().drop} />
  </Page>
);
