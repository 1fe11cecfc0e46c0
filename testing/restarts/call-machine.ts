/**
 * The one place of this proof that knows the call machine. The rest sees calls as `HeldCall`, so that
 * a machine with several calls changes only this file.
 */
import {
  type CallsEffect,
  type CallsEvent,
  type DeviceCalls,
  type EndReason,
  type EventInput,
  isLive,
  type LegId,
  type Live,
  legsOf,
  manage,
  noCalls,
} from '@tatap/protocol/call';
import type { AccountId, CallId, DeviceAddress, DeviceId } from '@tatap/protocol/signaling';
import type { SignalingPort } from '../../renderer/calls/ports.ts';
import type { Clock } from '../../renderer/clock.ts';
import type { FailureCode } from '../../renderer/result.ts';
import { answerOf, callEvents, inputOf } from '../call-events.ts';
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
  linkClosed(device: DeviceId, farewell: 'bye' | null): void;
  ended(call: HeldCall, reason: EndReason): void;
  /** The server has acknowledged the accept of this device, whose link is not up yet. */
  accepted(): void;
  /** One step of the machine in words, for the trace of a call that deviates. */
  stepped(callId: CallId | null, step: string): void;
}

/** Runs the calls of one device, without media, over its connection to the server. */
export class CallMachine {
  readonly #surroundings: MachineSurroundings;
  /** By leg and name. */
  readonly #timers = new Map<string, () => void>();
  readonly #stops: (() => void)[] = [];
  /** The leg that has opened the link to each device. */
  readonly #links = new Map<DeviceId, LegId>();
  #state: DeviceCalls = noCalls;
  readonly #held = new Set<CallId>();
  #life: 'running' | 'stopped' = 'running';

  constructor(surroundings: MachineSurroundings) {
    this.#surroundings = surroundings;
    this.#listen(surroundings.signaling);
  }

  /** Calls that have not ended here. */
  get calls(): readonly HeldCall[] {
    return heldIn(this.#state);
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
    this.#act((callId) => ({ type: 'accept', callId, media: 'video' }));
  }

  decline(): void {
    this.#act((callId) => ({ type: 'decline', callId }));
  }

  hangUp(): void {
    this.#act((callId) => ({ type: 'hang-up', callId }));
  }

  hearLink(device: DeviceId, news: LinkNews): void {
    const leg = this.#links.get(device);
    if (leg === undefined) return;
    switch (news) {
      case 'bye':
        this.#happen({ type: 'link.bye', leg, device, reason: 'hung-up' });
        break;
      case 'accept':
        this.#happen({ type: 'link.accepted', leg, device });
        break;
      default:
        this.#happen({ type: `link.${news}`, leg, device });
    }
  }

  /** The program ends, in the middle of whatever it does. */
  stop(): void {
    this.#life = 'stopped';
    for (const stop of this.#stops) stop();
    for (const cancel of this.#timers.values()) cancel();
  }

  #listen(signaling: SignalingPort): void {
    for (const name of callEvents) {
      this.#stops.push(signaling.on(name, (payload) => this.#happenIf(inputOf(name, payload))));
    }
  }

  #happenIf(input: EventInput | null): void {
    if (input !== null) this.#happen(input);
  }

  #act(act: (callId: CallId) => EventInput): void {
    const [call] = this.calls;
    if (call !== undefined) this.#happen(act(call.callId));
  }

  #happen(input: EventInput): void {
    if (this.#life === 'stopped') return;
    const { clock } = this.#surroundings;
    const before = this.calls;
    const event = { ...input, at: clock.now() } as CallsEvent;
    const { state, effects } = manage(this.#state, event);
    this.#state = state;
    const after = this.calls;
    for (const { callId } of after) this.#held.add(callId);
    const about = 'callId' in input ? input.callId : (before[0]?.callId ?? after[0]?.callId);
    const phases = (calls: readonly HeldCall[]) => calls.map(({ phase }) => phase).join() || 'rest';
    this.#surroundings.stepped(
      about ?? null,
      `${wordsOf(input)}: ${phases(before)} -> ${phases(after)}${effects.map(toldBy).join('')}`,
    );
    for (const effect of effects) this.#perform(effect, before);
    // With a link that is up, the two devices bring the call back whatever the server has kept.
    const isServers =
      input.type === 'accept.acknowledged' &&
      after.some(({ callId, phase }) => callId === input.callId && phase === 'accepted');
    if (isServers) this.#surroundings.accepted();
  }

