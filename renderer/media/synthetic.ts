import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import type { CaptureKind } from '../settings/ports.ts';

const drawEveryMs = 50;

/** A track that needs no device: a moving stripe, or a tone. It stops with the scope. */
export function syntheticTrack(scope: Scope, clock: Clock, kind: CaptureKind): MediaStreamTrack {
  const [track] = (kind === 'camera' ? stripe(scope, clock) : tone(scope)).getTracks();
  if (track === undefined) throw new Error(`no track for a ${kind}`);
  scope.own(() => track.stop());
  return track;
}

function stripe(scope: Scope, clock: Clock): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const drawing = canvas.getContext('2d');
  let left = 0;
  let cancel = () => {};
  scope.own(() => cancel());
  const draw = () => {
    // A canvas whose picture does not change sends no frames.
    drawing?.fillRect(0, 0, canvas.width, canvas.height);
    drawing?.clearRect(left, 0, 40, canvas.height);
    left = (left + 8) % canvas.width;
    cancel = clock.after(drawEveryMs, draw);
  };
  draw();
  return canvas.captureStream();
}

function tone(scope: Scope): MediaStream {
  const context = new AudioContext();
  scope.own(() => void context.close().catch(() => undefined));
  const oscillator = context.createOscillator();
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  context.resume().catch(() => undefined);
  return destination.stream;
}
