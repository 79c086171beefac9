import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/**
 * The meeting point: y-webrtc's protocol (subscribe, unsubscribe, publish, ping), with nothing remembered. Topics are random looking and
 * what is published is encrypted by the peers, so there is nothing here to read. y-webrtc's own server dies of one message that is not
 * JSON and has no limits; this one ignores what it cannot read and cuts off what floods it.
 *
 * The Origin header is not checked on purpose: a team's app may be served elsewhere and name this meeting point in its config.json.
 */
export const SIGNAL_PATH = "/signal";

export interface SignallingLimits {
  /** An offer with all its candidates is about 10 kB. */
  messageBytes: number;
  topicsPerConnection: number;
  topicLength: number;
  connections: number;
  /** A device that meets 30 others announces and answers about 200 times within a second, then rarely. */
  messagesPerSecond: number;
  messagesInABurst: number;
  /** What may wait for a receiver that does not read. */
  unreadBytes: number;
  silenceMs: number;
}

const DEFAULT_LIMITS: SignallingLimits = {
  messageBytes: 64 * 1024,
  topicsPerConnection: 200,
  topicLength: 256,
  connections: 5_000,
  messagesPerSecond: 50,
  messagesInABurst: 500,
  unreadBytes: 1024 * 1024,
  silenceMs: 30_000,
};

const CLOSE_POLICY = 1008;
const CLOSE_TRY_LATER = 1013;

export interface Signalling {
  /** Takes the connection if it asks for the meeting point; answers whether it did. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  readonly connections: number;
  close(): void;
}

export function openSignalling(overrides: Partial<SignallingLimits> = {}): Signalling {
  const limits = { ...DEFAULT_LIMITS, ...overrides };
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes, perMessageDeflate: false });
  const subscribersByTopic = new Map<string, Set<WebSocket>>();

  function leave(topic: string, connection: WebSocket) {
    const subscribers = subscribersByTopic.get(topic);
    if (!subscribers?.delete(connection)) return;
    if (subscribers.size === 0) subscribersByTopic.delete(topic);
  }

  function send(connection: WebSocket, message: unknown) {
    if (connection.readyState !== connection.OPEN) return;
    if (connection.bufferedAmount > limits.unreadBytes) connection.terminate();
    else connection.send(JSON.stringify(message));
  }

  function serve(connection: WebSocket) {
    const topics = new Set<string>();
    let allowance = limits.messagesInABurst;
    let countedAt = performance.now();
    let answered = true;

    const heartbeat = setInterval(() => {
      if (!answered) return connection.terminate();
      answered = false;
      connection.ping();
    }, limits.silenceMs);

    function isFlooding(): boolean {
      const now = performance.now();
      allowance = Math.min(limits.messagesInABurst, allowance + ((now - countedAt) / 1000) * limits.messagesPerSecond) - 1;
      countedAt = now;
      return allowance < 0;
    }

    connection.on("pong", () => {
      answered = true;
    });
    // A frame that is too large or malformed: ws closes the connection itself, and only an unheard "error" would end the process.
    connection.on("error", () => connection.terminate());
    connection.on("close", () => {
      clearInterval(heartbeat);
      for (const topic of topics) leave(topic, connection);
    });
    connection.on("message", (data, isBinary) => {
      answered = true;
      if (isFlooding()) return connection.close(CLOSE_POLICY, "too many messages");
      const message = isBinary ? undefined : readMessage(String(data), limits.topicLength);
      if (!message) return;
      switch (message.type) {
        case "subscribe":
          for (const topic of message.topics) {
            if (topics.size >= limits.topicsPerConnection) return;
            topics.add(topic);
            const subscribers = subscribersByTopic.get(topic);
            if (subscribers) subscribers.add(connection);
            else subscribersByTopic.set(topic, new Set([connection]));
          }
          return;
        case "unsubscribe":
          for (const topic of message.topics) {
            topics.delete(topic);
            leave(topic, connection);
          }
          return;
        case "publish": {
          const subscribers = subscribersByTopic.get(message.topic);
          if (!subscribers) return;
          const relayed = { type: "publish", topic: message.topic, data: message.data, clients: subscribers.size };
          for (const subscriber of subscribers) send(subscriber, relayed);
          return;
        }
        case "ping":
          return send(connection, { type: "pong" });
      }
    });
  }

  return {
    upgrade(request, socket, head) {
      if (new URL(request.url ?? "/", "http://localhost").pathname !== SIGNAL_PATH) return false;
      // Between here and the handshake nobody else listens, and a reset connection must not end the process.
      socket.on("error", () => socket.destroy());
      server.handleUpgrade(request, socket, head, (connection) => {
        if (server.clients.size > limits.connections) return connection.close(CLOSE_TRY_LATER, "full");
        serve(connection);
      });
      return true;
    },
    get connections() {
      return server.clients.size;
    },
    close() {
      for (const connection of server.clients) connection.terminate();
      server.close();
    },
  };
}

type Message =
  | { type: "subscribe" | "unsubscribe"; topics: string[] }
  | { type: "publish"; topic: string; data: unknown }
  | { type: "ping" };

function readMessage(text: string, topicLength: number): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  const isTopic = (topic: unknown): topic is string => typeof topic === "string" && topic.length > 0 && topic.length <= topicLength;
  switch (value.type) {
    case "subscribe":
    case "unsubscribe":
      return "topics" in value && Array.isArray(value.topics) ? { type: value.type, topics: value.topics.filter(isTopic) } : undefined;
    case "publish":
      if (!("topic" in value) || !isTopic(value.topic)) return undefined;
      return { type: "publish", topic: value.topic, data: "data" in value ? value.data : undefined };
    case "ping":
      return { type: "ping" };
    default:
      return undefined;
  }
}
