import type { AccountId, Contact } from '@tatap/protocol/signaling';
import { personIn } from '@tatap/protocol/text';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import type { I18n } from '../../i18n/i18n.ts';
import { useModel } from '../../use-model.tsx';
import { contactName } from './dial.ts';
import { useHome } from './use-home.ts';
import { ShareCard } from './welcome.tsx';

/**
 * Asks somebody to be a contact, by ID; and the other way round, how to be asked.
 *
 * @param props.linked the ID of the link that opened the dialog; empty where no link did
 */
export function AddContact({ linked }: { readonly linked: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const home = useHome();
  const toast = useToast();
  const { account, contacts } = useModel();
  const [typed, setTyped] = useState(linked);
  const [error, setError] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const session = account.session.value;
  const self = session.phase === 'signed-in' ? session.account.id : '';
  const close = () => {
    home.adding.value = null;
  };

  const send = async () => {
    const checked = checkAdd(typed, self, contacts.find);
    if (!checked.ok) {
      setError(problemText(i18n, checked.problem));
      return;
    }
    setSending(true);
    const result = await contacts.request(checked.id);
    setSending(false);
    if (!result.ok) {
      const unknown = result.code === 'unknown-account';
      setError(unknown ? t('add.unknown', { id: checked.id }) : describeFailure(i18n, result));
      return;
    }
    const key = result.contact.relation === 'accepted' ? 'add.added' : 'add.sent';
    toast({ kind: 'success', text: t(key, { name: contactName(result.contact) }) });
    close();
    home.select(checked.id);
  };

  return (
    <Dialog
      title={t('add.title')}
      onClose={close}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" busy={sending}>
            {t('add.send')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('add.id')}
        hint={
          linked !== '' && typed === linked ? t('add.id.linked', { id: linked }) : t('add.id.hint')
        }
        error={error}
        value={typed}
        onInput={(value) => {
          setTyped(value);
          setError(null);
        }}
        maxLength={200}
        literal
        autofocus
      />
      <p class="soft">{t('add.share')}</p>
      <ShareCard />
    </Dialog>
  );
}

function problemText({ t }: I18n, problem: AddProblem): string {
  switch (problem.kind) {
    case 'invalid':
      return t('add.invalid');
    case 'own':
      return t('add.own');
    case 'already':
      return t('add.already', { name: contactName(problem.contact) });
    case 'waiting':
      return t('add.waiting', { name: contactName(problem.contact) });
  }
}

/** What is wrong with an ID somebody is to be added by, before the server is asked. */
type AddProblem =
  | { readonly kind: 'invalid' | 'own' }
  | { readonly kind: 'already' | 'waiting'; readonly contact: Contact };

type AddCheck =
  | { readonly ok: true; readonly id: AccountId }
  | { readonly ok: false; readonly problem: AddProblem };

/** Reads what was typed or pasted as the ID of somebody to be added. */
export function checkAdd(
  typed: string,
  self: AccountId,
  find: (id: AccountId) => Contact | undefined,
): AddCheck {
  const id = personIn(typed)?.id ?? null;
  if (id === null) return { ok: false, problem: { kind: 'invalid' } };
  if (id === self) return { ok: false, problem: { kind: 'own' } };
  const contact = find(id);
  if (contact?.relation === 'accepted') return { ok: false, problem: { kind: 'already', contact } };
  if (contact?.relation === 'outgoing') return { ok: false, problem: { kind: 'waiting', contact } };
  return { ok: true, id };
}
