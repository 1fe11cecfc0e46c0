/**
 * The one place of this proof that knows the call machine. The rest sees calls as `HeldCall`, so that
 * a machine with several calls changes only this file.
 */
import {
  type Effect,
  type EndpointState,
  type EndReason,
  initialEndpoint,
  type ListedCall,
  type Ring,
  type TimerName,
  transition,
} from '@tatap/protocol/call';
import type {
  AccountId,
  CallId,
  DeviceAddress,
  DeviceId,
  IncomingCall,
  LiveCall,
} from '@tatap/protocol/signaling';
import { CallRequests, type EventInput } from '../../renderer/call/call-requests.ts';
import type { CallPorts, SignalingPort } from '../../renderer/call/ports.ts';
import type { Clock } from '../../renderer/clock.ts';
import { silentLogger } from '../../renderer/log.ts';
import type { DeviceKeys } from '../server/device-keys.ts';
import type { LinkNews } from './peer-links.ts';

/** How far a call of a device has come. */
export type HeldPhase =
  | 'outgoing'
  | 'incoming'
  /** Accepted here; nobody has said that it counts. */
  | 'answering'
  /** The accept counts; the link is not up yet. */
  | 'accepted'
  | 'running';

/** A call as one device has it. */
export interface HeldCall {
  readonly callId: CallId;
  readonly phase: HeldPhase;
  readonly person: AccountId;
  /** The other device, once it is known. */
  readonly device: DeviceId | null;
  /** When it began for this device, by its steady clock. */
  readonly since: number;
}

/** What the machine asks of the device that it runs on. */
export interface MachineSurroundings {
  readonly address: DeviceAddress;
  readonly keys: DeviceKeys;
  readonly clock: Clock;
  readonly signaling: SignalingPort;
  isContact(person: AccountId): boolean;
  linkOpened(device: DeviceId): void;
  linkTold(device: DeviceId, news: 'accept' | 'agreed'): void;
  linkClosed(device: DeviceId | '*', farewell: 'bye' | null): void;
  ended(call: HeldCall, reason: EndReason): void;
  /** The server has acknowledged the accept of this device, whose link is not up yet. */
  accepted(): void;
  /** One step of the machine in words, for the trace of a call that deviates. */
  stepped(callId: CallId | null, step: string): void;
}

/** Runs the call machine of one device, without media, over its connection to the server. */
export class CallMachine {
  readonly #surroundings: MachineSurroundings;
  readonly #requests: CallRequests;
  readonly #timers = new Map<TimerName, () => void>();
  readonly #stops: (() => void)[] = [];
  #state: EndpointState = initialEndpoint;
  readonly #held = new Set<CallId>();
  #life: 'running' | 'stopped' = 'running';

