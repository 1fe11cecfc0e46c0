import { computed, type Signal as State, signal } from '@preact/signals-core';
import type { Effect, EventInput, LegId, LegState, Live, TimerName } from '@tatap/protocol/call';
import type { IceConfiguration } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import { releaseAll } from '../scope.ts';
import { CallLinks } from './links.ts';
import type { CallPorts, LocalMedia } from './ports.ts';
import type { PressedDevices } from './press.ts';
import { type ContentChoice, SharedScreen } from './shared-screen.ts';
import { SignedSignaling } from './signed-signaling.ts';

/** What is done for a leg by itself, and not by what all calls share. */
type LegEffect = Exclude<
  Effect,
  { type: 'request' | 'attach' | 'record' | 'record.answered' | `ring${string}` }
>;

/** What legs share. */
export interface LegHost {
  readonly ports: CallPorts;
  readonly pressed: PressedDevices;
  readonly content: ContentChoice;
  ice(): IceConfiguration;
  /** The leg as the machine has it; `undefined` once it has ended. */
  stateOf(leg: LegId): Live | undefined;
  dispatch(input: EventInput): void;
}

/** What one leg holds: links, camera and microphone, the own screen, timers. */
export class CallLeg {
  readonly links: CallLinks;
  /** The own screen, shared for no longer than its call. */
  readonly screen: SharedScreen;
  readonly signals: SignedSignaling;
  /** Camera and microphone; `null` while none are wanted. */
  readonly media: State<LocalMedia | null> = signal(null);
  readonly #id: LegId;
  readonly #host: LegHost;
  readonly #timers = new Map<TimerName, () => void>();

  constructor(leg: LegId, host: LegHost) {
    const { ports, dispatch } = host;
    this.#id = leg;
    this.#host = host;
    this.screen = new SharedScreen(ports.screen, ports.log, host.content);
    this.signals = new SignedSignaling(ports.identity, ports.log, {
      current() {
        const state = host.stateOf(leg);
        return state === undefined ? null : { callId: state.callId, account: state.person.id };
      },
      arrived: (device, one) => this.links.receive(device, one),
      forged: (device) => dispatch({ type: 'link.forged', leg, device }),
      overLink: (device, one) => this.links.get(device)?.link.send({ kind: 'signal', signal: one }),
      overServer: (one) => void ports.signaling.request('call.signal', one),
    });
    this.links = new CallLinks({ ...ports, ownScreen: this.screen }, host.ice, {
      signal: (device, one, by) => this.signals.send(device, one, by),
      heard: (device, one) => this.signals.hear(device, one),
      // A new path is agreed over the server: it must be known by then whether there is a way to it.
      inboundStalled: () => ports.signaling.suspect(),
      tell: (input) => dispatch({ ...input, leg }),
    });
  }

  perform(effect: LegEffect): void {
    switch (effect.type) {
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
        this.links.get(effect.device)?.tell(effect.message);
        break;
      case 'link.hold':
        this.links.get(effect.device)?.setHold(effect.hold);
        break;
      case 'playback.open':
        this.links.get(effect.device)?.openPlayback();
        break;
      case 'tracks.attach': {
        const { ports, stateOf } = this.#host;
        const state = stateOf(this.#id);
        if (state === undefined) break;
        const address = { account: state.person.id, device: effect.device };
        this.links.get(effect.device)?.attach({
          callId: state.callId,
          media: this.media.value,
          withheld: computed(() => ports.identity.isUnconfirmed(address)),
        });
        break;
      }
      case 'media.open':
        this.media.value = this.#host.pressed.take(effect.media);
        break;
      case 'media.hold':
        this.media.value?.setHeld(effect.state === 'held');
        break;
      case 'media.close': {
        const open = this.media.value;
        this.media.value = null;
        releaseAll([() => this.screen.stop(), () => open?.close()]);
        break;
      }
      case 'timer.start': {
        const { timer, delayMs } = effect;
        this.#stopTimer(timer);
        const cancel = this.#host.ports.clock.after(delayMs, () => {
          this.#timers.delete(timer);
          this.#host.dispatch({ type: 'timer', leg: this.#id, timer });
        });
        this.#timers.set(timer, cancel);
        break;
      }
      case 'timer.stop':
        this.#stopTimer(effect.timer);
        break;
      default:
        assertNever(effect);
    }
  }

  #stopTimer(timer: TimerName): void {
    this.#timers.get(timer)?.();
    this.#timers.delete(timer);
  }
}

/**
 * True while a verified person calls from a new device that the user has not confirmed. Reads
 * signals: computations that use it follow it.
 */
export function isUnconfirmed({ identity }: Pick<CallPorts, 'identity'>, leg: LegState): boolean {
  if (leg.phase !== 'incoming' && !('health' in leg)) return false;
  return identity.isUnconfirmed({ account: leg.person.id, device: leg.device });
}
