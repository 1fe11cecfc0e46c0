import { Check, Copy, Link } from 'lucide';
import { Button } from '../../components/button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useShortcutKeys } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';
import { useCopy } from './use-copy.ts';
import './welcome.css';

/** The main pane while nobody is chosen: what can be done here, and how to be found. */
export function Welcome() {
  const t = useText();
  const { account, contacts } = useModel();
  const { text: shortcut } = useShortcutKeys('dial');
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  const alone = contacts.snapshot.value.contacts.length === 0;
  return (
    <div class="welcome">
      <h2 class="welcome__title">{t('welcome.title', { name: session.account.displayName })}</h2>
      <p class="soft">{t(alone ? 'welcome.empty' : 'welcome.choose')}</p>
      <ShareCard />
      <p class="soft welcome__hint">{t('welcome.hint', { shortcut })}</p>
    </div>
  );
}

/** The own ID and the invitation link, to be given to others. */
export function ShareCard() {
  const t = useText();
  const { account } = useModel();
  const session = account.session.value;
  const id = session.phase === 'signed-in' ? session.account.id : '';
  const ownId = useCopy(id);
  const link = useCopy(account.invitationLink.value);
  return (
    <div class="share-card">
      <p class="note">{t('start.yourId')}</p>
      <p class="share-card__id">{id}</p>
      <div class="share-card__actions">
        <Button icon={ownId.copied ? Check : Copy} onClick={ownId.copy}>
          {t(ownId.copied ? 'common.copied' : 'start.copyId')}
        </Button>
        <Button icon={link.copied ? Check : Link} onClick={link.copy}>
          {t(link.copied ? 'common.copied' : 'start.copyLink')}
        </Button>
      </div>
    </div>
  );
}
