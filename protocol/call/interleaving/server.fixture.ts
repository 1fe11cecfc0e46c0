import {
  invite,
  type Party,
  type RoutingEffect,
  type RoutingState,
  route,
  sideOf,
  viewOf,
} from '../../call/index.ts';
import type { LiveCall } from '../../signaling/calls.ts';
import type { EventName, EventPayload } from '../../signaling/events.ts';
import type { RequestPayload } from '../../signaling/requests.ts';
import { unreachable } from '../../unreachable.ts';
import type { EndpointRequest } from '../endpoint.ts';
import { deviceGoneMs } from '../timing.ts';
import type { TestClock } from './clock.fixture.ts';

export interface Address {
  readonly account: string;
  readonly device: string;
}

/** What a server sends over one socket, in order. */
export type Sent =
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: object }
  | { readonly kind: 'ack'; readonly id: number; readonly answer: object };

interface Booked {
  state: RoutingState;
  readonly ids: string[];
  cancel: () => void;
}

/** The routing machine with the least around it that a real server has: sockets, book, timers. */
export class ServerModel {
  readonly #clock: TestClock;
  readonly #devices: readonly Address[];
  readonly #contacts: boolean;
  readonly #sockets = new Map<string, (sent: Sent) => void>();
  /** Devices whose socket is gone without a word, until they are given up. */
  readonly #away = new Map<string, () => void>();
  readonly #calls = new Map<string, Booked>();

  constructor(clock: TestClock, devices: readonly Address[], contacts: boolean) {
    this.#clock = clock;
    this.#devices = devices;
    this.#contacts = contacts;
  }

