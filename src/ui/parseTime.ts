// What people type for a time of day: "9", "9:30", "930", "14 uhr", "2 pm", "mittags".
const words: Readonly<Record<string, string>> = {
  mittag: "12:00",
  mittags: "12:00",
  noon: "12:00",
  mitternacht: "00:00",
  midnight: "00:00",
};

/** "HH:MM", or undefined for what is no time. */
export function parseTime(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  if (Object.hasOwn(words, text)) return words[text];
  const clean = text.replace(/\s*(uhr|h)\b\.?\s*/, ":").replace(/:$/, "");
  const [, hourText, minuteText, half] = /^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$/.exec(clean) ?? [];
  if (hourText === undefined) return undefined;
  const [hour, minute] = [Number(hourText), Number(minuteText ?? 0)];
  if (minute > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return undefined;
  const hourOfDay = half ? (hour % 12) + (half === "p" ? 12 : 0) : hour;
  return `${String(hourOfDay).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
