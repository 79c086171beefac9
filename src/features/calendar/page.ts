import CalendarDays from "lucide-solid/icons/calendar-days";
import { createText } from "../../i18n/createText.ts";
import { newNoun } from "../../i18n/nouns.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const calendarPage: AppPage<HistorySource> = {
  href: "/calendar",
  rest: "/:view?/:day?",
  label: createText({ de: "Kalender", en: "Calendar" }),
  icon: CalendarDays,
  keys: "g k",
  ways: ["rail", "more"],
  shows: { noun: "appointment", titleField: "title" },
  create: {
    label: () => newNoun("appointment"),
    keys: "e",
    form: lazily(() => import("./AppointmentForm.tsx").then((file) => ({ default: file.AppointmentForm }))),
  },
  panel: lazily(() => import("./AppointmentPanel.tsx").then((file) => ({ default: file.AppointmentPanel }))),
  due: lazily(() => import("./DueAppointments.tsx").then((file) => ({ default: file.DueAppointments }))),
  history: () => import("./AppointmentPanel.tsx").then((file) => file.appointmentHistory),
  page: lazily(() => import("./CalendarPage.tsx").then((file) => ({ default: file.CalendarPage }))),
};
