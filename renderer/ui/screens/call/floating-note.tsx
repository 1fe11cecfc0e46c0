import { PictureInPicture2 } from 'lucide';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/context.tsx';
import './portrait.css';

/** That the other's picture is in a window of its own, in its place. */
export function FloatingNote({ onBack }: { readonly onBack: () => void }) {
  const t = useText();
  return (
    <div class="portrait">
      <Icon shape={PictureInPicture2} size="large" />
      <p class="portrait__note">{t('call.floating')}</p>
      <Button onClick={onBack}>{t('call.bringBack')}</Button>
    </div>
  );
}
