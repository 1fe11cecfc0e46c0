import type { HoldState } from '@tatap/protocol/control';
import { Pause, Play } from 'lucide';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

/**
 * Puts the call on hold, or goes on with it.
 *
 * @param own `null` until the call runs
 */
export function HoldButton({ own }: { readonly own: HoldState | null }) {
  const t = useText();
  const { call } = useModel();
  const held = own === 'held';
  return (
    <IconButton
      size="large"
      kind={held ? 'primary' : 'secondary'}
      icon={held ? Play : Pause}
      disabled={own === null}
      label={t(held ? 'call.resume' : 'call.hold')}
      onClick={() => call.setHold(!held)}
    />
  );
}
