import type { AccountId } from '@tatap/protocol/signaling';
import { BadgeCheck } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { KnownDevice } from '../../../identity/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import './safety-dialog.css';

interface Props {
  readonly account: AccountId;
  readonly name: string;
  /** The device of a call; without it all of theirs that were met. */
  readonly device?: string;
  readonly onClose: () => void;
}

/** The numbers by which two people make sure that nobody stands between their devices. */
export function SafetyDialog({ account, name, device, onClose }: Props) {
  const t = useText();
  const devices = useModel()
    .identity.devicesOf(account)
    .filter(({ id }) => device === undefined || id === device);
  return (
    <Dialog title={t('safety.title', { name })} onClose={onClose}>
      <p>{t('safety.explain', { name })}</p>
      {devices.length === 0 && <p>{t('safety.notMet', { name })}</p>}
      {devices.map((one, index) => (
        <SafetyNumber
          key={one.id}
          account={account}
          device={one}
          place={devices.length > 1 ? { index: index + 1, count: devices.length } : null}
        />
      ))}
    </Dialog>
  );
}

interface NumberProps {
  readonly account: AccountId;
  readonly device: KnownDevice;
  /** Which of several it is; `null` for the only one. */
  readonly place: { readonly index: number; readonly count: number } | null;
}

function SafetyNumber({ account, device, place }: NumberProps) {
  const t = useText();
  const { identity } = useModel();
  const { id, key, standing } = device;
  const [digits, setDigits] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void identity.safetyNumber({ account, device: id }).then((number) => {
      if (current) setDigits(number);
    });
    return () => {
      current = false;
    };
  }, [identity, account, id, key]);

  const verified = standing === 'verified';
  return (
    <section class="safety" data-verified={verified ? '' : undefined}>
      {place !== null && <h3>{t('safety.device', place)}</h3>}
      {digits === null ? (
        <Skeleton />
      ) : (
        <p class="safety__digits" role="img" aria-label={groupsOf(digits).join(', ')}>
          {groupsOf(digits).map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </p>
      )}
      <p class="safety__standing" role="status">
        {verified && (
          <>
            <Icon shape={BadgeCheck} />
            {t('safety.verified')}
          </>
        )}
      </p>
      <Button
        kind={verified ? 'secondary' : 'primary'}
        disabled={digits === null}
        onClick={() => identity.setVerified({ account, device: id }, !verified)}
      >
        {t(verified ? 'safety.clear' : 'safety.mark')}
      </Button>
    </section>
  );
}

/** Twelve groups of five, as people read them aloud. */
function groupsOf(digits: string): readonly string[] {
  return digits.match(/\d{5}/g) ?? [];
}
