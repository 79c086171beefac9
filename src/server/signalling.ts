import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { Allowance } from "./allowance.ts";
import { askerOf } from "./network.ts";

/**
 * The meeting point: y-webrtc's protocol (subscribe, unsubscribe, publish, ping), with nothing remembered. Topics are random looking and
 * what is published is encrypted by the peers, so there is nothing here to read. y-webrtc's own server dies of one message that is not
 * JSON and has no limits; this one ignores what it cannot read and cuts off what floods it.
 *
 * The Origin header is not checked on purpose: a team's app may be served elsewhere and name this meeting point in its config.json.
 */
const SIGNAL_PATH = "/signal";

export interface SignallingLimits {
  /** An offer with all its candidates is about 10 kB. */
  messageBytes: number;
  topicsPerConnection: number;
  topicLength: number;
  /** A team of sixty devices; who comes later is not heard in that room. */
  subscribersPerTopic: number;
  connections: number;
  /** An office behind one router. Connections from this computer itself are a proxy's or a developer's. */
  connectionsPerAddress: number;
  /** A device that meets 30 others announces and answers about 200 times within a second, then rarely. */
  messagesPerSecond: number;
  messagesInABurst: number;
  /** Bytes times receivers, of all connections from one address. Thirty devices behind one router that all meet at once need about 100 MB. */
  relayedBytesPerSecond: number;
  relayedBytesInABurst: number;
  /** What may wait for a receiver that does not read. */
  unreadBytes: number;
  silenceMs: number;
}

const DEFAULT_LIMITS: SignallingLimits = {
  messageBytes: 64 * 1024,
  topicsPerConnection: 200,
  topicLength: 256,
  subscribersPerTopic: 60,
  connections: 5_000,
  connectionsPerAddress: 200,
  messagesPerSecond: 50,
  messagesInABurst: 500,
  relayedBytesPerSecond: 16 * 1024 * 1024,
  relayedBytesInABurst: 128 * 1024 * 1024,
  unreadBytes: 1024 * 1024,
  silenceMs: 30_000,
};

const PONG = Buffer.from('{"type":"pong"}');
const CLOSE_POLICY = 1008;
const CLOSE_TRY_LATER = 1013;

/** Everybody at one address. */
interface Asker {
  connections: number;
  readonly relayed: Allowance;
}

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
  const askers = new Map<string, Asker>();

  function enter(address: string): Asker {
    const known = askers.get(address);
    const asker = known ?? { connections: 0, relayed: new Allowance(limits.relayedBytesInABurst, limits.relayedBytesPerSecond) };
    if (!known) {
      // Coming again does not fill an allowance; who has used nothing of it is forgotten.
      for (const [other, { connections, relayed }] of askers) if (connections === 0 && relayed.isFull) askers.delete(other);
      askers.set(address, asker);
    }
    asker.connections++;
    return asker;
  }

  function leave(topic: string, connection: WebSocket) {
    const subscribers = subscribersByTopic.get(topic);
    if (!subscribers?.delete(connection)) return;
    if (subscribers.size === 0) subscribersByTopic.delete(topic);
  }

  function send(connection: WebSocket, message: Buffer) {
    if (connection.readyState !== connection.OPEN) return;
    if (connection.bufferedAmount > limits.unreadBytes) connection.terminate();
    else connection.send(message, { binary: false });
  }

  function serve(connection: WebSocket, asker: Asker) {
    const topics = new Set<string>();
    const messages = new Allowance(limits.messagesInABurst, limits.messagesPerSecond);
    let answered = true;

    const heartbeat = setInterval(() => {
      if (!answered) return connection.terminate();
      answered = false;
      connection.ping();
    }, limits.silenceMs);

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
      if (!messages.take(1)) return connection.close(CLOSE_POLICY, "too many messages");
      try {
        hear(data, isBinary);
      } catch {
        // Whatever it was (words nested too deeply to be written again, for one): it ends this connection and no other.
        connection.terminate();
      }
    });

    function hear(data: RawData, isBinary: boolean) {
      const message = isBinary ? undefined : readMessage(String(data), limits.topicLength);
      if (!message) return;
      switch (message.type) {
        case "subscribe":
          for (const topic of message.topics) {
            if (topics.size >= limits.topicsPerConnection) return;
            const subscribers = subscribersByTopic.get(topic) ?? new Set();
            if (subscribers.size >= limits.subscribersPerTopic && !subscribers.has(connection)) continue;
            topics.add(topic);
            subscribersByTopic.set(topic, subscribers.add(connection));
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
          const { topic, data } = message;
          // Written once, however many hear it.
          const relayed = Buffer.from(JSON.stringify({ type: "publish", topic, data, clients: subscribers.size }));
          // Left out, not punished: devices announce themselves again.
          if (!asker.relayed.take(relayed.length * subscribers.size)) return;
          for (const subscriber of subscribers) send(subscriber, relayed);
          return;
        }
        case "ping":
          return send(connection, PONG);
      }
    }
  }

  return {
    upgrade(request, socket, head) {
      // As text: what anybody may send as an address is often none that URL would read.
      if (request.url?.replace(/[?#].*$/s, "") !== SIGNAL_PATH) return false;
      // Between here and the handshake nobody else listens, and a reset connection must not end the process.
      socket.on("error", () => socket.destroy());
      try {
        server.handleUpgrade(request, socket, head, (connection) => {
          const address = askerOf(request);
          const asker = enter(address ?? "");
          connection.on("close", () => asker.connections--);
          const isCrowded = address !== undefined && asker.connections > limits.connectionsPerAddress;
          if (isCrowded || server.clients.size > limits.connections) return connection.close(CLOSE_TRY_LATER, "full");
          serve(connection, asker);
        });
      } catch {
        socket.destroy();
      }
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
