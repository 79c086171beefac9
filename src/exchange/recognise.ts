// Contacts of lists that the workspace has already: by their numbers, else by what they are called and reached by.
import { type Draft, type Hint, HintList, type ImportQuestion } from "./draft.ts";
import { isCustomerSystem, KeyIndex, type KnownParty, recognisedByKey } from "./known.ts";
import { nameKey } from "./partyDraft.ts";
import { ContactIndex, draftName } from "./sameContact.ts";

/** What no import asks at once: somebody would have to answer it. */
const mostQuestions = 30;

export class Recogniser {
  readonly #byKey: KeyIndex<KnownParty>;
  readonly #byName: ContactIndex;
  readonly #answers: Readonly<Record<string, string>>;
  readonly #hints = new HintList();
  readonly #asked = new Map<string, ImportQuestion>();
  /** Each contact of the workspace is one of the list; a second row that fits is another. */
  readonly #taken = new Map<string, string>();

  /** `byKey`: of the same contacts, where somebody has it already. */
  constructor(
    parties: readonly KnownParty[],
    answers: Readonly<Record<string, string>> = {},
    byKey = new KeyIndex(parties, isCustomerSystem),
  ) {
    this.#byKey = byKey;
    this.#byName = new ContactIndex(parties);
    this.#answers = answers;
  }

  recognised(draft: Draft): Draft {
    if (draft.kind !== "party" || draft.id !== undefined || draft.exact !== undefined) return draft;
    const byKey = recognisedByKey(draft, this.#byKey);
    if (byKey.id !== undefined) return byKey;
    const match = this.#byName.match(draft);
    if (!match) return draft;
    const name = draftName(draft.fields);
    const answer = Object.hasOwn(this.#answers, name) ? this.#answers[name] : undefined;
    const isMeant = answer === undefined ? match.isCertain : answer === match.known.id;
    if (!match.isCertain && this.#asked.size < mostQuestions)
      this.#asked.set(nameKey(name), { code: "same-contact", a: name, b: match.known.name, id: match.known.id, count: 1 });
    const taken = this.#taken.get(match.known.id);
    if (!isMeant || (taken !== undefined && taken !== draft.key)) return draft;
    this.#taken.set(match.known.id, draft.key);
    this.#hints.add("known-by-name", draft.line, match.known.name);
    return { ...draft, id: match.known.id };
  }

  get questions(): ImportQuestion[] {
    return [...this.#asked.values()];
  }

  get hints(): Hint[] {
    return this.#hints.list();
  }
}
