import type { DeviceId } from '@tatap/protocol/signaling';
import { BadgeCheck, Lock } from 'lucide';
import { useState } from 'preact/hooks';
import type { Peer } from '../../../calls/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { SafetyDialog } from '../safety/index.ts';

interface Props {
  readonly peer: Peer;
  readonly device: DeviceId;
  /** The device is new: opening the safety number does not acknowledge it. */
  readonly unconfirmed: boolean;
}

/** That nobody listens, and the way to make sure of it. */
export function SafetyButton({ peer, device, unconfirmed }: Props) {
  const t = useText();
  const { identity } = useModel();
  const [open, setOpen] = useState(false);
  const verified = identity.device({ account: peer.id, device })?.standing === 'verified';
  return (
    <>
      <IconButton
        icon={verified ? BadgeCheck : Lock}
        label={t(verified ? 'safety.open.verified' : 'safety.open')}
        popup="dialog"
        expanded={open}
        onClick={() => {
          if (!unconfirmed) identity.acknowledge({ account: peer.id, device });
          setOpen(true);
        }}
      />
      {open && (
        <SafetyDialog
          account={peer.id}
          name={peer.name}
          device={device}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
