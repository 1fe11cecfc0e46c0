import type {
  ScreenChoice,
  ScreenOutcome,
  ScreenQuestion,
  ScreenSources,
} from '@tatap/protocol/ipc';
import type { Logger } from '../log/log.ts';

/** A screen or window as the system lists it. */
export interface ListedSource {
  readonly id: string;
  readonly name: string;
  /** A small picture as a `data:` URL; `null` where none was asked for or none is there. */
  readonly picture: string | null;
}

/** What is given to the page that asked for a screen; `null` refuses. */
export type Grant = {
  readonly video: { readonly id: string; readonly name: string };
  readonly audio?: 'loopback';
} | null;

/** What sharing needs of the outside. */
export interface ScreenEffects {
  /** `portal`: listing the sources already asks the person (PipeWire), and gives the one chosen. */
  readonly picker: 'own' | 'portal';
  /** Whether the system gives its sound. */
  readonly sound: ScreenQuestion['sound'];
  /** Rejects where the system refuses, or the person did in the portal. */
  list(pictures: 'with-pictures' | 'bare'): Promise<readonly ListedSource[]>;
  /** Whether the system lets this program see screens, as far as it says. */
  mayCapture(): boolean;
  /** Lets the page show the picker. */
  ask(question: ScreenQuestion): void;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

/**
 * How quickly a portal answers that asks nobody: there is none, or it refuses this program. A
 * person takes longer to close its dialog, and Electron has the same error for both. Milliseconds.
 */
const noPersonMs = 500;

/** How long a portal is waited for: its dialog may be lost behind other windows. Milliseconds. */
const portalPatienceMs = 120_000;

type State =
  | { readonly is: 'resting' }
  | {
      readonly is: 'asking';
      readonly answer: (grant: Grant) => void;
      /** What was listed last, by id: nothing else can be chosen. */
      readonly listed: ReadonlyMap<string, ListedSource>;
    };

/** Decides what a page that asks for a screen gets, by asking the person. One question at a time. */
export class ScreenSharing {
  readonly #effects: ScreenEffects;
  readonly #log: Logger;
  #state: State = { is: 'resting' };
  #outcome: ScreenOutcome = 'unknown';

  constructor(effects: ScreenEffects, log: Logger) {
    this.#effects = effects;
    this.#log = log;
  }

  /** How the last question ended; `unknown` where nobody was asked here. */
  get outcome(): ScreenOutcome {
    return this.#outcome;
  }

  /** A page of the app asks for a screen; `answer` is called once, now or later. */
  request(answer: (grant: Grant) => void): void {
    this.cancel();
    this.#outcome = 'unknown';
    if (this.#effects.picker === 'portal') {
      void this.#askPortal(answer);
      return;
    }
    this.#state = { is: 'asking', answer, listed: new Map() };
    this.#effects.ask({ sound: this.#effects.sound });
  }

  /** What there is to choose from; a page learns it only while the person is being asked. */
  async sources(): Promise<ScreenSources> {
    const asking = this.#state;
    if (asking.is === 'resting') return { outcome: 'failed' };
    try {
      const listed = (await this.#effects.list('with-pictures')).filter(isOfOthers);
      // Answered, or asked anew, meanwhile.
      if (this.#state.is === 'resting' || this.#state.answer !== asking.answer) {
        return { outcome: 'failed' };
      }
      this.#state = { ...asking, listed: new Map(listed.map((one) => [one.id, one])) };
      return {
        outcome: 'listed',
        sources: listed.map((one) => ({ ...one, kind: kindOf(one) })),
      };
    } catch (error) {
      this.#log.warn('screens not listed', { error });
      return { outcome: this.#effects.mayCapture() ? 'failed' : 'refused' };
    }
  }

  /** The person has chosen. */
  choose(choice: ScreenChoice): void {
    if (this.#state.is === 'resting') return;
    const { answer, listed } = this.#state;
    this.#state = { is: 'resting' };
    const source = choice === null ? undefined : listed.get(choice.id);
    this.#outcome = choice === null ? 'cancelled' : 'failed';
    if (choice !== null && source === undefined) this.#log.warn('screen refused: not listed');
    const sound = choice?.sound === true && this.#effects.sound === 'possible';
    answer(source === undefined ? null : grantOf(source, sound));
  }

  /** Nobody will answer: the page is gone, or asks anew. */
  cancel(): void {
    this.choose(null);
  }

  async #askPortal(answer: (grant: Grant) => void): Promise<void> {
    const askedAt = this.#effects.now();
    try {
      const [source] = await withDeadline(this.#effects.list('bare'), portalPatienceMs);
      this.#outcome = source === undefined ? 'cancelled' : 'failed';
      answer(source === undefined ? null : grantOf(source, false));
    } catch (error) {
      const tookMs = this.#effects.now() - askedAt;
      const cancelled = tookMs >= noPersonMs && tookMs < portalPatienceMs;
      this.#outcome = cancelled ? 'cancelled' : 'failed';
      if (!cancelled) this.#log.warn('the portal gave no screen', { error, tookMs });
      answer(null);
    }
  }
}

/** Rejects where the result is not there in time; that it comes later is of no use. */
function withDeadline<T>(result: Promise<T>, ms: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  result.then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}

function grantOf({ id, name }: ListedSource, sound: boolean): Grant {
  return { video: { id, name }, ...(sound && { audio: 'loopback' }) };
}

function kindOf({ id }: ListedSource): 'screen' | 'window' {
  return id.startsWith('screen:') ? 'screen' : 'window';
}

/** The last number of `window:XX:YY` is 1 for windows of this program: a call cannot show itself. */
function isOfOthers({ id }: ListedSource): boolean {
  return !/^window:.*:1$/.test(id);
}
