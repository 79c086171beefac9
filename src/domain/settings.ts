import * as z from "zod/mini";

/** What the whole workspace agrees on; one record, `meta.settings`. */
export interface Settings {
  readonly type: "settings";
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
  readonly language: string;
}

export const settingsFields = {
  name: z.string(),
  country: z.string(),
  currency: z.string(),
  zone: z.string(),
  language: z.string(),
} as const;
