import {
  type CallsEffect,
  type CallsEvent,
  type DeviceCalls,
  type EventInput,
  isLive,
  type LegId,
  type Live,
  legsOf,
  manage,
  noCalls,
} from '@tatap/protocol/call';
import type { HoldState } from '@tatap/protocol/control';
import type {
  DeviceAddress,
  EventName,
  RequestInput,
  RequestName,
} from '@tatap/protocol/signaling';
import { type CallHistory, createHistory } from '../../renderer/calls/history.ts';
import type { SignalingPort } from '../../renderer/calls/ports.ts';
import { answerOf, inputOf } from '../call-events.ts';
import type { VirtualClock } from '../clock.ts';
import { FakeStore } from '../fakes.ts';
import { DeviceKeys } from '../server/device-keys.ts';

/** One request on its way to the server, numbered by its device. */
export interface SentRequest {
  readonly id: number;
  readonly name: RequestName;
  readonly payload: object;
}

/** What the server sends over one socket, in order. */
export type Sent =
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: object }
  | { readonly kind: 'ack'; readonly id: number; readonly answer: Answer };

type Answer =
  | { readonly ok: true; readonly [field: string]: unknown }
  | { readonly ok: false; readonly code: 'timeout' | 'unreachable' };

/** What a device asks of the world around it. */
export interface Surroundings {
  readonly clock: VirtualClock;
  send(request: SentRequest): void;
  linkOpened(leg: Live, device: string): void;
  linkTold(leg: LegId, device: string, what: 'accept' | 'agreed'): void;
  linkHeld(leg: LegId, device: string, own: HoldState): void;
  /** `*`: all links of the leg. */
  linkClosed(leg: LegId, device: string, farewell: 'bye' | null): void;
}

/** As `SignalingPort` promises: what ends a call waits for a connection. */
const endings: ReadonlySet<string> = new Set([
  'call.cancel',
  'call.decline',
  'call.busy',
  'call.bye',
]);
const ackTimeoutMs = 8_000;

/** The calls and the history of one device, with the client's side of its connection. */
export class DeviceModel {
  readonly address: DeviceAddress;
  readonly keys = new DeviceKeys();
  readonly history: CallHistory;
  state: DeviceCalls = noCalls;
  /** Started, and not connected since: its socket cannot go on where another was. */
  isNew = true;
  socket: 'closed' | 'connecting' | 'registered' = 'closed';
  readonly #surroundings: Surroundings;
  /** By leg and name. */
  readonly #timers = new Map<string, () => void>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #unanswered: (SentRequest & { readonly settle: (answer: Answer) => void })[] = [];
  #nextId = 0;

  constructor(address: DeviceAddress, surroundings: Surroundings) {
    this.address = address;
    this.#surroundings = surroundings;
    const on: SignalingPort['on'] = (name, listener) => {
      const set = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    };
    const request = ((name: RequestName, payload: object) =>
      this.#ask(name, payload)) as SignalingPort['request'];
    this.history = createHistory({
      signaling: { request, on, reconnect: () => {}, suspect: () => {} },
      store: new FakeStore(),
      people: { describe: (id, name = id) => ({ id, name, isContact: true }) },
    });
  }

  /** Its legs that have not ended. */
  get legs(): readonly Live[] {
    return legsOf(this.state).filter(isLive);
  }

  happen(input: EventInput): void {
    const event = { ...input, at: this.#surroundings.clock.now() } as CallsEvent;
    const { state, effects } = manage(this.state, event);
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  /** The process is killed and started anew: the history is kept, and nothing else. */
  restart(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#unanswered = [];
    this.state = noCalls;
    this.isNew = true;
  }

  /** Something arrived over the socket. */
  receive(sent: Sent): void {
    if (sent.kind === 'ack') {
      this.#unanswered.find((one) => one.id === sent.id)?.settle(sent.answer);
      return;
    }
    // As in the app, the history hears it first.
    for (const listener of this.#listeners.get(sent.name) ?? []) listener(sent.payload as never);
    this.#hear(sent.name, sent.payload);
    if (sent.name === 'registered') {
      for (const { id, name, payload } of this.#unanswered) {
        this.#surroundings.send({ id, name, payload });
      }
    }
  }

  #hear(name: EventName, payload: object): void {
    if (name === 'registered') {
      this.socket = 'registered';
      this.isNew = false;
    }
    this.#happenIf(inputOf(name, payload));
  }

  #happenIf(input: EventInput | null): void {
    if (input !== null) this.happen(input);
  }

  #perform(effect: CallsEffect): void {
    const { clock, ...links } = this.#surroundings;
    switch (effect.type) {
      case 'request':
        void this.#request(effect);
        break;
      case 'attach':
        void this.#attach(effect.claim);
        break;
      case 'record.answered':
        this.history.answered(effect.callId);
        break;
      case 'record': {
        const { person, ...facts } = effect.record;
        this.history.record({ ...facts, peer: person, seen: !facts.missed });
        break;
      }
      case 'link.open':
        for (const leg of this.legs) {
          if (leg.leg === effect.leg) links.linkOpened(leg, effect.device);
        }
        break;
      case 'link.tell':
        links.linkTold(effect.leg, effect.device, effect.message.kind);
        break;
      case 'link.hold':
        links.linkHeld(effect.leg, effect.device, effect.hold.own);
        break;
      case 'link.close':
        links.linkClosed(effect.leg, effect.device, null);
        break;
      case 'links.close':
        links.linkClosed(effect.leg, '*', effect.farewell === null ? null : 'bye');
        break;
      case 'timer.start': {
        const { leg, timer } = effect;
        this.#timers.get(`${leg} ${timer}`)?.();
        const cancel = clock.after(effect.delayMs, () =>
          this.happen({ type: 'timer', leg, timer }),
        );
        this.#timers.set(`${leg} ${timer}`, cancel);
        break;
      }
      case 'timer.stop':
        this.#timers.get(`${effect.leg} ${effect.timer}`)?.();
        break;
      default:
        // Sounds, devices, tracks: not of this test.
        break;
    }
  }

  async #attach(claim: Extract<CallsEffect, { type: 'attach' }>['claim']): Promise<void> {
    const { callId } = claim;
    const proof = this.keys.attach(this.address, claim);
    const answer = await this.#ask('call.attach', { ...claim, proof });
    this.#happenIf(answerOf('call.attach', callId, answer));
  }

  async #request({ name, payload }: Extract<CallsEffect, { type: 'request' }>): Promise<void> {
    this.#happenIf(answerOf(name, payload.callId, await this.#ask(name, payload)));
  }

  #ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<Answer> {
    const connected = this.socket === 'registered';
    const unreachable = { ok: false, code: 'unreachable' } as const;
    if (!connected && !endings.has(name)) return Promise.resolve(unreachable);
    this.#nextId += 1;
    const request = { id: this.#nextId, name, payload };
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        this.#unanswered = this.#unanswered.filter(({ id }) => id !== request.id);
        resolve(answer);
      };
      this.#unanswered.push({ ...request, settle });
      if (connected) this.#surroundings.send(request);
      if (endings.has(name)) return;
      this.#surroundings.clock.after(ackTimeoutMs, () => settle({ ok: false, code: 'timeout' }));
    });
  }
}
