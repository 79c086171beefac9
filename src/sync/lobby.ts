import type { Wire } from "./wire.ts";

/** A place to meet, as a window needs to know it. */
export interface LobbyRoom {
  readonly name: string;
  readonly password: string;
}

/** Tells which is missing: a meeting point, other devices, or a direct path. */
export interface LobbyState {
  /** At least one meeting point answers. */
  readonly isSignalling: boolean;
  /** Devices that are there but not (yet) connected. */
  readonly met: number;
  readonly connected: number;
  /** Of those met: no direct path was found, lately. */
  readonly failed: number;
}

export interface LobbyOptions {
  readonly rooms: readonly LobbyRoom[];
  /** wss:// addresses of meeting points. */
  readonly signalling: readonly string[];
  readonly iceServers: readonly RTCIceServer[];
  readonly onWire: (wire: Wire) => void;
  readonly onState: (state: LobbyState) => void;
}

export interface Lobby {
  setRooms(rooms: readonly LobbyRoom[]): void;
  /** Shown again or online again: drops what is dead and looks for the others at once. */
  reconnect(): void;
  close(): void;
}
