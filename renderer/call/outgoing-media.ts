import { effect } from '@preact/signals-core';
import type { Scope } from '../scope.ts';
import type { PeerLink } from './peer-link-port.ts';
import type { LocalMedia } from './ports.ts';

/**
 * Sends sound and picture over a link as each becomes ready and whenever it changes, and tells the
 * other side what is on. They do not wait for each other.
 */
export function sendMedia(scope: Scope, link: PeerLink, media: LocalMedia): void {
  scope.own(effect(() => link.setTracks({ audio: media.audio.value })));
  scope.own(effect(() => link.setTracks({ video: media.video.value })));
  scope.own(
    effect(() =>
      link.send({
        kind: 'media',
        microphone: media.microphone.value,
        camera: media.camera.value,
      }),
    ),
  );
}
