import type { DeviceId } from '@tatap/protocol/signaling';
import { PhoneOff, ShieldAlert } from 'lucide';
import type { Peer } from '../../../calls/model.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import './unconfirmed-device.css';

interface Props {
  readonly peer: Peer;
  readonly device: DeviceId;
}

/**
 * Warns that a verified person calls from a new device. No media is sent to it until the person
 * presses *Continue* or marks the safety number as compared.
 */
export function UnconfirmedDevice({ peer, device }: Props) {
  const t = useText();
  const { identity, call } = useModel();
  const { name } = peer;
  return (
    <div class="unconfirmed-device" role="alert">
      <Icon shape={ShieldAlert} />
      <div class="unconfirmed-device__words">
        <p class="unconfirmed-device__title">{t('safety.unconfirmed', { name })}</p>
        <p>{t('safety.unconfirmed.detail', { name })}</p>
      </div>
      <div class="unconfirmed-device__actions">
        <Button onClick={() => identity.acknowledge({ account: peer.id, device })}>
          {t('safety.continue')}
        </Button>
        <Button kind="danger" icon={PhoneOff} onClick={() => call.hangUp()}>
          {t('call.hangUp')}
        </Button>
      </div>
    </div>
  );
}
