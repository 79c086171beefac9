// What the + of a phone offers, and in which order: what the place suggests, what was added last, then the rest.

/** In the order of everyday use; nouns that can be begun and are not named here come behind. */
const everyday = ["visit", "task", "call", "note", "contact", "appointment", "deal"] as const;

/** The first part of an address → what is begun there first. */
const suggested: Readonly<Record<string, string>> = {
  contacts: "contact",
  tasks: "task",
  calendar: "appointment",
  products: "product",
  deals: "deal",
  promises: "promise",
};

/** Orders what can be begun (`available`) for the place at an address; `last` is what was begun last on this device. */
export function quickAddOrder(available: readonly string[], path: string, last: string | null): readonly string[] {
  const [, page = "", of = ""] = path.split("/");
  // With a contact in view something happened with them; in their list one is missing.
  const here = page === "contacts" && of !== "" ? "visit" : suggested[page];
  const order = [...(here ? [here] : []), ...(last ? [last] : []), ...everyday, ...available];
  return [...new Set(order)].filter((one) => available.includes(one));
}

/** The contact that is in view at an address, to whom what is begun belongs; "" where there is none. */
export const contactInView = (path: string): string => /^\/(?:contacts|brief)\/([^/?]+)/.exec(path)?.[1] ?? "";
