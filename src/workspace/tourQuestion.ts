// What the door's `tour` may be asked, as it comes from a script.
import * as z from "zod/mini";
import { err, ok, type Result } from "../lib/result.ts";

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const moment = z.string().check(z.regex(/^(\d{4}-\d\d-\d\dT)?([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/));
const coordinates = {
  lat: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  lon: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
  x: z.optional(z.number()),
  y: z.optional(z.number()),
};
const stop = z.strictObject({
  id: z.string().check(z.minLength(1)),
  ...coordinates,
  window: z.optional(z.strictObject({ from: z.optional(clock), until: z.optional(clock) })),
  minutes: z.optional(z.number().check(z.minimum(0), z.maximum(24 * 60))),
});
const place = z.strictObject({ id: z.optional(z.string()), ...coordinates });
/** An id alone stands for the contact's own place. */
const orId = <Shape extends z.ZodMiniType>(shape: Shape) =>
  z.pipe(
    z.transform((given: unknown) => (typeof given === "string" ? { id: given } : given)),
    shape,
  );

/** Above this the order takes longer than anybody would wait. */
const mostStops = 100;
const tour = z.strictObject({
  stops: z.array(orId(stop)).check(z.maxLength(mostStops)),
  metric: z.optional(z.enum(["earth", "plane"])),
  closed: z.optional(z.boolean()),
  start: z.optional(orId(place)),
  end: z.optional(orId(place)),
  at: z.optional(moment),
});

export type AskedStop = z.output<typeof stop>;
export type AskedPlace = z.output<typeof place>;
export type TourQuestion = z.output<typeof tour>;
export type TourQuestionRefusal = { readonly code: "field-invalid" | "field-missing"; readonly field: string };

/** Reads a question, or says which part of it is wrong: "stops[2].lat". */
export function readTourQuestion(asked: unknown): Result<TourQuestion, TourQuestionRefusal> {
  const read = tour.safeParse(asked);
  if (!read.success) {
    const issue = read.error.issues[0];
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    return err({ code: "field-invalid", field: fieldOf([...(issue?.path ?? []), ...unknown]) || "question" });
  }
  const { stops, start, end, metric } = read.data;
  const [a, b] = metric === "plane" ? (["x", "y"] as const) : (["lat", "lon"] as const);
  const incomplete = (given: AskedPlace, field: string): string[] => {
    const [one, other] = [given[a] === undefined, given[b] === undefined];
    // On a plane nobody lives.
    const isNowhere = one && other && (metric === "plane" || given.id === undefined);
    return one !== other || isNowhere ? [`${field}.${one ? a : b}`] : [];
  };
  const [missing] = [
    ...stops.flatMap((one, at) => incomplete(one, `stops[${at}]`)),
    ...(start ? incomplete(start, "start") : []),
    ...(end ? incomplete(end, "end") : []),
  ];
  if (missing) return err({ code: "field-missing", field: missing });
  const twice = stops.findIndex(({ id }, at) => stops.findIndex((other) => other.id === id) !== at);
  return twice < 0 ? ok(read.data) : err({ code: "field-invalid", field: `stops[${twice}].id` });
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.map((part, at) => (typeof part === "number" ? `[${part}]` : `${at > 0 ? "." : ""}${String(part)}`)).join("");
