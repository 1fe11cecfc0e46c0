import type { ReadonlySignal } from '@preact/signals-core';

/** How bad a finding is. `note` is no fault: the person is told what it means. */
export type Verdict = 'good' | 'note' | 'warning' | 'failed';

/** Why a STUN or TURN server cannot be used. A failure of one matters less where another works. */
export const iceFaults = {
  /** Silence: the server is down, or a firewall drops what is sent. */
  'no-answer': 'failed',
  /** Nothing listens there. */
  unreachable: 'failed',
  /** Its name does not resolve. */
  'unknown-host': 'failed',
  /** Silence over UDP, while a relay works over TCP: the network lets no UDP through. */
  'udp-blocked': 'warning',
} as const satisfies Record<string, Verdict>;

const turn = {
  ...iceFaults,
  relayed: 'good',
  /** The signaling server names no TURN server with this transport. */
  'not-offered': 'note',
  /** The signaling server names no TURN server at all; stands for all transports. */
  'no-relay': 'note',
  'not-checked': 'note',
  /** Error 401 (RFC 8489, section 14.8) for credentials that should work. */
  'credentials-refused': 'failed',
  /** Error 401 for credentials that expired before they were used: the server's clock is off. */
  'credentials-expired': 'failed',
  /** Another error code, such as 486 (allocation quota) or 508 (capacity; RFC 8656, section 19). */
  refused: 'failed',
  /** Something listens, and TLS fails: the certificate, or it speaks no TLS. */
  certificate: 'failed',
} as const satisfies Record<string, Verdict>;

const capture = {
  delivers: 'good',
  'refused-by-person': 'failed',
  'refused-by-system': 'failed',
  /** Another program holds it, or its driver failed. */
  'in-use': 'failed',
  /** The page is not a secure context, or the browser knows no devices. */
  unsupported: 'failed',
  /** Neither opened nor refused: a question waits on the screen, or the driver hangs. */
  'not-opened': 'failed',
} as const satisfies Record<string, Verdict>;

/**
 * The steps of the check in the order in which they are shown, the kinds of findings of each, and
 * how bad each kind is. A kind names a cause, which has its own words and advice. What only several
 * steps together tell (`udp-blocked`, `socket-blocked`, `not-checked`) is put in by `assess`.
 */
export const steps = {
  server: {
    reached: 'good',
    'clock-off': 'warning',
    'app-too-old': 'failed',
    'server-too-old': 'failed',
    /** This machine is in no network. */
    offline: 'failed',
    /** Nothing answers at the address: the server is down, or the address is wrong. */
    unreachable: 'failed',
    'no-answer': 'failed',
    'bad-certificate': 'failed',
    'not-a-server': 'failed',
    /** It is a Tatap server and cannot help at the moment. */
    'in-trouble': 'failed',
  },
  session: {
    answered: 'good',
    'signed-out': 'failed',
    /** This device is in use in another window. */
    replaced: 'failed',
    /** The socket is open, and a request gets no answer or a refusal. */
    'no-answer': 'failed',
    /** The socket does not open. */
    'no-connection': 'failed',
    /** The server answers over HTTP and the socket does not open: something on the way cuts it. */
    'socket-blocked': 'failed',
    'not-checked': 'note',
  },
  stun: { ...iceFaults, answered: 'good', 'not-offered': 'note', 'not-checked': 'note' },
  'turn-udp': turn,
  'turn-tcp': turn,
  'turn-tls': turn,
  // One can call without a camera, and nobody is heard without a microphone.
  camera: { ...capture, none: 'warning', 'no-frames': 'failed', black: 'failed' },
  /** `no-sound`: not one sample comes. `silent`: all samples are zero, it is muted somewhere. */
  microphone: { ...capture, none: 'failed', 'no-sound': 'failed', silent: 'failed' },
  /** `gone`: the chosen one is not there any more. `stalled`: it takes sound and plays nothing. */
  speaker: { plays: 'good', none: 'failed', gone: 'warning', stalled: 'failed' },
  loopback: {
    flows: 'good',
    'not-connected': 'failed',
    'no-media': 'failed',
    'no-picture': 'failed',
    'no-sound': 'failed',
    /** Browsers connect nothing where there is no network, not even within the machine. */
    'not-checked': 'note',
  },
} as const satisfies Record<string, Readonly<Record<string, Verdict>>>;

export type StepId = keyof typeof steps;

export const stepIds = Object.keys(steps) as readonly StepId[];

/** A TURN server over one transport. */
export const relaySteps = ['turn-udp', 'turn-tcp', 'turn-tls'] as const;
export type RelayStep = (typeof relaySteps)[number];

export type Kind<S extends StepId> = S extends StepId ? keyof (typeof steps)[S] : never;

/**
 * What a step found. Beside `kind` stands what was measured, under the names that the texts use:
 * times in milliseconds, versions, labels of devices. `skewMs` is what to add to this machine's
 * clock to get the server's.
 */
export type Finding<S extends StepId = StepId> = {
  readonly kind: Kind<S>;
} & Readonly<Record<string, string | number>>;

/** What is known so far. */
export type Findings = { readonly [S in StepId]?: Finding<S> | undefined };

/** Why a camera or microphone did not open. */
export type OpenFault = Exclude<keyof typeof capture, 'delivers' | 'not-opened'> | 'none';

/** A step that has found something; `tookMs` is how long it worked. */
export interface DoneRow {
  readonly step: StepId;
  readonly state: 'done';
  readonly finding: Finding;
  readonly verdict: Verdict;
  readonly tookMs: number;
}

/** How one step stands. */
export type StepRow = { readonly step: StepId; readonly state: 'waiting' | 'running' } | DoneRow;

export type SetupSnapshot =
  | { readonly state: 'running'; readonly rows: readonly StepRow[] }
  | {
      readonly state: 'done';
      readonly rows: readonly DoneRow[];
      /** When it began, milliseconds since the epoch, and how long all of it took. */
      readonly startedAt: number;
      readonly tookMs: number;
    };

/** A check under way, or done. */
export interface SetupCheck {
  readonly snapshot: ReadonlySignal<SetupSnapshot>;
  /** Ends it: devices and connections are released at once. Idempotent. */
  close(): void;
}

export interface SetupModel {
  /** Begins a check; at most 10 s later it is done, and has released everything by itself. */
  start(): SetupCheck;
}
