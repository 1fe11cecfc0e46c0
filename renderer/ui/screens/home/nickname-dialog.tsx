import type { Contact } from '@tatap/protocol/signaling';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useAct } from './use-home.ts';

/** Longest nickname, in characters: `nickname` in protocol/signaling. */
const longest = 64;

/** An own name for somebody. */
export function NicknameDialog(props: { readonly contact: Contact; readonly onClose: () => void }) {
  const t = useText();
  const { contacts } = useModel();
  const act = useAct();
  const { contact, onClose } = props;
  const [nickname, setNickname] = useState(contact.nickname);
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const saved = await act(contacts.setNickname(contact.id, nickname.trim()));
    setSaving(false);
    if (saved) onClose();
  };
  return (
    <Dialog
      title={t('contact.nickname.edit')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" busy={saving}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('contact.nickname')}
        hint={t('contact.nickname.hint', { name: contact.displayName })}
        value={nickname}
        onInput={setNickname}
        maxLength={longest}
        autofocus
      />
    </Dialog>
  );
}