  constructor(surroundings: MachineSurroundings) {
    this.#surroundings = surroundings;
    const { address, keys, signaling } = surroundings;
    const ports = {
      signaling,
      identity: { signAttach: async (claim) => keys.attach(address, claim) },
      log: silentLogger,
    } satisfies { [P in 'signaling' | 'identity' | 'log']: Partial<CallPorts[P]> };
    this.#requests = new CallRequests(ports as unknown as CallPorts, {
      dispatch: (happening) => this.#happen(happening),
      naming: () => ({}),
    });
    this.#listen(signaling);
  }

  /** Calls that have not ended here. */
  get calls(): readonly HeldCall[] {
    const held = heldOf(this.#state);
    return held === null ? [] : [held];
  }

  /** Whether this call is, or was, one of `calls`. */
  hasHeld(callId: CallId): boolean {
    return this.#held.has(callId);
  }

  /** Whether this device has answered a call with `busy` that has not ended. */
  isBusyTo(callId: CallId): boolean {
    return this.#state.memory.busyTo.some((one) => one.callId === callId);
  }

  start(callId: CallId, id: AccountId): void {
    const person = { id, name: id, isContact: this.#surroundings.isContact(id) };
    this.#happen({ type: 'start', callId, person, media: 'video' });
  }

  accept(): void {
    this.#happen({ type: 'accept', media: 'video' });
  }

  decline(): void {
    this.#happen({ type: 'decline' });
  }

  hangUp(): void {
    this.#happen({ type: 'hang-up' });
  }

  hearLink(device: DeviceId, news: LinkNews): void {
    switch (news) {
      case 'bye':
        this.#happen({ type: 'link.bye', device, reason: 'hung-up' });
        break;
      case 'accept':
        this.#happen({ type: 'link.accepted', device });
        break;
      default:
        this.#happen({ type: `link.${news}`, device });
    }
  }

  /** The program ends, in the middle of whatever it does. */
  stop(): void {
    this.#life = 'stopped';
    for (const stop of this.#stops) stop();
    for (const cancel of this.#timers.values()) cancel();
  }

  #listen(signaling: SignalingPort): void {
    const on: SignalingPort['on'] = (name, listener) => signaling.on(name, listener);
    this.#stops.push(
      on('registered', ({ calls, handled }) =>
        this.#happen({ type: 'server.registered', calls: calls.map(listed), handled }),
      ),
      on('call.incoming', (call) => this.#happen({ type: 'server.incoming', ring: ringOf(call) })),
      on('call.ringing', (event) => this.#happen({ type: 'server.ringing', ...event })),
      on('call.accepted', ({ callId, device }) =>
        this.#happen({ type: 'server.accepted', callId, device }),
      ),
      on('call.ended', (event) => this.#happen({ type: 'server.ended', ...event })),
      on('call.attaching', ({ callId, from }) =>
        this.#happen({ type: 'server.attaching', callId, device: from.device }),
      ),
      on('call.attached', ({ callId }) => this.#happen({ type: 'server.attached', callId })),
    );
  }

  #happen(happening: EventInput): void {
    if (this.#life === 'stopped') return;
    const { clock } = this.#surroundings;
    const before = heldOf(this.#state);
    const { state, effects } = transition(this.#state, { ...happening, at: clock.now() } as never);
    this.#state = state;
    const after = heldOf(state);
    if (after !== null) this.#held.add(after.callId);
    this.#surroundings.stepped(
      'callId' in happening ? happening.callId : (before?.callId ?? after?.callId ?? null),
      `${wordsOf(happening)}: ${before?.phase ?? state.phase} -> ${after?.phase ?? state.phase}` +
        effects.map(toldBy).join(''),
    );
    for (const effect of effects) this.#perform(effect, before);
    // With a link that is up, the two devices bring the call back whatever the server has kept.
    const isServers = happening.type === 'accept.acknowledged' && after?.phase === 'accepted';
    if (isServers) this.#surroundings.accepted();
  }

  #perform(effect: Effect, before: HeldCall | null): void {
    const { clock, ...around } = this.#surroundings;
    switch (effect.type) {
      case 'request':
        void this.#requests.perform(effect);
        break;
      case 'attach':
        void this.#requests.attach(effect.claim);
        break;
      case 'link.open':
        around.linkOpened(effect.device);
        break;
      case 'link.tell':
        around.linkTold(effect.device, effect.message.kind);
        break;
      case 'link.close':
        around.linkClosed(effect.device, null);
        break;
      case 'links.close':
        around.linkClosed('*', effect.farewell === null ? null : 'bye');
        break;
      case 'timer.start':
        this.#timers.get(effect.timer)?.();
        this.#timers.set(
          effect.timer,
          clock.after(effect.delayMs, () => this.#happen({ type: 'timer', timer: effect.timer })),
        );
        break;
      case 'timer.stop':
        this.#timers.get(effect.timer)?.();
        break;
      case 'record':
        if (effect.record.callId === before?.callId) around.ended(before, effect.record.reason);
        break;
      default:
        // Sounds, devices, tracks: not of this proof.
        break;
    }
  }
}

function wordsOf(happening: EventInput): string {
  const more = ['code', 'reason', 'device', 'timer', 'calls', 'result', 'outcome'].flatMap((key) =>
    key in happening ? [JSON.stringify(happening[key as keyof EventInput])] : [],
  );
  return [happening.type, ...more].join(' ');
}

/** What an effect tells others. */
function toldBy(effect: Effect): string {
  switch (effect.type) {
    case 'request':
      return `, ${effect.name}`;
    case 'attach':
      return ', call.attach';
    case 'link.tell':
      return `, ${effect.message.kind} over the link`;
    case 'links.close':
      return `, links closed with ${effect.farewell ?? 'no word'}`;
    default:
      return '';
  }
}

function heldOf(state: EndpointState): HeldCall | null {
  if (state.phase === 'idle' || state.phase === 'ended') return null;
  const { callId, person, since } = state;
  const device = state.phase === 'outgoing' ? null : state.device;
  return { callId, phase: phaseOf(state), person: person.id, device, since };
}

function phaseOf(state: Exclude<EndpointState, { phase: 'idle' | 'ended' }>): HeldPhase {
  switch (state.phase) {
    case 'active':
      return 'running';
    case 'connecting':
      return state.answer.state === 'sent' ? 'answering' : 'accepted';
    default:
      return state.phase;
  }
}

function ringOf({ callId, from, fromDevice, media }: IncomingCall): Ring {
  const person = { id: from.id, name: from.displayName, isContact: from.isContact };
  return { callId, person, device: fromDevice, media };
}

function listed(call: LiveCall): ListedCall {
  return call.state === 'incoming' ? { state: 'incoming', ...ringOf(call) } : call;
}
