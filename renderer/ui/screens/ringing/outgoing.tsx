import { CameraOff, MicOff, PhoneOff } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { CallSnapshot } from '../../../call/model.ts';
import type { DevicesSnapshot } from '../../../settings/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Video } from '../../components/video.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { MediaButtons } from '../call/media-buttons.tsx';
import { useCallKeys } from '../call/use-call-keys.ts';
import { cameraNotice, progressOf } from './progress.ts';
import './outgoing.css';

export type Outgoing = Extract<CallSnapshot, { phase: 'outgoing' }>;

/** A call that rings over there: who, what really happens, and the own picture meanwhile. */
export function OutgoingView({ call }: { readonly call: Outgoing }) {
  const t = useText();
  const model = useModel();
  const { peer, self } = call;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useCallKeys(model.call, self);
  const devices: DevicesSnapshot = model.devices.snapshot.value;
  const notice = cameraNotice(call, devices.camera.problem);
  const progress = progressOf(call);
  return (
    <main class="stage outgoing" aria-label={t('ringing.outgoing', { name: peer.name })}>
      {self.camera === 'on' && self.picture !== null && (
        <div class="outgoing__self">
          <Video stream={self.picture} label={t('call.self')} mirrored muted />
        </div>
      )}
      <div class="outgoing__who">
        <Avatar id={peer.id} name={peer.name} size="huge" />
        <h1 ref={heading} tabIndex={-1} class="outgoing__name" dir="auto">
          {peer.name}
        </h1>
        <p class="outgoing__progress" role="status">
          {progress.kind === 'devices'
            ? t('ringing.devices', { count: progress.count })
            : t(`ringing.${progress.kind}`)}
        </p>
      </div>
      <div class="outgoing__bottom">
        <div role="status">
          {notice !== null && (
            <p class="outgoing__notice">
              <Icon shape={CameraOff} size="small" />
              {t(`ringing.${notice}`, { name: peer.name })}
            </p>
          )}
          {self.microphone === 'unavailable' && (
            <p class="outgoing__notice">
              <Icon shape={MicOff} size="small" />
              {t('ringing.noMicrophone', { name: peer.name })}
            </p>
          )}
          {self.microphone === 'muted' && (
            <p class="outgoing__notice">
              <Icon shape={MicOff} size="small" />
              {t('call.muted')}
            </p>
          )}
        </div>
        <div class="outgoing__controls">
          <MediaButtons self={self} />
          <Button kind="danger" size="large" icon={PhoneOff} onClick={() => model.call.hangUp()}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </main>
  );
}
