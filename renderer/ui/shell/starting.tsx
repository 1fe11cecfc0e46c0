import { Skeleton } from '../components/skeleton.tsx';
import { useText } from '../i18n/context.tsx';
import './starting.css';

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
