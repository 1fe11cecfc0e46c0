/**
 * What each step of the set-up check can find. `kind` names the cause, each of which has its own
 * words and cure; times are milliseconds. What only several steps together tell (`udp-blocked`,
 * `socket-blocked`, `not-checked`) is put in by `assess`.
 */
export interface StepFindings {
  readonly server: ServerFinding;
  readonly session: SessionFinding;
  readonly stun: StunFinding;
  readonly 'turn-udp': TurnFinding;
  readonly 'turn-tcp': TurnFinding;
  readonly 'turn-tls': TurnFinding;
  readonly camera: CameraFinding;
  readonly microphone: MicrophoneFinding;
  readonly speaker: SpeakerFinding;
  readonly loopback: LoopbackFinding;
}

/** The steps in the order in which they are shown. */
export const stepIds = [
  'server',
  'session',
  'stun',
  'turn-udp',
  'turn-tcp',
  'turn-tls',
  'camera',
  'microphone',
  'speaker',
  'loopback',
] as const satisfies readonly (keyof StepFindings)[];

export type StepId = (typeof stepIds)[number];

/** A TURN server over one transport. */
export const relaySteps = ['turn-udp', 'turn-tcp', 'turn-tls'] as const;
export type RelayStep = (typeof relaySteps)[number];

/** What is known so far. */
export type Findings = { readonly [S in StepId]?: StepFindings[S] | undefined };

export type ServerFinding =
  | { readonly kind: 'reached'; readonly version: string; readonly answerMs: number }
  /** Reached; `skewMs` is what to add to this machine's clock to get the server's. */
  | { readonly kind: 'clock-off'; readonly version: string; readonly skewMs: number }
  | { readonly kind: 'app-too-old' | 'server-too-old'; readonly version: string }
  | { readonly kind: ServerFault };

/** Why the server could not be asked. */
export type ServerFault =
  /** This machine is in no network at all. */
  | 'offline'
  /** Its address leads to nothing that answers: down, or another address. */
  | 'unreachable'
  /** The connection stands or is swallowed, and nothing comes back. */
  | 'no-answer'
  | 'bad-certificate'
  | 'not-a-server'
  /** It is a Tatap server and cannot help at the moment. */
  | 'in-trouble';

export type SessionFinding =
  | { readonly kind: 'answered'; readonly answerMs: number }
  | { readonly kind: 'signed-out' }
  /** This device is in use in another window. */
  | { readonly kind: 'replaced' }
  /** The socket is open and a request gets no answer, or a refusal. */
  | { readonly kind: 'no-answer' }
  /** The socket does not open. */
  | { readonly kind: 'no-connection' }
  /** The server answers over HTTP and the socket does not open: something on the way cuts it. */
  | { readonly kind: 'socket-blocked' }
  | { readonly kind: 'not-checked' };

/** Why a STUN or TURN server could not be used. */
type IceFault =
  /** Silence: it is down, or a firewall swallows what is sent. */
  | 'no-answer'
  /** Nothing listens there. */
  | 'unreachable'
  /** Its name leads nowhere. */
  | 'unknown-host'
  /** Silence over UDP, while a relay works over TCP: the network lets no UDP through. */
  | 'udp-blocked';

export type StunFinding =
  | { readonly kind: 'answered'; readonly answerMs: number }
  /** The signaling server names none. */
  | { readonly kind: 'not-offered' }
  | { readonly kind: IceFault }
  | { readonly kind: 'not-checked' };

export type TurnFinding =
  | { readonly kind: 'relayed'; readonly answerMs: number }
  /** The signaling server names none with this transport. */
  | { readonly kind: 'not-offered' }
  /** It names none at all; stands for all transports. */
  | { readonly kind: 'no-relay' }
  | { readonly kind: IceFault }
  /** Error 401 (RFC 8489, section 14.8) for credentials that should work. */
  | { readonly kind: 'credentials-refused' }
  /** Error 401 for credentials that were over before they were used: the server's clock is off. */
  | { readonly kind: 'credentials-expired' }
  /** Another error code, such as 486 (allocation quota) or 508 (capacity; RFC 8656, section 19). */
  | { readonly kind: 'refused'; readonly code: number }
  /** Something listens, and TLS fails: the certificate, or it speaks no TLS. */
  | { readonly kind: 'certificate' }
  | { readonly kind: 'not-checked' };

/** Why a camera or microphone did not open. */
export type OpenFault =
  | 'refused-by-person'
  | 'refused-by-system'
  /** Another program holds it, or its driver failed. */
  | 'in-use'
  | 'none'
  /** The page is not a secure context, or the browser knows no devices. */
  | 'unsupported';

/** `label` is the device's name. */
export type CameraFinding =
  | {
      readonly kind: 'delivers';
      readonly label: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: OpenFault }
  /** Neither opened nor refused: a question waits on the screen, or the driver hangs. */
  | { readonly kind: 'not-opened' }
  | { readonly kind: 'no-frames' | 'black'; readonly label: string };

export type MicrophoneFinding =
  | { readonly kind: 'delivers'; readonly label: string }
  | { readonly kind: OpenFault }
  | { readonly kind: 'not-opened' }
  /** Open, and not one sample comes. */
  | { readonly kind: 'no-sound'; readonly label: string }
  /** Samples come and all are zero: muted in the system or by a switch. */
  | { readonly kind: 'silent'; readonly label: string };

export type SpeakerFinding =
  | { readonly kind: 'plays' }
  | { readonly kind: 'none' }
  /** The chosen one is not there any more. */
  | { readonly kind: 'gone' }
  /** It takes sound and does not play it. */
  | { readonly kind: 'stalled' };

export type LoopbackFinding =
  | { readonly kind: 'flows'; readonly firstFrameMs: number }
  | { readonly kind: 'not-connected' | 'no-media' | 'no-picture' | 'no-sound' }
  /** Browsers connect nothing where there is no network, not even within the machine. */
  | { readonly kind: 'not-checked' };
