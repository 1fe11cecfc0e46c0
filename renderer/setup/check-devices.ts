import type { Scope } from '../scope.ts';
import type { CaptureKind } from '../settings/ports.ts';
import { withDeadline } from './deadline.ts';
import type { Finding, OpenFault, StepId } from './model.ts';
import type { PictureSign, SetupPorts } from './ports.ts';

/** A question on the screen may be answered within this; the whole check stays under 10 s. */
const openMs = 4_000;

/** Cameras open their shutter, and microphones their gain, well within this. */
const deliverMs = 2_000;

const speakerMs = 3_000;

/** Darker than this in every place is no picture: even a dark room has noise above it. */
const blackBelow = 24;

/** One step of 16-bit sound. A microphone that is on is never below, however quiet the room is. */
const silentBelow = 1 / 32_768;

/** What a device was found to do; the track lives as long as the check, for the loopback call. */
export interface DeviceCheck<S extends StepId> {
  readonly finding: Finding<S>;
  /** `null` where it delivers nothing. */
  readonly track: MediaStreamTrack | null;
}

/** Opens the camera in use and waits for a picture with light in it. */
export async function checkCamera(ports: SetupPorts, scope: Scope): Promise<DeviceCheck<'camera'>> {
  const { devices, clock, log } = ports;
  const opened = await open('camera', ports, scope);
  if (!opened.ok) return { finding: { kind: opened.fault }, track: null };
  const { track } = opened;
  const { label } = track;
  let last: PictureSign | null = null;
  const finding = await withDeadline<Finding<'camera'>>(
    { clock, log, scope, ms: deliverMs },
    (watching) =>
      new Promise((resolve) => {
        devices.watchPicture(watching, track, (sign) => {
          last = sign;
          const { width, height, brightest } = sign;
          if (brightest >= blackBelow) resolve({ kind: 'delivers', label, width, height });
        });
      }),
    () => ({ kind: last === null ? 'no-frames' : 'black', label }),
  );
  return { finding, track: finding.kind === 'delivers' ? track : null };
}

/** Opens the microphone in use and waits for one sample that is not zero. */
export async function checkMicrophone(
  ports: SetupPorts,
  scope: Scope,
): Promise<DeviceCheck<'microphone'>> {
  const { devices, clock, log } = ports;
  const opened = await open('microphone', ports, scope);
  if (!opened.ok) return { finding: { kind: opened.fault }, track: null };
  const { track } = opened;
  const { label } = track;
  let samples: 'none' | 'zero' = 'none';
  const finding = await withDeadline<Finding<'microphone'>>(
    { clock, log, scope, ms: deliverMs },
    (watching) =>
      new Promise((resolve) => {
        devices.watchSound(watching, track, (peak) => {
          samples = 'zero';
          if (peak >= silentBelow) resolve({ kind: 'delivers', label });
        });
      }),
    () => ({ kind: samples === 'none' ? 'no-sound' : 'silent', label }),
  );
  return { finding, track: finding.kind === 'delivers' ? track : null };
}

type Opened =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  | { readonly ok: false; readonly fault: OpenFault | 'not-opened' };

/** Opens the device in use; one that opens too late is the scope's to stop. */
function open(kind: CaptureKind, ports: SetupPorts, scope: Scope): Promise<Opened> {
  const { devices, chosen, clock, log } = ports;
  const deviceId = chosen.peek()[kind].active?.deviceId ?? null;
  return withDeadline<Opened>(
    { clock, log, scope, ms: openMs },
    () => devices.open(scope, kind, deviceId),
    () => ({ ok: false, fault: 'not-opened' }),
  );
}

/** Whether the speaker in use takes sound, without making any. */
export function checkSpeaker(ports: SetupPorts, scope: Scope): Promise<Finding<'speaker'>> {
  const { devices, chosen, clock, log } = ports;
  const { active, problem, fallback } = chosen.peek().speaker;
  if (problem === 'none') return Promise.resolve({ kind: 'none' });
  return withDeadline<Finding<'speaker'>>(
    { clock, log, scope, ms: speakerMs },
    async (playing) => {
      const kind = await devices.playSilence(playing, active?.deviceId ?? null);
      return { kind: fallback ? 'gone' : kind };
    },
    () => ({ kind: 'stalled' }),
  );
}
