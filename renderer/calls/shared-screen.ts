import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';
import type { OwnScreen, ScreenContent, ScreenEnd } from './model.ts';
import type { CapturedScreen, ScreenPort } from './ports.ts';

type State =
  | Extract<OwnScreen, { state: 'unsupported' | 'off' }>
  /** `asking` takes the question back. */
  | {
      readonly state: 'choosing';
      readonly content: ScreenContent;
      readonly asking: AbortController;
    }
  | {
      readonly state: 'shared';
      readonly captured: CapturedScreen;
      readonly content: ScreenContent;
    };

/** What was chosen last, in any call: text is what most people share. */
export interface ContentChoice {
  latest: ScreenContent;
}

/** The own screen: asked for, shared, and stopped from here or from outside. */
export class SharedScreen {
  readonly #port: ScreenPort;
  readonly #log: Logger;
  readonly #state: Signal<State>;
  readonly #choice: ContentChoice;
  /** What views draw. */
  readonly view: ReadonlySignal<OwnScreen>;
  /** What is to be sent; `null` while nothing is shared. */
  readonly captured: ReadonlySignal<CapturedScreen | null>;
  /** What it shows. */
  readonly content: ReadonlySignal<ScreenContent | null>;

  constructor(port: ScreenPort, log: Logger, choice: ContentChoice) {
    this.#port = port;
    this.#choice = choice;
    this.#log = log;
    this.#state = signal<State>(
      port.isSupported ? { state: 'off', reason: null } : { state: 'unsupported' },
    );
    this.view = computed(() => viewOf(this.#state.value));
    this.captured = computed(() => {
      const now = this.#state.value;
      return now.state === 'shared' ? now.captured : null;
    });
    this.content = computed(() => {
      const now = this.#state.value;
      return now.state === 'shared' ? now.content : null;
    });
  }

  /** Asks what to share and shares it; does nothing while it asks or shares. */
  share(): void {
    if (this.#state.peek().state !== 'off') return;
    const asking = new AbortController();
    this.#state.value = { state: 'choosing', content: this.#choice.latest, asking };
    void this.#port.capture(asking.signal).then((capture) => {
      if (asking.signal.aborted) {
        if (capture.outcome === 'captured') capture.screen.stop();
        return;
      }
      switch (capture.outcome) {
        case 'captured':
          this.#show(capture.screen);
          break;
        case 'cancelled':
          this.#state.value = { state: 'off', reason: null };
          break;
        case 'refused':
        case 'failed':
          this.#state.value = { state: 'off', reason: capture.outcome };
          break;
        default:
          assertNever(capture);
      }
    });
  }

  /** For what is shared now, and for the next time. */
  setContent(content: ScreenContent): void {
    this.#choice.latest = content;
    const now = this.#state.peek();
    if (now.state !== 'shared' && now.state !== 'choosing') return;
    if (now.state === 'shared') now.captured.setContent(content);
    this.#state.value = { ...now, content };
  }

  /** Stops sharing, or asking. */
  stop(): void {
    this.#end(null);
  }

  #show(captured: CapturedScreen): void {
    captured.setContent(this.#choice.latest);
    captured.onEnded(() => this.#end('ended'));
    this.#state.value = { state: 'shared', captured, content: this.#choice.latest };
    this.#log.info('screen shared', { sound: captured.audio !== null });
  }

  #end(reason: ScreenEnd | null): void {
    const now = this.#state.peek();
    switch (now.state) {
      case 'unsupported':
        return;
      case 'off':
        // What ended the last one is of no concern to the next call.
        if (now.reason !== reason) this.#state.value = { state: 'off', reason };
        return;
      case 'choosing':
        now.asking.abort();
        this.#state.value = { state: 'off', reason };
        return;
      case 'shared':
        // First from the wire, so that what is sent last is not the black of a stopped track.
        this.#state.value = { state: 'off', reason };
        now.captured.stop();
        this.#log.info('screen no longer shared', { reason });
        return;
      default:
        assertNever(now);
    }
  }
}

function viewOf(now: State): OwnScreen {
  switch (now.state) {
    case 'unsupported':
    case 'off':
      return now;
    case 'choosing':
      return { state: 'choosing', content: now.content };
    case 'shared': {
      const { content, captured } = now;
      const sound = captured.audio === null ? 'none' : 'shared';
      return { state: 'shared', content, picture: captured.picture, sound };
    }
    default:
      return assertNever(now);
  }
}
