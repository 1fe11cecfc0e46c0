import { assertNever } from '@tatap/protocol/signaling';
import { useToast } from '../../components/toasts.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useModel } from '../../use-model.tsx';
import { useHome } from './context.ts';
import { contactName, type DialOption } from './dial.ts';

/** Does what a row of the search-or-dial field says. */
export function useDialActions(): (option: DialOption) => void {
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
