// Where phone numbers, addresses and pages lead.

export const telLink = (value: string): string => `tel:${value.replace(/[^\d+*#,;]/g, "").replaceAll("#", "%23")}`;

const mailbox = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/u;
/**
 * Only what is one address leads anywhere, and every sign that would say more than the address ("?bcc=", a second receiver) is
 * encoded: who taps it sees whom the letter goes to.
 */
export function mailLink(value: string): string | undefined {
  const address = value.trim();
  // The longest address there can be; a longer text would only cost time.
  if (address.length > 254 || !mailbox.test(address)) return undefined;
  const at = address.indexOf("@");
  return `mailto:${encodeURIComponent(address.slice(0, at))}@${encodeURIComponent(address.slice(at + 1))}`;
}
/** A letter that is begun in the mail program; `to` may be "". Lines end as mail has them (RFC 6068). */
export function mailDraft(to: string, subject: string, body: string): string {
  const encoded = (part: string): string => encodeURIComponent(part.replaceAll(/\r?\n/g, "\r\n"));
  return `${mailLink(to) ?? "mailto:"}?subject=${encoded(subject)}&body=${encoded(body)}`;
}
/** Only http and https lead anywhere: a stored "javascript:" must never run. */
export function webLink(value: string): string | undefined {
  const address = /^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`;
  try {
    const { protocol, href } = new URL(address);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined; // Not an address: shown as plain text.
  }
}
/** The phone's own map where it has one, else OpenStreetMap. */
export function mapLink(address: string): string {
  const query = encodeURIComponent(address);
  if (/android/i.test(navigator.userAgent)) return `geo:0,0?q=${query}`;
  if (/iphone|ipad/i.test(navigator.userAgent)) return `maps://?q=${query}`;
  return `https://www.openstreetmap.org/search?query=${query}`;
}
