import type { CallMedia } from '@tatap/protocol/call';
import { describe, expect, it } from 'vitest';
import { devicesWith, workingDevices } from '../../../../testing/devices.ts';
import type { SelfMedia } from '../../../calls/model.ts';
import type { DeviceProblem } from '../../../settings/model.ts';
import { en } from '../../i18n/en/index.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { troubleOf, troubleText } from './trouble.ts';

const i18n = createI18n('en', en);

function text(
  problems: { camera?: DeviceProblem; microphone?: DeviceProblem },
  change: Partial<SelfMedia> = {},
  media: CallMedia = 'video',
): string | null {
  const self: SelfMedia = {
    microphone: problems.microphone ? 'unavailable' : 'on',
    camera: problems.camera ? 'unavailable' : 'on',
    picture: null,
    screen: { state: 'off', reason: null },
    ...change,
  };
  const devices = {
    ...workingDevices,
    ...(problems.camera && { camera: devicesWith('camera', problems.camera).camera }),
    ...(problems.microphone && {
      microphone: devicesWith('microphone', problems.microphone).microphone,
    }),
  };
  return troubleText(i18n, troubleOf(self, devices, media), self, media, 'Budi');
}

describe('the words about the own camera and microphone', () => {
  it('are none where both work, also while one is muted', () => {
    expect(text({})).toBeNull();
    expect(text({}, { microphone: 'muted' })).toBeNull();
  });

  it.each<[string, Parameters<typeof text>, string]>([
    ['no camera', [{ camera: 'none' }], 'No camera found. Budi can hear you, but not see you.'],
    [
      'no microphone',
      [{ microphone: 'none' }],
      'No microphone found. Budi can see you, but not hear you.',
    ],
    [
      'neither',
      [{ camera: 'none', microphone: 'none' }],
      'No camera and no microphone found. Budi can’t see or hear you.',
    ],
    [
      'both refused',
      [{ camera: 'refused', microphone: 'refused' }],
      'Camera and microphone access is blocked. Budi can’t see or hear you.',
    ],
    [
      'different troubles',
      [{ camera: 'in-use', microphone: 'refused' }],
      'Another program is using the camera. Microphone access is blocked. Budi can’t see or hear you.',
    ],
    [
      'no camera and muted',
      [{ camera: 'none' }, { microphone: 'muted' }],
      'No camera found. Budi can’t see or hear you.',
    ],
    [
      'no microphone and the camera off',
      [{ microphone: 'none' }, { camera: 'off' }],
      'No microphone found. Budi can’t see or hear you.',
    ],
  ])('say the whole situation once: %s', (_what, given, words) => {
    expect(text(...given)).toBe(words);
  });

  it('do not speak of a picture in an audio call', () => {
    expect(text({ camera: 'none' }, {}, 'audio')).toBeNull();
    expect(text({ microphone: 'refused' }, { camera: 'off' }, 'audio')).toBe(
      'Microphone access is blocked. Budi can’t hear you.',
    );
  });
});
