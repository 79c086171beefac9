import { A } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import Download from "lucide-solid/icons/download";
import LogOut from "lucide-solid/icons/log-out";
import Trash from "lucide-solid/icons/trash";
import Upload from "lucide-solid/icons/upload";
import { createResource, createSignal, type JSX, Show, Suspense } from "solid-js";
import { countryCodes } from "../../domain/country.ts";
import { revenueSources } from "../../domain/settings.ts";
import { namedZones } from "../../domain/zone.ts";
import { compareText, countryName, formatBytes } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import type { RecordId } from "../../lib/id.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { isPrivateWindow, isStorageKept, keepStorage, storageRoom } from "../../lib/siteStorage.ts";
import { known } from "../../state/known.ts";
import { type ExportFormat, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { act, problemOf } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Switch } from "../../ui/Checkbox.tsx";
import { download } from "../../ui/download.ts";
import { InlineEdit } from "../../ui/InlineEdit.tsx";
import { LanguageChoice } from "../../ui/LanguageChoice.tsx";
import { lazily } from "../../ui/lazily.ts";
import { Page } from "../../ui/Page.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { type Density, densities, density, setDensity, setTheme, type Theme, theme, themes } from "../../ui/settings.ts";
import { showToast } from "../../ui/toast.ts";
import { BackupSection } from "./BackupSection.tsx";
import { FilesSection } from "./FilesSection.tsx";
import { ReminderSection } from "./ReminderSection.tsx";
import { text } from "./text.ts";
import "./settings.css";
import "./SettingsPage.css";

const CadenceSection = lazily(() => import("./CadenceSection.tsx").then((file) => ({ default: file.CadenceSection })));

export interface SettingsPageProps {
  readonly build: string;
  readonly onLeave: () => void;
  readonly onRestore: () => void;
  readonly onShortcuts: () => void;
  /** Offered by the browser when Kontor can be installed here. */
  readonly onInstall: (() => void) | undefined;
}

const endings: Readonly<Record<ExportFormat, string>> = { json: "json", csv: "csv", vcard: "vcf", contacts: "csv" };
const settingsId = "meta.settings" as RecordId;

