import type { ReadonlySignal } from '@preact/signals-core';

/** A screen or a window that may be shared. */
export interface ScreenSource {
  readonly id: string;
  readonly kind: 'screen' | 'window';
  /** As the system names it; window titles, mostly. */
  readonly name: string;
  /** What it shows just now, as a `data:` URL; `null` where it shows nothing (a minimised window). */
  readonly picture: string | null;
}

/** What there is to choose from. */
export type ScreenSources =
  | { readonly outcome: 'listed'; readonly sources: readonly ScreenSource[] }
  /** The system lets this program see no screen. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'failed' };

/** What a person is to choose from, and whether the computer's sound can come with it. */
export interface ScreenQuestion {
  readonly sound: 'possible' | 'impossible';
}

/** The app's own picker of screens, on hosts whose system shows none. */
export interface ScreenPickerModel {
  /** What is being asked; `null` while nothing is. */
  readonly question: ReadonlySignal<ScreenQuestion | null>;
  /** Looks anew at what there is. Never rejects. */
  sources(): Promise<ScreenSources>;
  /** Answers the question; `null` shares nothing. Does nothing while nothing is asked. */
  choose(choice: { readonly id: string; readonly sound: boolean } | null): void;
}
