/** As much of the W3C's WebDriver (w3.org/TR/webdriver2) as stories need. Its answers are JSON over HTTP, so it takes no library. */

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export class DriverError extends Error {}

export interface DriverSession {
  go(address: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  address(): Promise<string>;
  /** Runs the body of an asynchronous function in the page; `given` holds the arguments. */
  run(body: string, ...given: readonly unknown[]): Promise<unknown>;
  /** The element that the body returns, by its name of this session; nothing where there is none. */
  find(body: string, ...given: readonly unknown[]): Promise<string | undefined>;
  click(element: string): Promise<void>;
  /** As by keyboard, at the end of what stands there, or in place of what is marked. */
  send(element: string, text: string): Promise<void>;
  hit(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
  window(): Promise<string>;
  newWindow(): Promise<string>;
  use(window: string): Promise<void>;
  closeWindow(): Promise<void>;
  end(): Promise<void>;
}

export async function openSession(driver: string, capabilities: object): Promise<DriverSession> {
  const { sessionId } = (await call("POST", "", { capabilities: { alwaysMatch: capabilities } })) as { sessionId: string };
  const at = `/${sessionId}`;

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${driver}/session${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) {
      const { error, message } = value as { error: string; message: string };
      throw new DriverError(`${error}: ${message}`);
    }
    return value;
  }
  const post = (path: string, body: object = {}) => call("POST", at + path, body);
  await post("/timeouts", { script: 300_000, pageLoad: 60_000 });

  async function run(body: string, ...given: readonly unknown[]): Promise<unknown> {
    const script = `const given = [...arguments];
      const done = given.pop();
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error?.message ?? error) }));`;
    const { value, error } = (await post("/execute/async", { script, args: given })) as { value?: unknown; error?: string };
    if (error !== undefined && error !== null) throw new Error(error);
    return value;
  }

  return {
    go: async (url) => void (await post("/url", { url })),
    back: async () => void (await post("/back")),
    reload: async () => void (await post("/refresh")),
    address: async () => (await call("GET", `${at}/url`)) as string,
    run,
    find: async (body, ...given) => ((await run(body, ...given)) as Record<string, string> | null)?.[ELEMENT],
    click: async (element) => void (await post(`/element/${element}/click`)),
    send: async (element, text) => void (await post(`/element/${element}/value`, { text })),
    async hit(key) {
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
      await post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    async resize(width, height) {
      await post("/window/rect", { width, height });
      // The rectangle is the window's, with the bars of the browser.
      const [inner, outer] = (await run("return [innerHeight, outerHeight]")) as [number, number];
      await post("/window/rect", { width, height: height + outer - inner });
    },
    screenshot: async () => Buffer.from((await call("GET", `${at}/screenshot`)) as string, "base64"),
    window: async () => (await call("GET", `${at}/window`)) as string,
    newWindow: async () => ((await post("/window/new", { type: "tab" })) as { handle: string }).handle,
    use: async (handle) => void (await post("/window", { handle })),
    closeWindow: async () => void (await call("DELETE", `${at}/window`)),
    end: async () => void (await call("DELETE", at)),
  };
}
