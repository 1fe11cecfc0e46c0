import type { GalleryState } from '../state.ts';
import { callStates } from './call.ts';
import { endedStates } from './ended.ts';
import { homeStates } from './home.ts';
import { ringingStates } from './ringing.ts';
import { screenStates } from './screen.ts';
import { settingsStates } from './settings.ts';
import { setupStates } from './setup.ts';
import { shellStates } from './shell.ts';
import { startStates } from './start.ts';

/** Every state that is looked at. A new one is added to the list of its area. */
export const states: readonly GalleryState[] = [
  ...startStates,
  ...shellStates,
  ...settingsStates,
  ...setupStates,
  ...homeStates,
  ...ringingStates,
  ...callStates,
  ...screenStates,
  ...endedStates,
];

// An address and a screenshot name one state.
const names = new Set<string>();
for (const { name } of states) {
  if (names.has(name)) throw new Error(`two states are called ${name}`);
  names.add(name);
}
