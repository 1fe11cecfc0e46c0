import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { Scope } from '../scope.ts';
import { DeviceProbe } from './device-probe.ts';
import { brightestOf, peakOf } from './track-watch.ts';

interface Machine {
  readonly getUserMedia: (wanted: MediaStreamConstraints) => Promise<unknown>;
  readonly permission?: PermissionState | 'not told';
  readonly access?: 'granted' | 'refused';
}

function probeOf({ getUserMedia, permission = 'granted', access = 'granted' }: Machine) {
  const query = async () => {
    if (permission === 'not told') throw new TypeError('no such permission');
    return { state: permission };
  };
  return new DeviceProbe({
    devices: { getUserMedia } as unknown as MediaDevices,
    permissions: { query } as unknown as Permissions,
    clock: new VirtualClock(),
    log: silentLogger,
    requestAccess: async () => access,
  });
}

function fails(name: string, message = '') {
  return async () => {
    throw new DOMException(message, name);
  };
}

function trackOf() {
  let stops = 0;
  const track = { stop: () => (stops += 1), label: 'Webcam' };
  return { stream: { getTracks: () => [track] }, stops: () => stops };
}

describe('a device probe', () => {
  it('stops what it has opened with its scope', async () => {
    const { stream, stops } = trackOf();
    const scope = new Scope();
    const opened = await probeOf({ getUserMedia: async () => stream }).open(scope, 'camera', 'a');
    expect(opened.ok).toBe(true);
    expect(stops()).toBe(0);
    scope.end();
    expect(stops()).toBe(1);
  });

  it('stops at once what opens after the end', async () => {
    const { stream, stops } = trackOf();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const scope = new Scope();
    void probeOf({ getUserMedia: () => promise }).open(scope, 'camera', 'a');
    await settled();
    scope.end();
    resolve(stream);
    await settled();
    expect(stops()).toBe(1);
  });

  it.each([
    ['by system in its words', 'denied', 'Permission denied by system', 'refused-by-system'],
    ['though the page may', 'granted', 'Permission denied', 'refused-by-system'],
    ['because the page may not', 'denied', 'Permission denied', 'refused-by-person'],
    ['because a question was dismissed', 'prompt', 'Permission dismissed', 'refused-by-person'],
    ['and nobody tells why', 'not told', '', 'refused-by-person'],
  ] as const)('tells who refused: %s', async (_, permission, message, fault) => {
    const probe = probeOf({ getUserMedia: fails('NotAllowedError', message), permission });
    expect(await probe.open(new Scope(), 'camera', null)).toEqual({ ok: false, fault });
  });

  it('asks no browser where the system has refused', async () => {
    const probe = probeOf({ getUserMedia: fails('AbortError'), access: 'refused' });
    const opened = await probe.open(new Scope(), 'microphone', null);
    expect(opened).toEqual({ ok: false, fault: 'refused-by-system' });
  });

  it('tells a device that is in use from one that is not there', async () => {
    const busy = probeOf({ getUserMedia: fails('NotReadableError') });
    expect(await busy.open(new Scope(), 'camera', null)).toMatchObject({ fault: 'in-use' });
    const bare = probeOf({ getUserMedia: fails('NotFoundError') });
    expect(await bare.open(new Scope(), 'camera', 'gone')).toMatchObject({ fault: 'none' });
  });

  it('hears the microphone itself, also beside a call that suppresses noise', async () => {
    const asked: MediaStreamConstraints[] = [];
    const probe = probeOf({
      getUserMedia: async (wanted) => {
        asked.push(wanted);
        if (asked.length === 1) throw new DOMException('', 'OverconstrainedError');
        return trackOf().stream;
      },
    });
    expect(await probe.open(new Scope(), 'microphone', null)).toMatchObject({ ok: true });
    expect(asked).toMatchObject([
      { audio: { noiseSuppression: { exact: false }, autoGainControl: { exact: false } } },
      { audio: { noiseSuppression: { ideal: false } } },
    ]);
  });

  it('takes what is there where the chosen one is gone', async () => {
    const { stream } = trackOf();
    const probe = probeOf({
      getUserMedia: async (wanted) => {
        if (JSON.stringify(wanted).includes('gone')) throw new DOMException('', 'NotFoundError');
        return stream;
      },
    });
    expect(await probe.open(new Scope(), 'camera', 'gone')).toMatchObject({ ok: true });
  });
});

it('the brightest place counts in any colour, and not how opaque it is', () => {
  expect(brightestOf(new Uint8ClampedArray([0, 0, 0, 255, 3, 9, 200, 255]))).toBe(200);
  expect(brightestOf(new Uint8ClampedArray([0, 0, 0, 255]))).toBe(0);
});

it('the peak counts in both directions', () => {
  expect(peakOf(new Float32Array([0.1, -0.5, 0.2]))).toBeCloseTo(0.5);
  expect(peakOf(new Float32Array(4))).toBe(0);
});
