import type { Contact } from '@tatap/protocol/signaling';
import { Ban, Ellipsis, Lock, Pencil, UserMinus } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/menu.tsx';
import { useText } from '../../i18n/context.tsx';
import { lazy } from '../../lazy.tsx';
import { useModel } from '../../use-model.tsx';
import { SafetyDialog } from '../safety/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { contactName } from './dial.ts';
import { useAct, useOnline } from './use-home.ts';

const NicknameDialog = lazy(async () => {
  const { NicknameDialog: dialog } = await import('./nickname-dialog.tsx');
  return dialog;
});

type Open = 'nothing' | 'menu' | 'safety' | 'nickname' | 'remove' | 'block';

/** What one seldom does with a contact: nickname, remove, block. */
export function ContactMenu({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const { contacts, identity } = useModel();
  const act = useAct();
  const online = useOnline();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<Open>('nothing');
  const close = () => setOpen('nothing');
  useEffect(() => NicknameDialog.preload(), []);
  const { id, relation } = contact;
  const name = contactName(contact);
  const accepted = relation === 'accepted';
  const met = identity.devicesOf(id).length > 0;
  return (
    <>
      <IconButton
        icon={Ellipsis}
        label={t('contact.more')}
        popup="menu"
        expanded={open === 'menu'}
        disabled={!online}
        buttonRef={anchor}
        onClick={() => setOpen(open === 'menu' ? 'nothing' : 'menu')}
      />
      {open === 'menu' && (
        // An item opens its dialog; only without one the menu closes into nothing.
        <Menu
          label={t('contact.more')}
          anchor={anchor}
          align="end"
          onClose={() => setOpen((now) => (now === 'menu' ? 'nothing' : now))}
        >
          {accepted && (
            <MenuItem icon={Pencil} onClick={() => setOpen('nickname')}>
              {t('contact.nickname.edit')}
            </MenuItem>
          )}
          {met && (
            <MenuItem icon={Lock} onClick={() => setOpen('safety')}>
              {t('safety.menu')}
            </MenuItem>
          )}
          {(accepted || met) && <MenuSeparator />}
          {accepted && (
            <MenuItem icon={UserMinus} onClick={() => setOpen('remove')}>
              {t('contact.remove')}
            </MenuItem>
          )}
          <MenuItem icon={Ban} kind="danger" onClick={() => setOpen('block')}>
            {t('contact.block')}
          </MenuItem>
        </Menu>
      )}
      {open === 'safety' && <SafetyDialog account={id} name={name} onClose={close} />}
      {open === 'nickname' && <NicknameDialog contact={contact} onClose={close} />}
      {open === 'remove' && (
        <ConfirmDialog
          title={t('contact.remove.title', { name })}
          text={t('contact.remove.text', { name })}
          confirm={t('common.remove')}
          onConfirm={() => void act(contacts.remove(id))}
          onClose={close}
        />
      )}
      {open === 'block' && (
        <ConfirmDialog
          title={t('contact.block.title', { name })}
          text={t('contact.block.text', { name })}
          confirm={t('contact.block')}
          onConfirm={() => void act(contacts.block(id))}
          onClose={close}
        />
      )}
    </>
  );
}
