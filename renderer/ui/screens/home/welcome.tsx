import { useText } from '../../i18n/context.tsx';
import { useShortcutKeys } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';
import { ShareCard } from './share-card.tsx';
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
