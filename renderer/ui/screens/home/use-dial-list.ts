import { assertNever } from '@tatap/protocol/signaling';
import { useState } from 'preact/hooks';
import { useToast } from '../../components/toasts.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useModel } from '../../use-model.tsx';
import { contactName, type DialOption } from './dial.ts';
import { useHome } from './use-home.ts';

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

/** Does what a row of the search-or-dial field says. */
function useDialActions(): (option: DialOption) => void {
  const i18n = useI18n();
  const toast = useToast();
  const home = useHome();
  const { call, contacts } = useModel();

  const add = async (id: string) => {
    const result = await contacts.request(id);
    if (!result.ok) {
      toast({ kind: 'danger', text: describeFailure(i18n, result) });
      return;
    }
    home.select(id);
    const key = result.contact.relation === 'accepted' ? 'add.added' : 'add.sent';
    toast({ kind: 'success', text: i18n.t(key, { name: contactName(result.contact) }) });
  };

  return (option) => {
    switch (option.kind) {
      case 'call':
        call.start(option.id, 'video');
        return;
      case 'add':
        void add(option.id);
        return;
      case 'contact':
        home.select(option.contact.id);
        return;
      case 'recent':
        home.query.value = '';
        call.start(option.entry.peer.id, option.entry.media);
        return;
      default:
        assertNever(option);
    }
  };
}
