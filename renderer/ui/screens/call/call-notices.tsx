import type { CallMedia, Hold } from '@tatap/protocol/call';
import type { DeviceId } from '@tatap/protocol/signaling';
import { MicOff, Pause, TriangleAlert, VideoOff, Volume2 } from 'lucide';
import type { Peer, RemoteMedia, SelfMedia } from '../../../calls/model.ts';
import { Button } from '../../components/button.tsx';
import { Icon, type IconShape } from '../../components/icon.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { NewDeviceNotice } from './new-device-notice.tsx';
import { troubleOf, troubleText } from './trouble.ts';
import { UnconfirmedDevice } from './unconfirmed-device.tsx';
import { useSpeakingHint } from './use-speaking-hint.ts';
import './call-notices.css';

interface Props {
  readonly peer: Peer;
  /** The device they speak from; `null` until the call runs. */
  readonly device: DeviceId | null;
  /** Whether `device` is new and gets no media until the person continues. */
  readonly unconfirmed: boolean;
  readonly media: CallMedia;
  readonly self: SelfMedia;
  readonly remote: RemoteMedia | null;
  /** `null` until the call runs. */
  readonly hold: Hold | null;
  /** `paused`: the own network bears no picture at the moment. */
  readonly ownPicture: 'sent' | 'paused';
}

/** What nobody may wonder about: who holds the call, who is muted, and whether one is heard. Never fades. */
export function CallNotices(props: Props) {
  const { peer, device, unconfirmed, media, self, remote, hold, ownPicture } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const { devices } = useModel();
  const { name } = peer;
  const held = hold?.own === 'held' || hold?.peer === 'held';
  // Who is held is not heard anyway, and being told one thing at a time is enough.
  const muted = self.microphone === 'muted' && !held;
  const speaking = useSpeakingHint(devices, muted);
  const trouble = troubleOf(self, devices.snapshot.value, media);
  return (
    <div class="call-notices">
      {remote?.playback === 'silent' && (
        // Any press will do; this one says so.
        <Button kind="primary" icon={Volume2}>
          {t('call.hear', { name })}
        </Button>
      )}
      {device !== null && unconfirmed && <UnconfirmedDevice peer={peer} device={device} />}
      <div class="call-notices__list" role="status">
        {device !== null && !unconfirmed && <NewDeviceNotice peer={peer} device={device} />}
        {hold?.own === 'held' && (
          <Notice
            icon={Pause}
            kind="own"
            text={t('call.held', { name })}
            detail={t('call.held.detail', { name })}
          />
        )}
        {hold?.peer === 'held' && (
          <Notice
            icon={Pause}
            kind="own"
            text={t('call.peer.held', { name })}
            // Said once, whoever holds it.
            {...(hold.own !== 'held' && { detail: t('call.held.detail', { name }) })}
          />
        )}
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
        {muted && (
          <Notice
            icon={MicOff}
            kind={speaking ? 'urgent' : 'own'}
            text={t(speaking ? 'call.muted.speaking' : 'call.muted')}
            detail={t('call.muted.hold')}
          />
        )}
        {/* A missing camera is seen by its button; not to be heard is another matter. */}
        {trouble.microphone !== null && (
          <Notice
            icon={TriangleAlert}
            kind="own"
            text={troubleText(i18n, trouble, self, media, name) ?? ''}
          />
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
        {props.detail !== undefined && <span class="call-notices__detail">{props.detail}</span>}
      </span>
    </p>
  );
}
