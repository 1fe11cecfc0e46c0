import { ownPresence } from '@tatap/protocol/signaling';
import { Check, ChevronDown, Copy, Settings } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu, MenuItem } from '../../components/menu.tsx';
import { useText } from '../../i18n/context.tsx';
import { useShell } from '../../shell/shell-state.ts';
import { useModel } from '../../use-model.tsx';
import { PresenceLine } from './presence.tsx';
import { useCopy } from './use-copy.ts';
import { useAct } from './use-home.ts';
import './own-card.css';

/** Who one is here: name, ID, how one appears to others, and the way to the settings. */
export function OwnCard() {
  const t = useText();
  const shell = useShell();
  const session = useModel().account.session.value;
  if (session.phase !== 'signed-in') return null;
  const { id, displayName } = session.account;
  return (
    <section class="own-card" aria-label={t('own.card')}>
      <Avatar id={id} name={displayName} />
      <div class="own-card__words">
        <p class="own-card__name" dir="auto">
          {displayName}
        </p>
        <div class="own-card__line">
          <PresenceMenu />
          <OwnId id={id} />
        </div>
      </div>
      <IconButton
        icon={Settings}
        label={t('shortcut.settings')}
        shortcut="settings"
        onClick={() => shell.openSettings()}
      />
    </section>
  );
}

function OwnId({ id }: { readonly id: string }) {
  const t = useText();
  const { copied, copy } = useCopy(id);
  return (
    <button
      type="button"
      class="own-card__button own-card__id"
      aria-label={copied ? t('common.copied') : t('own.copyId', { id })}
      title={t('own.copyId', { id })}
      onClick={copy}
    >
      <span>{copied ? t('common.copied') : id}</span>
      <Icon shape={copied ? Check : Copy} size="small" />
    </button>
  );
}

function PresenceMenu() {
  const t = useText();
  const act = useAct();
  const { account } = useModel();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  const online = session.connection.state === 'online';
  // Whatever was chosen, nobody sees it while the server is away.
  const shown = online ? session.account.presence : 'offline';
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="own-card__button"
        aria-label={t('presence.change', { presence: t(`presence.${shown}`) })}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={!online}
        onClick={() => setOpen(!open)}
      >
        <PresenceLine presence={shown} />
        <Icon shape={ChevronDown} size="small" />
      </button>
      {open && (
        <Menu
          label={t('presence.change', { presence: t(`presence.${shown}`) })}
          anchor={anchor}
          onClose={() => setOpen(false)}
        >
          {ownPresence.options.map((presence) => (
            <MenuItem
              key={presence}
              checked={presence === session.account.presence}
              onClick={() => void act(account.setPresence(presence))}
            >
              <PresenceLine presence={presence} />
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  );
}
