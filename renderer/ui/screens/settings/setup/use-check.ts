import { useEffect, useState } from 'preact/hooks';
import type { SetupCheck } from '../../../../setup/model.ts';
import { useModel } from '../../../use-model.tsx';

export type CheckState =
  | { readonly state: 'loading' | 'not-loaded' }
  | { readonly state: 'begun'; readonly check: SetupCheck };

/** A check that lives as long as the view, and begins anew with `again`. */
export function useCheck(): readonly [state: CheckState, again: () => void] {
  const model = useModel();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<CheckState>({ state: 'loading' });

  useEffect(() => {
    let check: SetupCheck | null = null;
    let isCurrent = true;
    model.loadSetup().then(
      (setup) => {
        if (!isCurrent) return;
        check = setup.start();
        setState({ state: 'begun', check });
      },
      () => isCurrent && setState({ state: 'not-loaded' }),
    );
    return () => {
      isCurrent = false;
      check?.close();
    };
  }, [model, round]);

  return [state, () => setRound(round + 1)];
}
