/** A broadcast channel to the other windows of this browser; where there is none, or it is forbidden, nobody is told and nobody hears. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

export function openChannel(name: string, onMessage: (message: unknown) => void = () => undefined): Channel {
  try {
    // Firefox throws here where site data is blocked.
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  } catch {
    return { post: () => undefined, close: () => undefined };
  }
}
