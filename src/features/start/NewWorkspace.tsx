import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createSignal, type JSX, Show } from "solid-js";
import { countryCodes } from "../../domain/country.ts";
import { tooLongName } from "../../domain/name.ts";
import { currencyOf, guessRegion, isZoneHidden, type Region } from "../../domain/region.ts";
import { deviceZone, namedZones } from "../../domain/zone.ts";
import { errorText } from "../../i18n/errors.ts";
import { compareText, countryName, zoneName } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { createDraft } from "../../state/draft.ts";
import { Button } from "../../ui/Button.tsx";
import { type Option, Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";
import "./start.css";
import "./NewWorkspace.css";

export interface NewWorkspaceFacts extends Region {
  readonly name: string;
  readonly memberName: string;
  readonly language: string;
}

export interface NewWorkspaceProps {
  readonly onCreate: (facts: NewWorkspaceFacts) => Promise<unknown>;
  readonly onBack: () => void;
}

/** Two inputs and one guessed line; Enter starts. */
export function NewWorkspace(props: NewWorkspaceProps): JSX.Element {
  const clock = deviceZone();
  const isHidden = isZoneHidden(navigator.languages, clock);
  const guessed = { ...guessRegion(navigator.languages, clock), ...(isHidden ? { zone: "" } : {}) };
  const draft = createDraft<Omit<NewWorkspaceFacts, "language">>(() => ({ name: "", memberName: "", ...guessed }), "newWorkspace");
  const [isChanging, setIsChanging] = createSignal(isHidden);
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [isStarting, setIsStarting] = createSignal(false);
  let name!: HTMLInputElement;
  let member!: HTMLInputElement;
  let zone!: HTMLSelectElement;

  const problemOf = (value: string, missing: string): string => {
    const refusal = tooLongName({ name: value });
    return value.trim() === "" ? missing : refusal ? errorText(refusal) : "";
  };
  const companyProblem = (): string => problemOf(draft.value("name"), text().companyMissing);
  const memberProblem = (): string => problemOf(draft.value("memberName"), text().nameMissing);

  const start = async (): Promise<void> => {
    if (isStarting()) return;
    const facts = {
      name: draft.value("name").trim(),
      memberName: draft.value("memberName").trim(),
      country: draft.value("country"),
      currency: draft.value("currency"),
      zone: draft.value("zone"),
      language: language(),
    };
    if (companyProblem() || memberProblem()) {
      setIsComplaining(true);
      (companyProblem() ? name : member).focus();
      return;
    }
    if (facts.zone === "") {
      setIsComplaining(true);
      setIsChanging(true);
      zone.focus();
      return;
    }
    setIsStarting(true);
    try {
      await props.onCreate(facts);
      draft.clear();
    } finally {
      setIsStarting(false);
    }
  };
  const zones = (): readonly Option[] => [
    ...(draft.value("zone") === "" ? [{ value: "", label: text().chooseZone }] : []),
    ...namedZones().map((one) => ({ value: one, label: one.replaceAll("_", " ") })),
  ];

  return (
    <main class="start">
      <form
        class="start-card"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Button kind="quiet" size="small" icon={ChevronLeft} class="start-back" onClick={() => props.onBack()}>
          {text().back}
        </Button>
        <h1>{text().startNew}</h1>
        <TextField
          ref={(element) => (name = element)}
          autofocus
          label={text().company}
          autocomplete="organization"
          enterKeyHint="next"
          value={draft.value("name")}
          onInput={(value) => draft.type("name", value)}
          error={isComplaining() ? companyProblem() : ""}
        />
        <TextField
          ref={(element) => (member = element)}
          label={text().yourName}
          autocomplete="name"
          enterKeyHint="go"
          value={draft.value("memberName")}
          onInput={(value) => draft.type("memberName", value)}
          error={isComplaining() ? memberProblem() : ""}
        />
        <Show
          when={isChanging()}
          fallback={
            <p class="start-guess">
              <span>
                {[countryName(draft.value("country")), draft.value("currency"), text().zone(zoneName(draft.value("zone")))].join(" · ")}
              </span>
              <Button kind="quiet" size="small" onClick={() => setIsChanging(true)}>
                {text().change}
              </Button>
            </p>
          }
        >
          <div class="start-region">
            <Select
              label={text().country}
              value={draft.value("country")}
              options={countryCodes
                .map((code) => ({ value: code, label: countryName(code) }))
                .sort((a, b) => compareText(a.label, b.label))}
              onChange={(country) => {
                draft.type("country", country);
                draft.type("currency", currencyOf(country));
              }}
            />
            <Select
              label={text().currency}
              value={draft.value("currency")}
              options={Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: code }))}
              onChange={(currency) => draft.type("currency", currency)}
            />
            <Select
              label={text().timeZone}
              value={draft.value("zone")}
              ref={(element) => (zone = element)}
              options={zones()}
              onChange={(next) => draft.type("zone", next)}
              description={isHidden && draft.value("zone") === "" && !isComplaining() ? text().zoneMissing : undefined}
              error={isComplaining() && draft.value("zone") === "" ? text().zoneMissing : ""}
            />
          </div>
        </Show>
        <Button kind="primary" size="large" submit isBusy={isStarting()}>
          {isStarting() ? text().starting : text().begin}
        </Button>
      </form>
    </main>
  );
}
