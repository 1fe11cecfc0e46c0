import type { CallMedia } from '@tatap/protocol/call';
import type { SelfMedia } from '../../../calls/model.ts';
import type { DeviceProblem, DevicesSnapshot } from '../../../settings/model.ts';
import type { I18n } from '../../i18n/i18n.ts';

/** What is wrong with the own devices in a call; `null` where nothing is. */
export interface Trouble {
  readonly camera: DeviceProblem | null;
  readonly microphone: DeviceProblem | null;
}

/**
 * What is wrong with the devices that the call wants.
 *
 * @param media without `video` nobody misses a camera
 */
export function troubleOf(self: SelfMedia, devices: DevicesSnapshot, media: CallMedia): Trouble {
  return {
    camera:
      media === 'video' && self.camera === 'unavailable'
        ? (devices.camera.problem ?? 'none')
        : null,
    microphone: self.microphone === 'unavailable' ? (devices.microphone.problem ?? 'none') : null,
  };
}

/** The whole situation of camera and microphone; `null` where nothing is wrong. */
export function troubleText(
  { t }: Pick<I18n, 't'>,
  { camera, microphone }: Trouble,
  self: SelfMedia,
  media: CallMedia,
  name: string,
): string | null {
  if (camera === null && microphone === null) return null;
  const causes =
    camera === null || camera !== microphone
      ? [
          ...(camera === null ? [] : [t(`trouble.camera.${camera}`)]),
          ...(microphone === null ? [] : [t(`trouble.microphone.${microphone}`)]),
        ]
      : [t(`trouble.both.${camera}`)];
  const isSeen = self.camera === 'on';
  const isHeard = self.microphone === 'on';
  const effect = isHeard
    ? t('trouble.unseen', { name })
    : isSeen
      ? t('trouble.unheard', { name })
      : t(media === 'video' ? 'trouble.neither' : 'trouble.silent', { name });
  return [...causes, effect].map((clause) => `${clause}.`).join(' ');
}