  #perform(effect: CallsEffect, before: readonly HeldCall[]): void {
    const { clock, ...around } = this.#surroundings;
    switch (effect.type) {
      case 'request':
        void this.#request(effect);
        break;
      case 'attach':
        void this.#attach(effect.claim);
        break;
      case 'link.open':
        this.#links.set(effect.device, effect.leg);
        around.linkOpened(effect.device);
        break;
      case 'link.tell':
        around.linkTold(effect.device, effect.message.kind);
        break;
      case 'link.close':
        this.#links.delete(effect.device);
        around.linkClosed(effect.device, null);
        break;
      case 'links.close':
        for (const [device, leg] of this.#links) {
          if (leg !== effect.leg) continue;
          this.#links.delete(device);
          around.linkClosed(device, effect.farewell === null ? null : 'bye');
        }
        break;
      case 'timer.start': {
        const { delayMs, leg, timer } = effect;
        this.#timers.get(`${leg} ${timer}`)?.();
        const cancel = clock.after(delayMs, () => this.#happen({ type: 'timer', leg, timer }));
        this.#timers.set(`${leg} ${timer}`, cancel);
        break;
      }
      case 'timer.stop':
        this.#timers.get(`${effect.leg} ${effect.timer}`)?.();
        break;
      case 'record': {
        const call = before.find(({ callId }) => callId === effect.record.callId);
        if (call !== undefined) around.ended(call, effect.record.reason);
        break;
      }
      default:
        // Sounds, devices, tracks: not of this proof.
        break;
    }
  }

  async #request({ name, payload }: Extract<CallsEffect, { type: 'request' }>): Promise<void> {
    const answer = await this.#surroundings.signaling.request(name, payload);
    this.#happenIf(answerOf(name, payload.callId, known(answer)));
  }

  async #attach(claim: Extract<CallsEffect, { type: 'attach' }>['claim']): Promise<void> {
    const { address, keys, signaling } = this.#surroundings;
    const proof = keys.attach(address, claim);
    const answer = await signaling.request('call.attach', { ...claim, proof });
    this.#happenIf(answerOf('call.attach', claim.callId, known(answer)));
  }
}

/** As the client does: the machine has one code for every kind of unreachable server. */
function known(answer: { readonly ok: true } | { readonly ok: false; readonly code: FailureCode }) {
  if (answer.ok) return answer;
  const isOut = answer.code === 'not-a-server' || answer.code === 'bad-certificate';
  return { ok: false, code: isOut ? 'unreachable' : answer.code } as const;
}

function wordsOf(input: EventInput): string {
  const more = ['code', 'reason', 'device', 'timer', 'calls', 'result', 'outcome'].flatMap((key) =>
    key in input ? [JSON.stringify(input[key as keyof EventInput])] : [],
  );
  return [input.type, ...more].join(' ');
}

/** What an effect tells others. */
function toldBy(effect: CallsEffect): string {
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

function heldIn(state: DeviceCalls): readonly HeldCall[] {
  return legsOf(state)
    .filter(isLive)
    .map((leg) => ({
      callId: leg.callId,
      phase: phaseOf(leg),
      person: leg.person.id,
      device: leg.phase === 'outgoing' ? null : leg.device,
      since: leg.since,
    }));
}

function phaseOf(leg: Live): HeldPhase {
  switch (leg.phase) {
    case 'active':
    case 'held':
      return 'running';
    case 'connecting':
      return leg.answer.state === 'sent' ? 'answering' : 'accepted';
    default:
      return leg.phase;
  }
}
