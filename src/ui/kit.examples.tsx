import Ellipsis from "lucide-solid/icons/ellipsis";
import Mail from "lucide-solid/icons/mail";
import Pencil from "lucide-solid/icons/pencil";
import Phone from "lucide-solid/icons/phone";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import Trash from "lucide-solid/icons/trash";
import Users from "lucide-solid/icons/users";
import { createSignal, For, type JSX } from "solid-js";
import { type Area, Arrangement, type Piece } from "./Arrangement.tsx";
import { Avatar } from "./Avatar.tsx";
import { Banner } from "./Banner.tsx";
import { Button, IconButton } from "./Button.tsx";
import { Checkbox, Switch } from "./Checkbox.tsx";
import { Chips, Tag } from "./Chip.tsx";
import { Combobox } from "./Combobox.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { DateTimeField } from "./DateTimeField.tsx";
import { Dialog } from "./Dialog.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { InlineEdit } from "./InlineEdit.tsx";
import { Menu } from "./Menu.tsx";
import { ProgressBar } from "./ProgressBar.tsx";
import { QrCode } from "./QrCode.tsx";
import { RangeField } from "./RangeField.tsx";
import { SegmentedControl } from "./SegmentedControl.tsx";
import { Select } from "./Select.tsx";
import { SyncMark } from "./SyncMark.tsx";
import type { Scenes } from "./scene.ts";
import { TextArea, TextField } from "./TextField.tsx";
import { Toasts } from "./Toasts.tsx";
import { showToast } from "./toast.ts";
import { VirtualList } from "./VirtualList.tsx";
import "./kit.examples.css";

const Row = (props: { readonly children: JSX.Element }): JSX.Element => <div class="scene-row">{props.children}</div>;
const firms = [
  "Blauer See Delikatessen",
  "Hungry Coyote Import Store",
  "Die Wandernde Kuh",
  "Müller & Söhne GmbH",
  "Ænima Fläkt",
  "Östermann Haustechnik",
];

const aPiece = (label: string, isChosen = false): Piece => ({
  key: label,
  label,
  ...(isChosen && { tone: "accent" as const }),
  areas: ["store", "rows", "columns"],
  menu: [{ label: "In die Zeilen", onSelect: () => undefined }],
});
const table: readonly Area[] = [
  {
    key: "store",
    label: "Zur Auswahl",
    isStore: true,
    hint: "Alles ist vergeben",
    pieces: ["Kunde", "Ort", "Rolle"].map((label) => aPiece(label)),
  },
  { key: "rows", label: "Zeilen", hint: "Hierher ziehen", pieces: [aPiece("Warengruppe"), aPiece("Produkt: Umwälzpumpe", true)] },
  { key: "columns", label: "Spalten", hint: "Hierher ziehen", pieces: [] },
];

