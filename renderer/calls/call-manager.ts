import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type CallRecord,
  type CallsEffect,
  type CallsEvent,
  callInFront,
  type DeviceCalls,
  type EventInput,
  type InviteOutcome,
  isAside,
  isInRoster,
  isLive,
  type LegId,
  type LegRequest,
  type LegState,
  legsOf,
  manage,
  noCalls,
  rosterOf,
} from '@tatap/protocol/call';
import type {
  AttachClaim,
  CallId,
  EventPayload,
  IceConfiguration,
  Proof,
  RequestResult,
} from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';
import type { FailureCode } from '../result.ts';
import { CallLeg, isUnconfirmed, type LegHost } from './call-leg.ts';
import type { CallModel } from './model.ts';
import type { CallPorts } from './ports.ts';
import { PressedDevices } from './press.ts';

type RequestEffect = Extract<CallsEffect, { type: 'request' }>;

/** Requests whose refusal is an event of the machine. */
const answered = ['invite', 'ringing', 'accept', 'attach'] as const;
type Answered = (typeof answered)[number];

/**
 * Runs the calls of this device: feeds their machine events one at a time, performs its effects in
 * their order, and turns what came of them into events again.
 */
export class CallManager {
  readonly #ports: CallPorts;
  readonly #log: Logger;
  readonly #state = signal<DeviceCalls>(noCalls);
  readonly #legs = new Map<LegId, CallLeg>();
  readonly #queue: EventInput[] = [];
  #work: 'resting' | 'running' = 'resting';
  readonly #pressed: PressedDevices;
  readonly #host: LegHost;

  constructor(ports: CallPorts, ice: () => IceConfiguration) {
    this.#ports = ports;
    this.#log = ports.log;
    this.#pressed = new PressedDevices(ports.media);
    this.#host = {
      ports,
      ice,
      pressed: this.#pressed,
      content: { latest: 'detail' },
      stateOf: (leg) =>
        legsOf(this.#state.peek())
          .filter(isLive)
          .find((one) => one.leg === leg),
      dispatch: (input) => this.dispatch(input),
    };
  }

  get state(): ReadonlySignal<DeviceCalls> {
    return this.#state;
  }