  get calls(): readonly RoutingState[] {
    return [...new Set(this.#calls.values())].map((booked) => booked.state);
  }

  connect(at: Address, socket: (sent: Sent) => void): void {
    const arrival = this.#away.has(at.device) ? 'resumed' : 'new';
    this.#away.get(at.device)?.();
    this.#away.delete(at.device);
    this.#sockets.set(at.device, socket);
    for (const booked of this.#live()) {
      if (sideOf(booked.state.call, at.account) !== 'callee') continue;
      const shown = viewOf(booked.state, { side: 'callee', device: at.device }).as !== 'nothing';
      if (!(shown && arrival === 'resumed')) {
        this.#happen(booked, { type: 'joined', device: at.device });
      }
    }
    this.#send(at.device, 'registered', { calls: this.#snapshot(at), missed: [] });
  }

  disconnect(at: Address): void {
    this.#sockets.delete(at.device);
    this.#away.set(
      at.device,
      this.#clock.after(deviceGoneMs, () => {
        this.#away.delete(at.device);
        for (const booked of this.#live()) {
          const side = sideOf(booked.state.call, at.account);
          if (side !== null) {
            this.#happen(booked, { type: 'gone', from: { side, device: at.device } });
          }
        }
      }),
    );
  }

  request(from: Address, name: EndpointRequest, payload: object): object {
    if (name === 'call.invite') {
      return this.#invite(from, payload as RequestPayload<'call.invite'>);
    }
    const { callId, ...rest } = payload as RequestPayload<'call.bye'>;
    const booked = this.#calls.get(callId);
    if (booked === undefined) return { ok: false, code: 'call-over' };
    const side = sideOf(booked.state.call, from.account);
    if (side === null) return { ok: false, code: 'not-in-call' };
    const type = name.slice('call.'.length);
    const event = { type, ...rest, from: { side, device: from.device }, at: this.#clock.now };
    const before = booked.state.phase;
    const refusal = this.#happen(booked, event as Parameters<typeof route>[1]);
    const { state } = booked;
    if (before !== 'ended' && state.phase === 'ended' && state.call.callId !== callId) {
      // Whoever ends a call that theirs had become may know it by its own ID as well.
      const ended = { callId: state.call.callId, reason: state.reason };
      this.#send(from.device, 'call.ended', ended);
    }
    return refusal === null ? { ok: true } : { ok: false, code: refusal };
  }

  #invite(from: Address, { callId, to, media }: RequestPayload<'call.invite'>): object {
    const known = this.#calls.get(callId);
    if (known !== undefined) return this.#repeated(known, from, callId);
    const crossing = this.#live().find(
      ({ state }) => state.call.caller === to && state.call.callee === from.account,
    );
    if (crossing !== undefined && crossing.state.phase !== 'accepted') {
      const party: Party = { side: 'callee', device: from.device };
      this.#happen(crossing, { type: 'mutual', from: party, media, at: this.#clock.now });
      crossing.ids.push(callId);
      this.#calls.set(callId, crossing);
      const { call } = crossing.state;
      return { ok: true, outcome: 'accepted', callId: call.callId, peer: call.callerDevice };
    }
    const call = {
      callId,
      caller: from.account,
      callerDevice: from.device,
      callee: to,
      media,
      invitedAt: this.#clock.now,
      standing: this.#contacts ? ('contact' as const) : ('stranger' as const),
    };
    const reachable = this.#devices
      .filter((one) => one.account === to)
      .map((one) => one.device)
      .filter((device) => this.#sockets.has(device) || this.#away.has(device));
    const begun = invite(call, { by: 'devices', devices: reachable });
    const booked: Booked = { state: begun.state, ids: [callId], cancel: () => undefined };
    this.#calls.set(callId, booked);
    this.#perform(booked, begun.effects);
    return { ok: true, outcome: 'calling' };
  }

  #repeated({ state }: Booked, from: Address, callId: string): object {
    const { call } = state;
    if (state.phase === 'ended') return { ok: false, code: 'call-over' };
    if (call.callId === callId) return { ok: true, outcome: 'calling' };
    return state.phase === 'accepted' && state.calleeDevice === from.device
      ? { ok: true, outcome: 'accepted', callId: call.callId, peer: call.callerDevice }
      : { ok: false, code: 'not-in-call' };
  }

  #live(): readonly Booked[] {
    return [...new Set(this.#calls.values())].filter(({ state }) => state.phase !== 'ended');
  }

  #happen(booked: Booked, event: Parameters<typeof route>[1]) {
    const { state, effects } = route(booked.state, event);
    booked.state = state;
    return this.#perform(booked, effects);
  }

  #perform(booked: Booked, effects: readonly RoutingEffect[]) {
    const { call } = booked.state;
    const { callId, callerDevice } = call;
    let refusal: string | null = null;
    for (const effect of effects) {
      switch (effect.type) {
        case 'acknowledge':
          refusal = effect.refusal;
          break;
        case 'incoming':
          this.#send(effect.device, 'call.incoming', this.#incoming(booked));
          break;
        case 'ringing':
          this.#send(callerDevice, 'call.ringing', {
            callId,
            device: effect.device,
            asked: effect.asked,
          });
          break;
        case 'accepted': {
          const { device, media } = effect;
          this.#send(callerDevice, 'call.accepted', { callId, device, media });
          break;
        }
        case 'ended':
          this.#send(effect.to.device, 'call.ended', { callId, reason: effect.reason });
          break;
        case 'start-timer':
          booked.cancel = this.#clock.after(effect.delayMs, () => {
            this.#happen(booked, { type: 'timeout' });
          });
          break;
        case 'stop-timer':
          booked.cancel();
          break;
        case 'attaching':
        case 'attached':
        case 'record-missed':
          break;
        default:
          unreachable(effect);
      }
    }
    return refusal;
  }

  #incoming({ state: { call } }: Booked): EventPayload<'call.incoming'> {
    const { callId, caller, callerDevice, media, invitedAt } = call;
    const from = { id: caller, displayName: caller, isContact: this.#contacts };
    return { callId, from, fromDevice: callerDevice, media, invitedAt };
  }

  #snapshot(at: Address): LiveCall[] {
    return this.#live().flatMap((booked): LiveCall[] => {
      const { call } = booked.state;
      const side = sideOf(call, at.account);
      if (side === null) return [];
      const view = viewOf(booked.state, { side, device: at.device });
      const { callId, callee, caller, media, invitedAt } = call;
      switch (view.as) {
        case 'nothing':
          return [];
        case 'incoming':
          return [{ state: 'incoming', ...this.#incoming(booked) }];
        case 'outgoing':
          return [
            {
              state: 'outgoing',
              callId,
              to: callee,
              media,
              invitedAt,
              ringing: [...view.ringing],
              asked: view.asked,
            },
          ];
        case 'accepted': {
          const account = view.peer.side === 'caller' ? caller : callee;
          const peer = { account, device: view.peer.device };
          return [{ state: 'accepted', callId, peer, media, acceptedAt: invitedAt }];
        }
        default:
          return unreachable(view);
      }
    });
  }

  #send(device: string, name: EventName, payload: object): void {
    this.#sockets.get(device)?.({ kind: 'event', name, payload });
  }
}
