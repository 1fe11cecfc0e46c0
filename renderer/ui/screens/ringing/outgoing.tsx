import { MicOff, PhoneOff, TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownCall } from '../../../calls/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Video } from '../../components/video.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { MediaButtons } from '../call/media-buttons.tsx';
import { troubleOf, troubleText } from '../call/trouble.ts';
import { useCallKeys } from '../call/use-call-keys.ts';
import { progressOf } from './progress.ts';
import './outgoing.css';

export type Outgoing = Extract<ShownCall, { phase: 'outgoing' }>;

/** A call that rings over there: who, what really happens, and below it oneself, uncovered. */
export function OutgoingView({ call }: { readonly call: Outgoing }) {
  const i18n = useI18n();
  const { t } = i18n;
  const model = useModel();
  const { peer, self, media } = call;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useCallKeys(model.call, self);
  const trouble = troubleOf(self, model.devices.snapshot.value, media);
  const troubleWords = troubleText(i18n, trouble, self, media, peer.name);
  const progress = progressOf(call);
  const picture = self.camera === 'on' ? self.picture : null;
  return (
    <main
      class="stage outgoing"
      data-picture={picture === null ? 'none' : 'own'}
      aria-label={t('ringing.outgoing', { name: peer.name })}
    >
      <div class="outgoing__who">
        <Avatar id={peer.id} name={peer.name} size="huge" />
        <div class="outgoing__words">
          <h1 ref={heading} tabIndex={-1} class="outgoing__name" dir="auto">
            {peer.name}
          </h1>
          <p class="outgoing__progress" role="status">
            {progress.kind === 'devices'
              ? t('ringing.devices', { count: progress.count })
              : t(`ringing.${progress.kind}`)}
          </p>
        </div>
      </div>
      {picture !== null && (
        <div class="outgoing__self">
          <Video stream={picture} label={t('call.self')} mirrored muted />
        </div>
      )}
      <div class="outgoing__bottom">
        <div class="outgoing__notices" role="status">
          {troubleWords !== null && (
            <p class="outgoing__notice">
              <Icon shape={TriangleAlert} size="small" />
              {troubleWords}
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