  /** The leg of the call that the person is in. */
  readonly front: ReadonlySignal<LegState | undefined> = computed(
    () => callInFront(this.#state.value)?.legs[0],
  );

  /** Legs that hold something. */
  get legs(): Iterable<CallLeg> {
    return this.#legs.values();
  }

  /** What a leg holds; `undefined` once it has ended. */
  legOf(leg: LegId): CallLeg | undefined {
    return this.#legs.get(leg);
  }

  /** How many legs hold something, and how many presses have devices open; zero between calls. */
  holdings() {
    return { legs: this.#legs.size, pressed: this.#pressed.size };
  }

  /** What a person does, in the call that they are in. */
  readonly actions: Omit<CallModel, 'calls' | 'shown'> = {
    start: (to, media) => {
      // Without WebRTC a notice says so all the time.
      if (!this.#ports.links.isSupported) return;
      const person = this.#ports.people.describe(to);
      this.dispatch({ type: 'start', callId: this.#ports.createId(), person, media });
    },
    press: (media) => {
      const mayClick = (leg: LegState) => !isLive(leg) || isAside(leg) || leg.phase === 'incoming';
      if (legsOf(this.#state.peek()).every(mayClick)) this.#pressed.press(media);
      return () => this.#pressed.release();
    },
    accept: (media) => this.dispatch({ type: 'accept', callId: this.#shown, media }),
    decline: (text) =>
      this.dispatch({
        type: 'decline',
        callId: this.#shown,
        ...(text === undefined ? {} : { text }),
      }),
    hangUp: () => this.dispatch({ type: 'hang-up', callId: this.#shown }),
    setMicrophone: (on) => this.#frontLeg()?.media.value?.setMicrophone(on),
    setCamera: (on) => this.#frontLeg()?.media.value?.setCamera(on),
    setHold: (held) =>
      this.dispatch({ type: 'hold', callId: this.#shown, state: held ? 'held' : 'running' }),
    shareScreen: () => {
      const leg = this.front.peek();
      if (leg?.phase === 'connecting' || (leg && 'health' in leg)) this.#frontLeg()?.screen.share();
    },
    setScreenContent: (content) => this.#frontLeg()?.screen.setContent(content),
    stopScreen: () => this.#frontLeg()?.screen.stop(),
    dismiss: () => this.dispatch({ type: 'dismiss' }),
    callAgain: () => {
      const last = this.front.peek();
      if (last?.phase === 'ended') this.actions.start(last.person.id, last.media);
    },
  };

  /** The ID of the call that the person is in; of none where there is no call. */
  get #shown(): CallId {
    return this.front.peek()?.callId ?? '';
  }

  #frontLeg(): CallLeg | undefined {
    const leg = this.front.peek();
    return leg && this.#legs.get(leg.leg);
  }

  /** Takes an event; those that effects cause are taken after it. */
  dispatch(input: EventInput): void {
    this.#queue.push(input);
    if (this.#work === 'running') return;
    this.#work = 'running';
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        this.#take(next);
      }
    } finally {
      this.#work = 'resting';
    }
  }

  #take(input: EventInput): void {
    const event = { ...input, at: this.#ports.clock.now() } as CallsEvent;
    const before = this.#state.peek();
    const { state, effects } = manage(before, event);
    batch(() => {
      this.#state.value = state;
      for (const effect of effects) {
        try {
          this.#perform(effect);
        } catch (cause) {
          // It must not keep the others from happening: the camera has to go off.
          this.#log.error('call effect failed', { effect: effect.type, cause });
        }
      }
      if (event.type === 'dismiss' || event.type === 'sign-out') this.#pressed.release();
    });
    if (state !== before) this.#tell(before, state);
  }

  #perform(effect: CallsEffect): void {
    const { ring, history } = this.#ports;
    switch (effect.type) {
      case 'request':
        void this.#request(effect);
        break;
      case 'attach':
        void this.#attach(effect.claim);
        break;
      case 'ring.start': {
        // Its devices are not for this call.
        this.#pressed.release();
        const { callId, person: peer, media } = effect;
        const leg = this.#host.stateOf(effect.leg);
        const unconfirmed = leg !== undefined && isUnconfirmed(this.#ports, leg);
        ring.showIncoming({ callId, peer, media, unconfirmed });
        break;
      }
      case 'ring.stop':
        this.#pressed.release();
        ring.hideIncoming();
        break;
      case 'ringback.start':
        ring.startRingback();
        break;
      case 'ringback.stop':
        ring.stopRingback();
        break;
      case 'record.answered':
        history.answered(effect.callId);
        break;
      case 'record':
        this.#record(effect.record);
        break;
      default:
        this.#legNamed(effect.leg).perform(effect);
    }
  }

  #legNamed(id: LegId): CallLeg {
    const leg = this.#legs.get(id) ?? new CallLeg(id, this.#host);
    this.#legs.set(id, leg);
    return leg;
  }

  async #request({ name, payload }: RequestEffect): Promise<void> {
    const { callId } = payload;
    const answer = await this.#ports.signaling.request(name, payload);
    if (!answer.ok) this.#refused(name, callId, answer.code);
    else if (name === 'call.accept') this.dispatch({ type: 'accept.acknowledged', callId });
    else if (name === 'call.invite') this.#invited(callId, answer as RequestResult<typeof name>);
  }

  /** The machine has one code for every kind of unreachable server. */
  #refused(name: LegRequest | 'call.attach', callId: CallId, code: FailureCode): void {
    this.#log.debug('request refused', { name, code });
    const request = name.slice('call.'.length) as Answered;
    if (!answered.includes(request)) return;
    const isOut = code === 'not-a-server' || code === 'bad-certificate';
    this.dispatch({ type: `${request}.refused`, callId, code: isOut ? 'unreachable' : code });
  }

  /** Asks the server to restore a call that it has ended and that still runs on this device. */
  async #attach(claim: AttachClaim): Promise<void> {
    const { identity, signaling } = this.#ports;
    const { callId } = claim;
    let proof: Proof;
    try {
      proof = await identity.signAttach(claim);
    } catch (cause) {
      this.#log.error('attach not signed', { callId, cause });
      return;
    }
    const answer = await signaling.request('call.attach', { ...claim, proof });
    if (answer.ok) this.dispatch({ type: 'attach.acknowledged', callId, outcome: answer.outcome });
    else this.#refused('call.attach', callId, answer.code);
  }

  #invited(callId: CallId, answer: RequestResult<'call.invite'>): void {
    const result: InviteOutcome =
      answer.outcome === 'calling'
        ? { outcome: 'calling' }
        : {
            outcome: 'accepted',
            callId: answer.callId,
            peer: answer.peer,
            ...this.#naming(callId, answer.displayName),
          };
    this.dispatch({ type: 'invite.acknowledged', callId, result });
  }

  #record({ person, ...facts }: CallRecord): void {
    const { clock, history } = this.#ports;
    const peer = { id: person.id, name: person.name };
    // The machine counts in steady time; a list of calls shows times of day.
    const at = facts.at + clock.wall() - clock.now();
    history.record({ ...facts, at, peer, seen: !facts.missed });
  }

  /** The server says that the callee has accepted. */
  hearAccepted({ callId, device, displayName }: EventPayload<'call.accepted'>): void {
    const name = this.#naming(callId, displayName);
    this.dispatch({ type: 'server.accepted', callId, device, ...name });
  }

  /** The server says that the other device holds a call; only that device's signature counts. */
  async hearAttaching(event: EventPayload<'call.attaching'>): Promise<void> {
    const { callId, from, side, proof } = event;
    const outcome = await this.#ports.identity.verifyAttach({ callId, ...from }, side, proof);
    if (outcome === 'genuine') {
      this.dispatch({ type: 'server.attaching', callId, device: from.device });
    } else this.#log.warn('attach not genuine', { callId });
  }

  /** A signal came over the server. It counts only from a device that is in the call. */
  hearSignal({ callId, from, signal }: EventPayload<'call.signal'>): void {
    const call = this.#state.peek().calls.find(({ id }) => id === callId);
    if (call === undefined || !isInRoster(rosterOf(call), from)) return;
    this.#legs.get(call.legs[0].leg)?.signals.receive({ callId, ...from }, signal);
  }

  /** The local display name of the remote person, given the name from the server. */
  #naming(callId: CallId, displayName: string | undefined): { name?: string } {
    const leg = legsOf(this.#state.peek()).find((one) => one.callId === callId);
    if (!displayName || leg === undefined) return {};
    return { name: this.#ports.people.describe(leg.person.id, displayName).name };
  }

  /** Logs what has become of each leg, and lets go of those that have ended. */
  #tell(before: DeviceCalls, state: DeviceCalls): void {
    const legs = legsOf(state);
    for (const leg of legs) {
      const { phase, callId } = leg;
      if (legsOf(before).some((one) => one.leg === leg.leg && one.phase === phase)) continue;
      const why = leg.phase === 'ended' ? { reason: leg.reason, by: leg.by } : {};
      this.#log.info(`call ${phase}`, { callId, ...why });
    }
    for (const id of this.#legs.keys()) {
      if (this.#host.stateOf(id) === undefined) this.#legs.delete(id);
    }
  }
}
