import CalendarDays from "lucide-solid/icons/calendar-days";
import Footprints from "lucide-solid/icons/footprints";
import Globe from "lucide-solid/icons/globe";
import Handshake from "lucide-solid/icons/handshake";
import Mail from "lucide-solid/icons/mail";
import MessageCircle from "lucide-solid/icons/message-circle";
import Phone from "lucide-solid/icons/phone";
import Scroll from "lucide-solid/icons/scroll-text";
import Share from "lucide-solid/icons/share-2";
import StickyNote from "lucide-solid/icons/sticky-note";
import { ownValue } from "../lib/own.ts";
import type { Icon } from "./Button.tsx";

const icons: Readonly<Record<string, Icon>> = {
  visit: Footprints,
  meeting: Handshake,
  call: Phone,
  email: Mail,
  letter: Scroll,
  message: MessageCircle,
  social: Share,
  event: CalendarDays,
  web: Globe,
  note: StickyNote,
};
export const kindIcon = (kind: string): Icon => ownValue(icons, kind) ?? StickyNote;
