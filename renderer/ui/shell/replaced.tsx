import { AppWindow } from 'lucide';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import './replaced.css';

/** This device is in use in another window; here one can take it over. */
export function ReplacedScreen() {
  const { account } = useModel();
  const t = useText();
  return (
    <main class="replaced">
      <Icon shape={AppWindow} size="large" />
      <h1>{t('connection.replacedTitle')}</h1>
      <p class="soft">{t('connection.replacedBody')}</p>
      <Button kind="primary" size="large" onClick={() => account.reconnect()}>
        {t('connection.useHere')}
      </Button>
    </main>
  );
}
