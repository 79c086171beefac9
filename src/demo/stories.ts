import type { Direction, InteractionKind, InteractionResult } from "../domain/words.ts";
import type { StepKey } from "./text.ts";

// A firm's history is made of small stories: somebody asks, somebody comes, a quote goes out. Each step says what
// usually comes of it; a value that stands twice is twice as likely.

export interface Step {
  readonly key: StepKey;
  readonly kind: InteractionKind;
  readonly direction: Direction;
  readonly channel?: string;
  readonly results?: readonly InteractionResult[];
  readonly minutes?: readonly [from: number, to: number];
  readonly moods?: readonly (-2 | -1 | 0 | 1 | 2)[];
  /** Days since the step before. */
  readonly after: readonly [from: number, to: number];
}

export type Audience = "household" | "customer" | "supplier" | "partner" | "influencer" | "press" | "authority" | "other";
export interface Story {
  readonly for: readonly Audience[];
  readonly weight: number;
  readonly steps: readonly Step[];
}

const reached = ["reached", "reached", "reached", "reached", "noAnswer", "voicemail", "busy", "leftMessage"] as const;
const held = ["held", "held", "held", "held", "held", "held", "held", "noShow", "postponed", "cancelled"] as const;
const mailed = ["sent", "sent", "delivered", "opened", "replied"] as const;

const callIn = (key: StepKey, after: Step["after"], moods?: Step["moods"]): Step => ({
  key,
  kind: "call",
  direction: "in",
  results: ["reached"],
  minutes: [2, 18],
  after,
  ...(moods && { moods }),
});
const callOut = (key: StepKey, after: Step["after"], moods?: Step["moods"]): Step => ({
  key,
  kind: "call",
  direction: "out",
  results: reached,
  minutes: [2, 22],
  after,
  ...(moods && { moods }),
});
const mailIn = (key: StepKey, after: Step["after"], moods?: Step["moods"]): Step => ({
  key,
  kind: "email",
  direction: "in",
  after,
  ...(moods && { moods }),
});
const mailOut = (key: StepKey, after: Step["after"]): Step => ({ key, kind: "email", direction: "out", results: mailed, after });
const letterOut = (key: StepKey, after: Step["after"]): Step => ({
  key,
  kind: "letter",
  direction: "out",
  results: ["sent", "sent", "sent", "delivered", "bounced"],
  after,
});
const visit = (key: StepKey, after: Step["after"], minutes: Step["minutes"], moods?: Step["moods"]): Step => ({
  key,
  kind: "visit",
  direction: "out",
  results: held,
  after,
  ...(minutes && { minutes }),
  ...(moods && { moods }),
});
const meeting = (key: StepKey, after: Step["after"]): Step => ({
  key,
  kind: "meeting",
  direction: "none",
  results: held,
  minutes: [30, 120],
  moods: [0, 1, 1, 2],
  after,
});
const whatsapp = (key: StepKey, direction: Direction, after: Step["after"]): Step => ({
  key,
  kind: "message",
  channel: "whatsapp",
  direction,
  after,
  ...(direction === "out" && { results: ["delivered", "delivered", "replied"] as const }),
});

const buyers: readonly Audience[] = ["household", "customer"];

