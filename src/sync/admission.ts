// The newcomer's half of letting somebody in: it has a link and its own keys, and nothing else yet.

import { shortenedName } from "../domain/name.ts";
import { type DeviceId, type DeviceKeys, deviceIdOf } from "../journal/deviceKeys.ts";
import { type InvitationLink, makeInvitation, signAdmission } from "../journal/invitation.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { Malformed } from "./binary.ts";
import { greet, handshakeMs, type Secured } from "./handshake.ts";
import { decodeMessage, encodeMessage } from "./message.ts";
import type { CloseReason } from "./status.ts";
import type { AdmissionRefusal, AdmissionRequest, WelcomeData } from "./store.ts";
import { realTimers, type Timers } from "./timers.ts";
import type { Wire } from "./wire.ts";

/**
 * What a member who let us in handed over, and who that was, by its own proof: the room's password alone is known to everybody who
 * has the link.
 * Believe it only if the roster in the welcome begins with the link's workspace, holds the link's head, and knows this device by this key.
 */
export interface Welcome extends WelcomeData {
  readonly host: { readonly device: DeviceId; readonly signPublic: Uint8Array };
}

export type AdmissionFailure =
  | AdmissionRefusal
  /** Another newcomer: there is nobody here who could let us in. The wire stays open, and should. */
  | { readonly code: "no-member" }
  /** Nothing came of it; another wire, or a later one, may do better. */
  | { readonly code: "connection-ended"; readonly reason: CloseReason | null };

/** The disk of the other may be busy with an import. */
const answerMs = 45_000;

/** Tens of thousands of people and devices. */
const largestRoster = 32 * 2 ** 20;

/** Asks the device at the other end of a wire, met in the invitation's room, to be let in. */
export async function requestAdmission(
  wire: Wire,
  link: Pick<InvitationLink, "workspace" | "seed">,
  keys: DeviceKeys,
  names: { readonly member: string; readonly device: string },
  timers: Timers = realTimers,
): Promise<Result<Welcome, AdmissionFailure>> {
  const invitation = await makeInvitation(link.seed);
  const request: AdmissionRequest = {
    invitation: invitation.id,
    proof: await signAdmission(invitation, link.workspace, keys),
    device: keys.id,
    signPublic: keys.signPublic,
    receivePublic: keys.receivePublic,
    // Old data may hold longer ones, and what the other end cannot read would never let this device in.
    memberName: shortenedName(names.member),
    deviceName: shortenedName(names.device),
  };

  return new Promise((resolve) => {
    const pages: Uint8Array[] = [];
    let rosterBytes = 0;
    let secured: Secured | null = null;
    let stopDeadline = timers.after(handshakeMs, () => end({ code: "connection-ended", reason: "handshake-late" }));

    function settle(result: Result<Welcome, AdmissionFailure>) {
      stopDeadline();
      stopGreeting();
      wire.onClose = null;
      resolve(result);
    }

    function end(failure: AdmissionFailure) {
      settle(err(failure));
      wire.close();
    }

    async function ask(to: Secured) {
      secured = to;
      if (to.isNewcomer) return settle(err({ code: "no-member" }));
      stopDeadline();
      stopDeadline = timers.after(answerMs, () => end({ code: "connection-ended", reason: "handshake-late" }));
      await to.channel.send("control", encodeMessage({ type: "newcomer", proof: await to.prove(keys), request }));
    }

    async function hear(bytes: Uint8Array) {
      const message = decodeMessage(bytes);
      if (message.type === "roster") {
        rosterBytes += bytes.length;
        // Whoever has the link could answer: nothing is believed yet.
        if (rosterBytes > largestRoster) return end({ code: "connection-ended", reason: "flooded" });
        pages.push(...message.entries);
        return;
      }
      if (message.type === "denied") return end({ code: message.code });
      if (message.type !== "welcome") throw new Malformed("out of place");
      if (!(await secured?.isProven(message.proof))) return end({ code: "connection-ended", reason: "signature-invalid" });
      const { signPublic } = message.proof;
      settle(ok({ ...message.data, roster: [...pages, ...message.data.roster], host: { device: deviceIdOf(signPublic), signPublic } }));
      wire.close();
    }

    wire.onClose = () => settle(err({ code: "connection-ended", reason: null }));
    const stopGreeting = greet({
      wire,
      room: invitation.room,
      timers,
      isNewcomer: true,
      onSecured: (to) => void ask(to),
      onMessage: (_, bytes) => hear(bytes),
      onFail: (reason) => end({ code: "connection-ended", reason }),
      onBytes: () => {},
    });
  });
}
