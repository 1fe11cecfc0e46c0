import { Check, Copy, Link } from 'lucide';
import { Button } from '../../components/button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useCopy } from './use-copy.ts';
import './share-card.css';

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
      <p class="share-card__label">{t('start.yourId')}</p>
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
