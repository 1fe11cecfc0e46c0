import { AppWindow } from 'lucide';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import './resting.css';

/** What is stored is being read: nothing for a moment, then lines where home will be. */
export function StartingScreen() {
  const t = useText();
  return (
    <main class="starting">
      <h1 class="visually-hidden">{t('app.name')}</h1>
      <Skeleton lines={6} avatar />
    </main>
  );
}

/** Tatap is in use in another window. A person can use it here instead; during a call, knowingly. */
export function ReplacedScreen() {
  const { account, pages } = useModel();
  const t = useText();
  const owner = pages.ownership.value;
  const inCall = owner.state === 'elsewhere' && owner.inCall;
  const taking = owner.state === 'elsewhere' && owner.taking;
  const useHere = () => {
    if (owner.state === 'elsewhere') pages.takeOver();
    else account.takeBack();
  };
  return (
    <main class="replaced">
      <Icon shape={AppWindow} size="large" />
      <h1>{t(inCall ? 'connection.callElsewhereTitle' : 'connection.replacedTitle')}</h1>
      <p class="soft">{t(inCall ? 'connection.callElsewhereBody' : 'connection.replacedBody')}</p>
      <Button kind="primary" size="large" busy={taking} onClick={useHere}>
        {t(inCall ? 'connection.endCallAndUseHere' : 'connection.useHere')}
      </Button>
    </main>
  );
}
