import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type Effect,
  type EventInput,
  type LegEvent,
  type LegState,
  restingLeg,
  type TimerName,
  transition,
} from '@tatap/protocol/call';
import type {
  AccountId,
  CallId,
  DeviceId,
  EventPayload,
  IceConfiguration,
} from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';
import { releaseAll } from '../scope.ts';
import { CallRequests } from './call-requests.ts';
import { CallLinks } from './links.ts';
import type { CallPorts, LocalMedia } from './ports.ts';
import { SharedScreen } from './shared-screen.ts';
import { SignedSignaling } from './signed-signaling.ts';

/**
 * Runs the call machine: feeds it events one at a time, performs its effects in their order, and
 * turns what came of them into events again.
 */
export class CallEngine {
  readonly #ports: CallPorts;
  readonly #log: Logger;
  readonly #state = signal<LegState>(restingLeg);
  readonly #media = signal<LocalMedia | null>(null);
  readonly #timers = new Map<TimerName, () => void>();
  readonly #queue: EventInput[] = [];
  #work: 'resting' | 'running' = 'resting';
  readonly links: CallLinks;
  /** The own screen, shared for no longer than its call. */
  readonly screen: SharedScreen;
  readonly #signals: SignedSignaling;
  readonly #requests: CallRequests;

  constructor(ports: CallPorts, ice: () => IceConfiguration) {
    this.#ports = ports;
    this.#log = ports.log;
    this.#signals = new SignedSignaling(ports.identity, ports.log, {
      current: () => this.#current(),
      arrived: (device, one) => this.links.receive(device, one),
      forged: (device) => this.dispatch({ type: 'link.forged', device }),
      overLink: (device, one) => this.links.signal(device, one),
      overServer: (one) => void ports.signaling.request('call.signal', one),
    });
    this.#requests = new CallRequests(ports, {
      dispatch: (input) => this.dispatch(input),
      naming: (displayName) => this.naming(displayName),
    });
    this.screen = new SharedScreen(ports.screen, ports.log);
    this.links = new CallLinks({ ...ports, ownScreen: this.screen }, ice, {
      signal: (device, one, by) => this.#signals.send(device, one, by),
      heard: (device, one) => this.#signals.hear(device, one),
      state: (device, state) => {
        if (state !== 'connecting') this.dispatch({ type: `link.${state}`, device });
      },
      // A new path is agreed over the server: it must be known by then whether there is a way to it.
      inboundStalled: () => ports.signaling.suspect(),
      accepted: (device) => this.dispatch({ type: 'link.accepted', device }),
      agreed: (device) => this.dispatch({ type: 'link.agreed', device }),
      held: (device, state) => this.dispatch({ type: 'link.hold', device, state }),
      reopened: (device) => this.dispatch({ type: 'link.reopened', device }),
      bye: (device, reason) => this.dispatch({ type: 'link.bye', device, reason }),
    });
  }

  get state(): ReadonlySignal<LegState> {
    return this.#state;
  }

  /** Camera and microphone of the call; `null` while none are wanted. */
  get media(): ReadonlySignal<LocalMedia | null> {
    return this.#media;
  }

  /**
   * True while a verified person calls from a new device that the user has not confirmed. Reads
   * signals: computations that use it follow it.
   */
  get isUnconfirmed(): boolean {
    const state = this.#state.value;
    if (state.phase !== 'incoming' && !('health' in state)) return false;
    return this.#ports.identity.isUnconfirmed({ account: state.person.id, device: state.device });
  }

  /** The local display name of the remote person, given the name from the server. */
  naming(displayName: string | undefined): { name?: string } {
    const state = this.#state.value;
    if (!displayName || state.phase === 'idle') return {};
    return { name: this.#ports.people.describe(state.person.id, displayName).name };
  }

  /** Timers that run. */
  get pendingTimers(): number {
    return this.#timers.size;
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
    const event = { ...input, at: this.#ports.clock.now() } as LegEvent;
    const before = this.#state.value;
    const { state, effects } = transition(before, event);
    batch(() => {
      this.#state.value = state;
      for (const effect of effects) this.#attempt(effect);
    });
    if (state.phase !== before.phase) this.#tell(state);
  }

  /** One effect that fails must not keep the others from happening: the camera has to go off. */
  #attempt(effect: Effect): void {
    try {
      this.#perform(effect);
    } catch (cause) {
      this.#log.error('call effect failed', { effect: effect.type, cause });
    }
  }

  #perform(effect: Effect): void {
    const { ring, clock, history, media } = this.#ports;
    switch (effect.type) {
      case 'request':
        void this.#requests.perform(effect);
        break;
      case 'attach':
        void this.#requests.attach(effect.claim);
        break;
      case 'links.mend':
        this.links.mendBroken();
        break;
      case 'link.prepare':
        this.links.prepare(effect.offer);
        break;
      case 'link.open':
        this.links.open(effect.device, effect.role);
        break;
      case 'link.close':
        this.links.close(effect.device);
        break;
      case 'links.close':
        this.links.closeAll(
          effect.farewell === null ? undefined : { kind: 'bye', reason: effect.farewell },
        );
        break;
      case 'link.tell':
        this.links.tell(effect.device, effect.message);
        break;
      case 'playback.open':
        this.links.openPlayback(effect.device);
        break;
      case 'tracks.attach':
        this.#attach(effect.device);
        break;
      case 'media.open':
        this.#media.value?.close();
        this.#media.value = media.open(effect.media);
        break;
      case 'media.close': {
        const open = this.#media.value;
        this.#media.value = null;
        releaseAll([() => this.screen.stop(), () => open?.close()]);
        break;
      }
      case 'media.hold':
        this.#media.value?.setHeld(effect.state === 'held');
        break;
      case 'link.hold':
        this.links.hold(effect.device, effect.hold);
        break;
      case 'timer.start':
        this.#stopTimer(effect.timer);
        this.#timers.set(
          effect.timer,
          clock.after(effect.delayMs, () => {
            this.#timers.delete(effect.timer);
            this.dispatch({ type: 'timer', timer: effect.timer });
          }),
        );
        break;
      case 'timer.stop':
        this.#stopTimer(effect.timer);
        break;
      case 'ring.start':
        ring.showIncoming({
          callId: effect.callId,
          peer: effect.person,
          media: effect.media,
          unconfirmed: this.isUnconfirmed,
        });
        break;
      case 'ring.stop':
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
      case 'record': {
        const { person, ...facts } = effect.record;
        const peer = { id: person.id, name: person.name };
        // The machine counts in steady time; a list of calls shows times of day.
        const at = facts.at + clock.wall() - clock.now();
        history.record({ ...facts, at, peer, seen: !facts.missed });
        break;
      }
      default:
        assertNever(effect);
    }
  }

  /** The current call and the remote account; `null` without a call. */
  #current(): { callId: CallId; account: AccountId } | null {
    const state = this.#state.value;
    if (state.phase === 'idle' || state.phase === 'ended') return null;
    return { callId: state.callId, account: state.person.id };
  }

  #attach(device: DeviceId): void {
    const call = this.#current();
    if (call === null) return;
    const { callId, account } = call;
    const address = { account, device };
    const withheld = computed(() => this.#ports.identity.isUnconfirmed(address));
    this.links.attach(device, { callId, media: this.#media.value, withheld });
  }

  #stopTimer(timer: TimerName): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }

  /** The server says that the other device holds a call; only that device's signature counts. */
  async hearAttaching({
    callId,
    from,
    side,
    proof,
  }: EventPayload<'call.attaching'>): Promise<void> {
    const outcome = await this.#ports.identity.verifyAttach({ callId, ...from }, side, proof);
    if (outcome === 'genuine') {
      this.dispatch({ type: 'server.attaching', callId, device: from.device });
    } else this.#log.warn('attach not genuine', { callId });
  }

  /** Receives a signal that a device of this call has sent over the server. */
  receive({ callId, from, signal }: EventPayload<'call.signal'>): void {
    this.#signals.receive({ callId, ...from }, signal);
  }

  #tell(state: LegState): void {
    const facts =
      state.phase === 'ended'
        ? { callId: state.callId, reason: state.reason, by: state.by }
        : { callId: state.phase === 'idle' ? null : state.callId };
    this.#log.info(`call ${state.phase}`, facts);
  }
}