// biome-ignore format: a story a line
export const stories: readonly Story[] = [
  {
    for: buyers, weight: 12, steps: [
      callIn("inquiry", [0, 0]), visit("survey", [2, 9], [30, 75], [0, 1, 1]), mailOut("offerSent", [2, 8]), callOut("offerFollowUp", [4, 10], [-1, 0, 0, 1]), mailIn("offerAccepted", [1, 12], [1, 2]),
      callOut("schedule", [1, 6]), visit("install", [8, 28], [180, 480], [0, 1, 1, 2]), letterOut("invoice", [2, 9]), whatsapp("thanks", "in", [1, 8]),
    ],
  },
  { for: buyers, weight: 3, steps: [mailIn("inquiry", [0, 0]), callOut("callBack", [0, 2]), visit("survey", [2, 8], [30, 75]), mailOut("offerSent", [2, 7]), callOut("offerFollowUp", [5, 12], [-1, 0, 0]), mailIn("offerDeclined", [1, 9], [-1, 0])] },
  { for: buyers, weight: 0.8, steps: [mailIn("inquiry", [0, 0]), callOut("callBack", [0, 3])] },
  { for: buyers, weight: 0.6, steps: [callIn("inquiry", [0, 0]), visit("survey", [2, 9], [30, 75])] },
  { for: buyers, weight: 1.5, steps: [callIn("inquiry", [0, 0]), visit("survey", [2, 9], [30, 75], [0, 1]), mailOut("offerSent", [2, 8]), callOut("offerFollowUp", [5, 14], [-1, 0, 0])] },
  { for: buyers, weight: 1.2, steps: [{ key: "inquiry", kind: "web", direction: "in", after: [0, 0] }, callOut("callBack", [0, 2]), mailOut("offerSent", [2, 7])] },
  { for: buyers, weight: 7, steps: [letterOut("serviceDue", [0, 0]), callIn("serviceBooked", [3, 14]), visit("serviceDone", [5, 25], [45, 120], [0, 1]), letterOut("invoice", [2, 8])] },
  { for: buyers, weight: 4, steps: [whatsapp("serviceDue", "out", [0, 0]), visit("serviceDone", [4, 20], [45, 120], [0, 1]), letterOut("invoice", [2, 8])] },
  { for: buyers, weight: 3, steps: [callIn("emergency", [0, 0], [-2, -1, -1]), { ...visit("emergencyVisit", [0, 1], [40, 180], [0, 1]), results: ["held"] }, callOut("aftercare", [1, 4], [0, 1, 1, 2]), letterOut("invoice", [2, 8])] },
  { for: buyers, weight: 1.2, steps: [callIn("complaint", [0, 0], [-2, -2, -1]), visit("complaintVisit", [1, 4], [20, 90], [-1, 0, 1]), callOut("complaintSolved", [1, 5], [0, 1, 1])] },
  { for: ["household"], weight: 1.5, steps: [callIn("bathInquiry", [0, 0]), meeting("showroom", [3, 12]), visit("survey", [3, 9], [45, 90]), mailOut("offerSent", [4, 12]), callOut("offerFollowUp", [5, 12])] },
  { for: buyers, weight: 1.5, steps: [mailOut("paymentReminder", [0, 0]), callOut("paymentCall", [7, 14], [-1, 0, 0])] },
  { for: ["customer"], weight: 3, steps: [mailIn("flatsReported", [0, 0]), visit("flatsVisit", [1, 6], [40, 150]), mailOut("flatsReport", [1, 3])] },
  { for: ["customer"], weight: 1, steps: [callOut("yearlyInvitation", [0, 0]), meeting("yearlyMeeting", [5, 15]), mailOut("minutesSent", [0, 3])] },
  { for: ["supplier"], weight: 4, steps: [mailOut("priceRequest", [0, 0]), mailIn("priceReply", [1, 5]), mailOut("order", [0, 4]), callIn("deliveryDelay", [2, 9], [-1, -1, 0])] },
  { for: ["supplier"], weight: 2, steps: [{ key: "priceList", kind: "letter", direction: "in", after: [0, 0] }, callOut("priceCall", [1, 9], [-1, 0, 1])] },
  { for: ["supplier", "partner"], weight: 1, steps: [mailIn("trainingInvitation", [0, 0]), { key: "training", kind: "event", direction: "none", results: ["held"], minutes: [120, 420], moods: [0, 1, 2], after: [14, 40] }] },
  { for: ["partner", "influencer"], weight: 4, steps: [mailIn("plansReceived", [0, 0]), callOut("plansQuestion", [1, 5]), meeting("siteMeeting", [3, 14]), mailOut("minutesSent", [0, 3])] },
  { for: ["partner", "influencer"], weight: 2, steps: [callIn("referral", [0, 0], [1, 2]), whatsapp("referralThanks", "out", [0, 2])] },
  { for: ["press"], weight: 3, steps: [mailIn("pressQuestion", [0, 0]), callOut("pressCall", [0, 3]), visit("pressVisit", [2, 10], [30, 90], [1, 2]), { key: "pressArticle", kind: "web", direction: "none", after: [2, 15] }] },
  { for: ["authority"], weight: 3, steps: [letterOut("permitSent", [0, 0]), callOut("permitCall", [14, 35], [-1, 0]), { key: "permitReceived", kind: "letter", direction: "in", after: [5, 30] }] },
  { for: ["household", "customer", "partner", "influencer", "press"], weight: 2.5, steps: [{ key: "newsletter", kind: "email", channel: "newsletter", direction: "out", results: ["delivered", "opened", "opened", "clicked", "bounced", "optedOut"], after: [0, 0] }] },
  { for: ["household", "customer", "supplier", "partner", "influencer", "press", "other"], weight: 1, steps: [{ key: "fair", kind: "event", direction: "none", results: ["held", "held", "held", "noShow"], minutes: [10, 60], moods: [0, 1, 1], after: [0, 0] }, mailOut("fairFollowUp", [1, 6])] },
  { for: ["household", "press", "partner", "other"], weight: 0.6, steps: [{ key: "socialComment", kind: "social", direction: "in", moods: [-1, 0, 1, 2], after: [0, 0] }] },
  { for: ["household", "customer", "supplier", "partner", "influencer", "press", "authority", "other"], weight: 2, steps: [{ key: "remark", kind: "note", direction: "none", after: [0, 0] }] },
  { for: ["household", "partner", "influencer"], weight: 0.8, steps: [whatsapp("birthday", "out", [0, 0])] },
];

/** Whoever asks for something new; not all do, and a house gets its heating once. */
export const isProject = ({ steps }: Story): boolean => steps[0]?.key === "inquiry" || steps[0]?.key === "bathInquiry";
/** Only somebody who has bought is visited for service, complains, or owes. */
const afterSale: ReadonlySet<StepKey> = new Set([
  "install",
  "serviceDone",
  "emergencyVisit",
  "complaintVisit",
  "paymentReminder",
  "flatsVisit",
  "yearlyMeeting",
]);
export const isOfCustomer = ({ steps }: Story): boolean => steps.some(({ key }) => afterSale.has(key));

/** Calls that reached nobody say so instead of telling of a talk. */
export const isUnreached = (result: string | undefined): boolean =>
  result === "noAnswer" || result === "busy" || result === "voicemail" || result === "leftMessage";
/** A visit that did not take place. */
export const isMissed = (result: string | undefined): boolean => result === "noShow" || result === "cancelled" || result === "postponed";
