import type { DeviceId } from '@tatap/protocol/signaling';
import { MicOff, Pause, VideoOff, Volume2 } from 'lucide';
import type { Hold, Peer, RemoteMedia, SelfMedia } from '../../../call/model.ts';
import { Button } from '../../components/button.tsx';
import { Icon, type IconShape } from '../../components/icon.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { NewDeviceNotice } from './new-device-notice.tsx';
import { useSpeakingHint } from './use-speaking-hint.ts';
import './call-notices.css';

interface Props {
  readonly peer: Peer;
  /** The device they speak from; `null` until the call runs. */
  readonly device: DeviceId | null;
  readonly self: SelfMedia;
  readonly remote: RemoteMedia | null;
  /** `null` until the call runs. */
  readonly hold: Hold | null;
  /** `paused`: the own network bears no picture at the moment. */
  readonly ownPicture: 'sent' | 'paused';
}

/** What nobody may wonder about: who holds the call, who is muted, and whether one is heard. Never fades. */
export function CallNotices({ peer, device, self, remote, hold, ownPicture }: Props) {
  const t = useText();
  const { devices } = useModel();
  const speaking = useSpeakingHint(devices, self.microphone === 'muted');
  const { name } = peer;
  return (
    <div class="call-notices">
      {remote?.playback === 'silent' && (
        // Any press will do; this one says so.
        <Button kind="primary" icon={Volume2}>
          {t('call.hear', { name })}
        </Button>
      )}
      <div class="call-notices__list" role="status">
        {device !== null && <NewDeviceNotice peer={peer} device={device} />}
        {hold?.own === 'held' && <Notice icon={Pause} kind="own" text={t('call.held', { name })} />}
        {hold?.peer === 'held' && <Notice icon={Pause} text={t('call.peer.held', { name })} />}
        {remote?.microphone === 'muted' && (
          <Notice icon={MicOff} text={t('call.peer.muted', { name })} />
        )}
        {remote?.microphone === 'unavailable' && (
          <Notice icon={MicOff} text={t('call.peer.noMicrophone', { name })} />
        )}
        {(remote?.camera === 'paused' || remote?.screen?.picture === 'paused') && (
          <Notice icon={VideoOff} text={t('call.peer.paused', { name })} />
        )}
        {ownPicture === 'paused' && (
          <Notice
            icon={VideoOff}
            kind="own"
            text={t('call.paused')}
            detail={t('call.paused.detail')}
          />
        )}
        {self.microphone === 'muted' && (
          <Notice
            icon={MicOff}
            kind={speaking ? 'urgent' : 'own'}
            text={t(speaking ? 'call.muted.speaking' : 'call.muted')}
            detail={t('call.muted.hold')}
          />
        )}
        {self.microphone === 'unavailable' && (
          <Notice icon={MicOff} kind="own" text={t('call.silent')} />
        )}
      </div>
    </div>
  );
}

function Notice(props: {
  readonly icon: IconShape;
  readonly text: string;
  readonly detail?: string;
  readonly kind?: 'own' | 'urgent';
}) {
  return (
    <p class="call-notices__notice" data-kind={props.kind ?? 'peer'}>
      <Icon shape={props.icon} size="small" />
      <span>
        {props.text}
        {props.detail !== undefined && <span class="call-notices__detail"> {props.detail}</span>}
      </span>
    </p>
  );
}
