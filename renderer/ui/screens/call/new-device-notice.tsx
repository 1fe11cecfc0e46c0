import type { DeviceId } from '@tatap/protocol/signaling';
import { ShieldAlert } from 'lucide';
import type { Peer } from '../../../calls/model.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

interface Props {
  readonly peer: Peer;
  readonly device: DeviceId;
}

/** Says, until the person closes it, that an unverified person calls from a new device. */
export function NewDeviceNotice({ peer, device }: Props) {
  const t = useText();
  const { identity } = useModel();
  const address = { account: peer.id, device };
  if (identity.device(address)?.standing !== 'new') return null;
  return (
    <div class="call-notices__notice" data-kind="own">
      <Icon shape={ShieldAlert} size="small" />
      <span>{t('safety.newDevice', { name: peer.name })}</span>
      <Button size="small" onClick={() => identity.acknowledge(address)}>
        {t('safety.read')}
      </Button>
    </div>
  );
}
