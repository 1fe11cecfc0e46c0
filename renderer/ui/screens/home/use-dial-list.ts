import { useState } from 'preact/hooks';
import { useHome } from './context.ts';
import type { DialOption } from './dial.ts';
import { useDialActions } from './use-dial-actions.ts';

/** The rows under the search-or-dial field and the one that Enter runs. */
export interface DialList {
  readonly active: DialOption | undefined;
  readonly run: (option: DialOption) => void;
  /** Answers the field's keys. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** @param onLeave Down from the empty field: into the list below */
export function useDialList(onLeave: () => void): DialList {
  const home = useHome();
  const run = useDialActions();
  const query = home.query.value;
  const [chosen, setChosen] = useState({ query, index: 0 });
  // Other words, other rows: Enter runs the first again.
  const index = chosen.query === query ? chosen.index : 0;
  const { options } = home.found.value;
  const active = options[Math.min(index, options.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && active !== undefined) run(active);
    else if (event.key === 'Escape' && query !== '') home.query.value = '';
    else if (step !== undefined && options.length > 0)
      setChosen({ query, index: (index + step + options.length) % options.length });
    else if (event.key === 'ArrowDown' && query.trim() === '') onLeave();
    else return;
    event.preventDefault();
  };
  return { active, run, onKeyDown };
}