export function SettingsPage(props: SettingsPageProps): JSX.Element {
  const { engine, settings, status, info } = useWorkspace();
  const [storage, { refetch }] = createResource(async () => {
    const [room, isKept, isPrivate] = await Promise.all([storageRoom(), isStorageKept(), isPrivateWindow()]);
    return { room, isKept: isPrivate ? null : isKept, isPrivate };
  });
  const [exporting, setExporting] = createSignal(false);
  const patch = (fields: PlainFields): void => void act(engine.patch(settingsId, fields), { message: text().saved });
  const keep = async (): Promise<void> => {
    const isGranted = await keepStorage();
    showToast(isGranted ? text().kept : text().refused, isGranted ? {} : { tone: "bad" });
    await refetch();
  };
  const rename = (names: { workspace?: string; member?: string; device?: string }, typed: string): string | Promise<string | undefined> =>
    typed.trim() === "" ? text().nameMissing : problemOf(engine.rename(names));
  const device = () => status()?.devices.find((one) => one.isThis);
  const session = useSession();
  const exportAll = async (format: ExportFormat): Promise<void> => {
    setExporting(true);
    try {
      download(await session.exportAll(engine, format, language()), status()?.name ?? info.name, endings[format]);
      showToast(text().exported);
    } finally {
      setExporting(false);
    }
  };
  return (
    <Page title={text().settings}>
      <section class="settings-section" aria-label={text().look}>
        <h2>{text().look}</h2>
        <div class="settings-row">
          <LanguageChoice label={text().language} isLabelShown />
        </div>
        <div class="settings-row">
          <SegmentedControl
            isLabelShown
            label={text().theme}
            value={theme()}
            onChange={(next) => setTheme(next as Theme)}
            segments={themes.map((one) => ({ value: one, label: text().themes[one] }))}
          />
        </div>
        <div class="settings-row">
          <SegmentedControl
            isLabelShown
            label={text().density}
            value={density()}
            onChange={(next) => setDensity(next as Density)}
            segments={densities.map((one) => ({ value: one, label: text().densities[one] }))}
          />
        </div>
      </section>
      <section class="settings-section" aria-label={text().workspace}>
        <h2>{text().workspace}</h2>
        <Show when={!info.isSample}>
          <Switch
            label={text().offline}
            description={text().offlineText}
            isChecked={status()?.network.isOffline ?? false}
            onChange={(isOffline) => void engine.setOffline(isOffline)}
          />
        </Show>
        <div class="settings-grid">
          <InlineEdit
            label={text().name}
            value={status()?.name ?? info.name}
            onSave={(workspace) => rename({ workspace: workspace.trim() }, workspace)}
          />
          <InlineEdit
            label={text().yourName}
            value={device()?.memberName ?? info.memberName}
            onSave={(member) => rename({ member: member.trim() }, member)}
          />
          <InlineEdit
            label={text().deviceName}
            value={device()?.name ?? info.deviceName}
            onSave={(name) => rename({ device: name.trim() }, name)}
          />
        </div>
        <div class="settings-grid">
          <Select
            label={text().country}
            value={settings().country ?? ""}
            options={countryCodes.map((code) => ({ value: code, label: countryName(code) })).sort((a, b) => compareText(a.label, b.label))}
            onChange={(country) => patch({ country })}
          />
          <Select
            label={text().currency}
            value={settings().currency ?? ""}
            options={Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: code }))}
            onChange={(currency) => patch({ currency })}
          />
          <Select
            label={text().zone}
            value={settings().zone ?? ""}
            options={namedZones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            onChange={(zone) => patch({ zone })}
          />
          <Select
            label={text().revenueFrom}
            value={settings().revenueFrom ?? "order"}
            options={revenueSources.map((one) => ({ value: one as string, label: text().revenueSources[one] }))}
            onChange={(revenueFrom) => patch({ revenueFrom })}
          />
        </div>
      </section>
      <Suspense>
        <CadenceSection />
      </Suspense>
      <Show when={!info.isSample}>
        <BackupSection onRestore={props.onRestore} />
      </Show>
      <section class="settings-section" aria-label={text().data}>
        <h2>{text().data}</h2>
        <ul class="settings-links">
          <li>
            <A href="/import">
              <Upload />
              <span>{text().import}</span>
              <ChevronRight />
            </A>
          </li>
          <li>
            <A href="/bin">
              <Trash />
              <span>{text().bin}</span>
              <ChevronRight />
            </A>
          </li>
        </ul>
        <h3>{text().export}</h3>
        <p class="settings-note">{text().exportText}</p>
        <div class="settings-actions">
          <Button icon={Download} onClick={() => void exportAll("contacts")}>
            {text().formats.contacts}
          </Button>
          <Button icon={Download} onClick={() => void exportAll("vcard")}>
            {text().formats.vcard}
          </Button>
          <Button icon={Download} onClick={() => void exportAll("json")}>
            {text().formats.json}
          </Button>
          <Button icon={Download} onClick={() => void exportAll("csv")}>
            {text().formats.csv}
          </Button>
        </div>
        <Show when={exporting()}>
          <ProgressBar label={text().exporting} />
        </Show>
      </section>
      <FilesSection />
      <ReminderSection />
      <section class="settings-section" aria-label={text().storage}>
        <h2>{text().storage}</h2>
        <Show when={known(storage)}>
          {(state) => (
            <>
              <Show when={state().room}>
                {(room) => <p>{text().used(formatBytes(room().usedBytes), formatBytes(room().quotaBytes))}</p>}
              </Show>
              <p class="settings-note">
                {state().isPrivate
                  ? text().privateWindow
                  : state().isKept
                    ? text().kept
                    : state().isKept === null
                      ? text().keptUnknown
                      : text().notKept}
              </p>
              <div class="settings-actions">
                <Show when={state().isKept === false}>
                  <Button onClick={() => void keep()}>{text().keep}</Button>
                </Show>
                <Show when={props.onInstall}>
                  <Button onClick={() => props.onInstall?.()}>{text().install}</Button>
                </Show>
              </div>
            </>
          )}
        </Show>
      </section>
      <section class="settings-section" aria-label={text().about}>
        <h2>{text().about}</h2>
        <p class="settings-note">{text().version(props.build)}</p>
        <p class="settings-note">{text().holidaySource}</p>
        <p class="settings-note">{text().placeSource}</p>
        <p class="settings-note">{text().engine[session.engineHome().reason]}</p>
        <div class="settings-actions">
          <Button onClick={() => props.onShortcuts()}>{text().shortcuts}</Button>
          <Button kind="danger" icon={LogOut} onClick={() => props.onLeave()}>
            {text().leave}
          </Button>
        </div>
      </section>
    </Page>
  );
}