export const scenes: Scenes = [
  { name: "Arrangement", render: () => <Arrangement label="Aufbau der Tabelle" areas={table} onMove={() => false} /> },
  {
    name: "Buttons",
    render: () => (
      <>
        <Row>
          <Button kind="primary" icon={Plus}>
            Neu beginnen
          </Button>
          <Button>Mit Einladung beitreten</Button>
          <Button kind="quiet">Später</Button>
          <Button kind="danger" icon={Trash}>
            Löschen
          </Button>
        </Row>
        <Row>
          <IconButton icon={Phone} label="Anrufen" />
          <IconButton icon={Mail} label="E-Mail schreiben" kind="plain" />
          <Button kind="primary" size="large">
            Beitreten
          </Button>
          <Button size="small">ändern</Button>
          <Button isBusy>Speichern</Button>
          <Menu
            label="Mehr"
            icon={Ellipsis}
            items={[
              { label: "Bearbeiten", icon: Pencil, onSelect: () => showToast("Bearbeiten") },
              { label: "Löschen", icon: Trash, isDangerous: true, startsGroup: true, onSelect: () => showToast("Gelöscht.") },
            ]}
          />
        </Row>
      </>
    ),
  },
  {
    name: "Fields",
    render: () => {
      const [name, setName] = createSignal("Haustechnik Östermann");
      const [country, setCountry] = createSignal("DE");
      const [kind, setKind] = createSignal("call");
      const [isOn, setIsOn] = createSignal(true);
      const [share, setShare] = createSignal(0.63);
      const [at, setAt] = createSignal("2026-11-21T13:30:00.000Z");
      return (
        <div class="scene-form">
          <TextField label="Firma oder Team" value={name()} onInput={setName} />
          <TextField label="Ihr Name" value="" error="Bitte ausfüllen." placeholder="Vor- und Nachname" />
          <TextField label="Suchen" isLabelHidden type="search" value="" placeholder="Suchen" start={<Search />} />
          <Select
            label="Land"
            value={country()}
            onChange={setCountry}
            options={[
              { value: "DE", label: "Deutschland" },
              { value: "AT", label: "Österreich" },
            ]}
          />
          <DateTimeField label="Wann" value={at()} onChange={setAt} prefers="past" now={() => new Date(2026, 10, 21, 20, 0)} />
          <RangeField
            label="Abschlussquote"
            description="63 von 100 gewonnen"
            min={0}
            max={1}
            step={0.01}
            value={share()}
            format={(value) => `${Math.round(value * 100)} %`}
            onInput={setShare}
          />
          <TextArea label="Notiz" value={"Therme pfeift.\nKommt Dienstag wieder."} />
          <SegmentedControl
            label="Art"
            isLabelShown
            value={kind()}
            onChange={setKind}
            segments={[
              { value: "visit", label: "Besuch", icon: Users },
              { value: "call", label: "Anruf", icon: Phone },
              { value: "email", label: "E-Mail", icon: Mail },
            ]}
          />
          <SegmentedControl
            label="Art in Kacheln"
            look="tiles"
            value={kind()}
            onChange={setKind}
            segments={[
              { value: "visit", label: "Besuch", icon: Users },
              { value: "call", label: "Anruf", icon: Phone },
              { value: "email", label: "E-Mail", icon: Mail },
            ]}
          />
          <SegmentedControl
            label="Ansicht"
            look="tabs"
            value={kind()}
            onChange={setKind}
            segments={[
              { value: "visit", label: "Verlauf" },
              { value: "call", label: "Angaben" },
            ]}
          />
          <Checkbox label="Sammelkunde" description="Zählt in Summen, nicht in Ranglisten" isChecked={isOn()} onChange={setIsOn} />
          <Switch label="Offline arbeiten" isChecked={isOn()} onChange={setIsOn} />
          <Combobox
            label="Arbeitet bei"
            search={(typed) =>
              firms
                .filter((firm) => firm.toLowerCase().includes(typed.toLowerCase()))
                .map((firm) => ({ value: firm, label: firm, avatar: "organisation" }))
            }
            onChoose={(option) => setName(option.label)}
            onCreate={setName}
          />
        </div>
      );
    },
  },
  {
    name: "Chips, tags, avatars",
    render: () => {
      const [values, setValues] = createSignal<readonly string[]>(["held"]);
      return (
        <>
          <Chips
            label="Ergebnis"
            isLabelShown
            isSingle
            values={values()}
            onChange={setValues}
            options={[
              { value: "held", label: "stattgefunden" },
              { value: "noShow", label: "nicht angetroffen" },
              { value: "cancelled", label: "abgesagt" },
              { value: "postponed", label: "verschoben" },
            ]}
          />
          <Row>
            <Tag label="Kunde" detail="aktiv" tone="accent" />
            <Tag label="Lieferant" detail="ehemalig" />
            <Tag label="Notdienst" onRemove={() => showToast("Entfernt.")} />
            <Tag label="Zwei Werte" tone="warn" />
          </Row>
          <Row>
            <For each={["Prof. Dr. Anna von der Heide", "Kim Weber", "Jürgen Öztürk", "Zoë Łuczak"]}>
              {(name) => <Avatar name={name} />}
            </For>
            <For each={firms}>{(name) => <Avatar name={name} kind="organisation" />}</For>
            <Avatar name="Kim Weber" size="small" />
            <Avatar name="Kim Weber" size="large" />
          </Row>
        </>
      );
    },
  },
  {
    name: "Banners and progress",
    render: () => (
      <div class="scene-form">
        <Banner
          actions={
            <Button size="small" kind="quiet">
              Jetzt laden
            </Button>
          }
        >
          Eine neue Version von Kontor ist da.
        </Banner>
        <Banner tone="warn" onDismiss={() => undefined}>
          Beispieldaten
        </Banner>
        <Banner tone="bad">Privates Fenster: beim Schließen ist alles weg.</Banner>
        <ProgressBar label="120 von 182 Kontakten" value={0.66} onCancel={() => undefined} />
        <ProgressBar label="Wird gelesen" />
        <Row>
          <SyncMark state="safe" sentence="Alles auf 2 von 2 Geräten" short="2 von 2" onPress={() => undefined} />
          <SyncMark state="local" sentence="3 Änderungen nur hier" short="nur hier" onPress={() => undefined} />
          <SyncMark state="offline" sentence="Offline seit 14:02 · 3 Änderungen nur hier" short="offline" onPress={() => undefined} />
          <SyncMark state="trouble" sentence="Kein Platz auf diesem Gerät" short="Achtung" onPress={() => undefined} />
        </Row>
        <SyncMark look="line" state="safe" sentence="Alles auf 2 von 2 Geräten" short="2 von 2" onPress={() => undefined} />
      </div>
    ),
  },
  {
    name: "Inline editing",
    render: () => {
      const [phone, setPhone] = createSignal("+49 30 901820");
      const [note, setNote] = createSignal("");
      return (
        <div class="scene-form">
          <InlineEdit
            label="Telefon"
            value={phone()}
            inputMode="tel"
            onSave={(value) => (value === "" ? "Bitte eine Nummer." : void setPhone(value))}
            aside={<Tag label="Zwei Werte – wählen" tone="warn" />}
          />
          <InlineEdit label="Notiz" isMultiline value={note()} onSave={(value) => void setNote(value)} />
        </div>
      );
    },
  },
  {
    name: "Long list",
    render: () => {
      const ids = Array.from({ length: 100_000 }, (_, i) => `id${i}`);
      const [current, setCurrent] = createSignal<string>();
      const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
      return (
        <div class="scene-list">
          <VirtualList
            label="Kontakte"
            ids={ids}
            rowRem={3}
            current={current()}
            onOpen={setCurrent}
            selected={selected()}
            onSelect={setSelected}
          >
            {(id) => (
              <div class="scene-list-row">
                <Avatar name={`Kontakt ${id}`} />
                <span>Kontakt {id.slice(2)}</span>
              </div>
            )}
          </VirtualList>
        </div>
      );
    },
  },
  {
    name: "Empty state",
    render: () => (
      <EmptyState
        icon={Users}
        title="Noch keine Kontakte"
        text="Bringen Sie Ihre Kontakte aus Excel, Google oder dem Telefon mit, oder legen Sie den ersten von Hand an."
      >
        <Button kind="primary">Importieren</Button>
        <Button>Von Hand</Button>
      </EmptyState>
    ),
  },
  {
    name: "QR code",
    render: () => (
      <QrCode value="https://kontor.example/#/join/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5f" />
    ),
  },
  {
    name: "Dialog and toast",
    render: () => {
      const [isOpen, setIsOpen] = createSignal(false);
      return (
        <>
          <Row>
            <Button onClick={() => setIsOpen(true)}>Dialog öffnen</Button>
            <Button onClick={() => showToast("Besuch gelöscht.", { action: { label: "Rückgängig", run: () => showToast("Wieder da.") } })}>
              Löschen
            </Button>
            <Button onClick={() => showToast("Auf diesem Gerät ist kein Platz mehr: es wurde nicht gespeichert.", { tone: "bad" })}>
              Fehler
            </Button>
          </Row>
          <Dialog
            title="Arbeitsbereich verlassen"
            isOpen={isOpen()}
            onClose={() => setIsOpen(false)}
            actions={
              <>
                <Button onClick={() => setIsOpen(false)}>Hierbleiben</Button>
                <Button kind="danger" onClick={() => setIsOpen(false)}>
                  Verlassen
                </Button>
              </>
            }
          >
            <p>Auf diesem Gerät liegen 12 Änderungen, die sonst niemand hat.</p>
          </Dialog>
          <Toasts />
        </>
      );
    },
  },
  {
    name: "Command palette",
    render: () => {
      const [isOpen, setIsOpen] = createSignal(false);
      return (
        <>
          <Button onClick={() => setIsOpen(true)}>Befehle</Button>
          <CommandPalette
            isOpen={isOpen()}
            onClose={() => setIsOpen(false)}
            search={(typed) =>
              firms
                .filter((firm) => firm.toLowerCase().includes(typed.toLowerCase()))
                .map((firm) => ({ id: firm, label: firm, avatar: "organisation", run: () => showToast(firm) }))
            }
            commands={[
              { id: "new", label: "Kontakt anlegen", icon: Plus, keys: "n", run: () => showToast("Neu") },
              { id: "log", label: "Besuch eintragen", icon: Users, keys: "g c", run: () => showToast("Besuch") },
            ]}
          />
        </>
      );
    },
  },
];
