import type { RingingAction, RingingCall } from '@tatap/protocol/ipc';
import type { Logger } from '../log/log.ts';

/** What ringing does to the outside. */
export interface RingingEffects {
  /** The small window. */
  readonly window: { show(): void; hide(): void };
  /** The system's notification; `null` where there is none. */
  notify(call: RingingCall): { close(): void } | null;
  /** Asks for attention in the task bar or the dock; returns how to stop. */
  attract(): () => void;
  /** Whether the person wants the window and the notification. */
  mayNotify(): boolean;
  /** Whether the person works in the main window: its own card is all they need. */
  isMainInFront(): boolean;
  /** Tells the main window what was pressed. */
  acted(action: RingingAction): void;
  /** Brings the main window to the front. */
  focusMain(): void;
}

type State =
  | { readonly is: 'quiet' }
  | {
      readonly is: 'ringing';
      readonly call: RingingCall;
      readonly stopAttracting: () => void;
      /** Takes window and notification away; `null` while there are none. */
      readonly takeAway: (() => void) | null;
    };

/** One incoming call at a time, from `show` until an answer or `hide`. */
export class Ringing {
  readonly #effects: RingingEffects;
  readonly #log: Logger;
  #state: State = { is: 'quiet' };

  constructor(effects: RingingEffects, log: Logger) {
    this.#effects = effects;
    this.#log = log;
  }

  current(): RingingCall | null {
    return this.#state.is === 'ringing' ? this.#state.call : null;
  }

  show(call: RingingCall): void {
    this.hide();
    this.#log.info('ringing', { callId: call.callId, media: call.media });
    const stopAttracting = this.#effects.attract();
    this.#state = { is: 'ringing', call, stopAttracting, takeAway: null };
    this.mainWindowChanged();
  }

  hide(): void {
    if (this.#state.is === 'quiet') return;
    const { stopAttracting, takeAway } = this.#state;
    this.#state = { is: 'quiet' };
    stopAttracting();
    takeAway?.();
  }

  /** The main window came to the front or was left: only one place shows the call. */
  mainWindowChanged(): void {
    const ringing = this.#state;
    if (ringing.is === 'quiet') return;
    const outside = this.#effects.mayNotify() && !this.#effects.isMainInFront();
    if (outside && ringing.takeAway === null) this.#showOutside(ringing);
    else if (!outside && ringing.takeAway !== null) {
      this.#state = { ...ringing, takeAway: null };
      ringing.takeAway();
    }
  }

  /** Whatever was held down in the small window is no longer: it is gone and cannot tell. */
  letGo(): void {
    const call = this.current();
    if (call !== null) this.#effects.acted({ action: 'release', callId: call.callId });
  }

  /** An answer that is late, for a call that no longer rings, does nothing. */
  act(action: RingingAction): void {
    if (this.current()?.callId !== action.callId) return;
    if (action.action === 'press' || action.action === 'release') {
      this.#effects.acted(action);
      return;
    }
    this.#log.info('ringing answered', { callId: action.callId, action: action.action });
    this.hide();
    this.#effects.acted(action);
    if (action.action === 'accept') this.#effects.focusMain();
  }

  #showOutside(ringing: Extract<State, { is: 'ringing' }>): void {
    let notification: { close(): void } | null = null;
    // The state first: the window asks for the current call as soon as it is there.
    this.#state = {
      ...ringing,
      takeAway: () => {
        notification?.close();
        this.#effects.window.hide();
      },
    };
    this.#effects.window.show();
    notification = this.#effects.notify(ringing.call);
  }
}
