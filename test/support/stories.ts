import type { Person } from "./person.ts";

/** Beginnings that many stories share, by visible controls. */
export async function startsAnew(person: Person, company: string, name: string): Promise<void> {
  await person.presses("button", "Neu beginnen");
  await person.types("textbox", "Firma oder Team", company);
  await person.types("textbox", "Ihr Name", name);
  await person.hits("Enter");
  await person.sees("heading", "Woher kommen Ihre Kontakte?");
}

export async function addsFirm(person: Person, name: string): Promise<void> {
  await person.opens("#/contacts");
  await person.presses("button", "Neu");
  await person.presses("radio", "Firma / Organisation");
  await person.types("textbox", "Name der Firma", name);
  await person.presses("button", "Speichern");
  await person.sees("heading", name);
}

export async function imports(person: Person, path: string, headline: string | RegExp, take: string | RegExp): Promise<void> {
  await person.gives(path);
  await person.sees("heading", headline);
  await person.presses("button", take);
  await person.sees("heading", "Übernommen.", 60);
  await person.presses("button", "Zu den Kontakten");
}
