/** Stands alone: nothing else of Kontor can be had when it is shown. */
const de = {
  title: "Kontor lässt sich gerade nicht laden.",
  text: "Der Browser hat die Dateien von Kontor verworfen, und der Server antwortet nicht. Ihre Daten sind davon nicht betroffen: sie liegen weiterhin auf diesem Gerät. Sobald Sie wieder Netz haben, laden Sie die Seite neu.",
  again: "Neu laden",
};
const en: typeof de = {
  title: "Kontor cannot be loaded right now.",
  text: "The browser has dropped Kontor's files, and the server does not answer. Your data is not affected: it is still on this device. As soon as you have a network again, reload the page.",
  again: "Reload",
};

const style =
  "body{font:1rem/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-content:center;padding:1.5rem;color-scheme:light dark;background:Canvas;color:CanvasText}main{max-width:28rem}h1{font-size:1.25rem}";

/** The page that stands in place of the browser's own when a start fails. */
export function failedStart(language: string): Response {
  const isGerman = language.toLowerCase().startsWith("de");
  const words = isGerman ? de : en;
  const page = `<!doctype html><html lang="${isGerman ? "de" : "en"}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kontor</title><style>${style}</style><main><h1>${words.title}</h1><p>${words.text}</p><p><a href="">${words.again}</a></p></main></html>`;
  return new Response(page, {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
