import type { LiveCall } from '../../signaling/calls.ts';
import type { EventPayload } from '../../signaling/events.ts';
import { Holdings } from '../endpoint/holdings.fixture.ts';
import {
  type CallRecord,
  type Effect,
  type EndpointEvent,
  type EndpointRequest,
  type EndpointState,
  initialEndpoint,
  type ListedCall,
  type Ring,
  type TimerName,
  transition,
} from '../endpoint.ts';
import type { TestClock } from './clock.fixture.ts';
import type { Address, Sent } from './server.fixture.ts';

type Happening = EndpointEvent extends infer E
  ? E extends { at: number }
    ? Omit<E, 'at'>
    : never
  : never;

interface Request {
  readonly id: number;
  readonly name: EndpointRequest;
  readonly payload: object;
}

/** As `SignalingPort` promises: what ends a call waits for a connection. */
const endings: ReadonlySet<string> = new Set([
  'call.cancel',
  'call.decline',
  'call.busy',
  'call.bye',
]);
const ackTimeoutMs = 8_000;

/** What a device asks of the world around it. */
export interface Surroundings {
  readonly clock: TestClock;
  send(request: Request): void;
  linkOpened(device: string): void;
  linkTold(device: string, what: 'accept' | 'agreed'): void;
  linkClosed(device: string, farewell: 'bye' | null): void;
}

/** An endpoint machine with a runner and the client's side of the signaling connection. */
export class DeviceModel {
  readonly address: Address;
  readonly holdings = new Holdings();
  readonly records: CallRecord[] = [];
  state: EndpointState = initialEndpoint;
  socket: 'closed' | 'connecting' | 'registered' = 'closed';
  readonly #surroundings: Surroundings;
  readonly #timers = new Map<TimerName, () => void>();
  #unanswered: Request[] = [];
  #nextId = 0;

  constructor(address: Address, surroundings: Surroundings) {
    this.address = address;
    this.#surroundings = surroundings;
  }

  happen(happening: Happening): void {
    const event = { ...happening, at: this.#surroundings.clock.now } as EndpointEvent;
    const { state, effects } = transition(this.state, event);
    this.state = state;
    this.holdings.perform(effects);
    this.holdings.check(state);
    for (const effect of effects) this.#perform(effect);
  }

  /** Something arrived over the socket. */
  receive(sent: Sent): void {
    if (sent.kind === 'ack') {
      const request = this.#unanswered.find((one) => one.id === sent.id);
      if (request !== undefined) this.#answer(request, sent.answer);
      return;
    }
    this.#hear(sent);
  }

  #hear({ name, payload }: Extract<Sent, { kind: 'event' }>): void {
    switch (name) {
      case 'registered': {
        this.socket = 'registered';
        const { calls } = payload as { calls: LiveCall[] };
        this.happen({ type: 'server.registered', calls: calls.map(listed), missed: [] });
        for (const request of this.#unanswered) this.#surroundings.send(request);
        break;
      }
      case 'call.incoming':
        this.happen({
          type: 'server.incoming',
          ring: ringOf(payload as EventPayload<'call.incoming'>),
        });
        break;
      case 'call.ringing':
        this.happen({ type: 'server.ringing', ...(payload as EventPayload<'call.ringing'>) });
        break;
      case 'call.accepted': {
        const { callId, device } = payload as EventPayload<'call.accepted'>;
        this.happen({ type: 'server.accepted', callId, device });
        break;
      }
      case 'call.ended':
        this.happen({ type: 'server.ended', ...(payload as EventPayload<'call.ended'>) });
        break;
      default:
        throw new Error(`not of this test: ${name}`);
    }
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'request':
        this.#request(effect.name, effect.payload);
        break;
      case 'record':
        this.records.push(effect.record);
        break;
      case 'link.open':
        this.#surroundings.linkOpened(effect.device);
        break;
      case 'link.tell':
        this.#surroundings.linkTold(effect.device, effect.message.kind);
        break;
      case 'link.close':
        this.#surroundings.linkClosed(effect.device, null);
        break;
      case 'links.close':
        this.#surroundings.linkClosed('*', effect.farewell === null ? null : 'bye');
        break;
      case 'timer.start':
        this.#timers.get(effect.timer)?.();
        this.#timers.set(
          effect.timer,
          this.#surroundings.clock.after(effect.delayMs, () =>
            this.happen({ type: 'timer', timer: effect.timer }),
          ),
        );
        break;
      case 'timer.stop':
        this.#timers.get(effect.timer)?.();
        break;
      default:
        // Held by `holdings`.
        break;
    }
  }

  #request(name: EndpointRequest, payload: object): void {
    this.#nextId += 1;
    const request = { id: this.#nextId, name, payload };
    const connected = this.socket === 'registered';
    if (!connected && !endings.has(name)) {
      // As a promise would: after the step that asked.
      this.#surroundings.clock.after(0, () =>
        this.#settle(request, { ok: false, code: 'unreachable' }),
      );
      return;
    }
    this.#unanswered.push(request);
    if (connected) this.#surroundings.send(request);
    if (!endings.has(name)) {
      this.#surroundings.clock.after(ackTimeoutMs, () => {
        if (this.#unanswered.includes(request))
          this.#answer(request, { ok: false, code: 'timeout' });
      });
    }
  }

  #answer(request: Request, answer: object): void {
    this.#unanswered = this.#unanswered.filter((one) => one !== request);
    this.#settle(request, answer);
  }

  #settle({ name, payload }: Request, answer: object): void {
    const { callId } = payload as { callId: string };
    const result = answer as { ok: boolean; code: 'timeout' } & { outcome: 'calling' };
    if (name === 'call.invite') {
      this.happen(
        result.ok
          ? { type: 'invite.acknowledged', callId, result }
          : { type: 'invite.refused', callId, code: result.code },
      );
    } else if (name === 'call.ringing') {
      if (!result.ok) this.happen({ type: 'ringing.refused', callId, code: result.code });
    } else if (name === 'call.accept') {
      this.happen(
        result.ok
          ? { type: 'accept.acknowledged', callId }
          : { type: 'accept.refused', callId, code: result.code },
      );
    }
  }
}

function ringOf({ callId, from, fromDevice, media }: EventPayload<'call.incoming'>): Ring {
  const person = { id: from.id, name: from.displayName, isContact: from.isContact };
  return { callId, person, device: fromDevice, media };
}

function listed(call: LiveCall): ListedCall {
  return call.state === 'incoming' ? { state: 'incoming', ...ringOf(call) } : call;
}
