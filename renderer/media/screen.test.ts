import { describe, expect, it, vi } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { silentLogger } from '../log.ts';
import { captureScreen } from './screen.ts';

const streamOf = (...tracks: MediaStreamTrack[]) =>
  ({
    getTracks: () => tracks,
    getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
    getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
  }) as unknown as MediaStream;

const capture = (
  getDisplayMedia: MediaDevices['getDisplayMedia'],
  withSound = true,
  outcome: 'cancelled' | 'failed' | 'unknown' = 'unknown',
) =>
  captureScreen({
    devices: { getDisplayMedia },
    withSound,
    outcome: async () => outcome,
    log: silentLogger,
  });

async function captured(...tracks: MediaStreamTrack[]) {
  const capturing = await capture(async () => streamOf(...tracks));
  if (capturing.outcome !== 'captured') throw new Error(capturing.outcome);
  return capturing.screen;
}

describe('capturing a screen', () => {
  it('asks for 1080p at 30 at the most, never for the call itself, nor for its sound', async () => {
    const getDisplayMedia = vi.fn(async () => streamOf(fakeTrack('video')));
    await capture(getDisplayMedia);
    expect(getDisplayMedia).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 30 } },
        audio: expect.objectContaining({ restrictOwnAudio: true, noiseSuppression: false }),
        selfBrowserSurface: 'exclude',
      }),
    );
  });

  it('asks for no sound where the host has none', async () => {
    const getDisplayMedia = vi.fn(async () => streamOf(fakeTrack('video')));
    await capture(getDisplayMedia, false);
    expect(getDisplayMedia).toHaveBeenCalledWith(expect.objectContaining({ audio: false }));
  });

  it.each([
    ['NotAllowedError', 'Permission denied', 'cancelled'],
    ['NotAllowedError', 'Permission denied by system', 'refused'],
    ['AbortError', 'Timeout starting video source', 'failed'],
    ['NotReadableError', 'Could not start video source', 'failed'],
    ['InvalidStateError', 'no press', 'failed'],
  ])('that ends in %s (%s) is %s', async (name, message, outcome) => {
    expect(await capture(() => Promise.reject(new DOMException(message, name)))).toEqual({
      outcome,
    });
  });

  it.each(['cancelled', 'failed'] as const)(
    'that the host says was %s is that, whatever the error',
    async (outcome) => {
      for (const name of ['AbortError', 'NotAllowedError']) {
        const refuse = () => Promise.reject(new DOMException('Invalid capture constraints', name));
        expect(await capture(refuse, true, outcome)).toEqual({ outcome });
      }
    },
  );

  it('says what it shows, and that sound is music', async () => {
    const [video, audio] = [fakeTrack('video'), fakeTrack('audio')];
    const screen = await captured(video, audio);
    expect(screen).toMatchObject({ video, audio });
    expect(audio.contentHint).toBe('music');
    screen.setContent('motion');
    expect(video.contentHint).toBe('motion');
  });

  it('tells of its end when it ends by itself, and not when it is stopped', async () => {
    const ended = vi.fn();
    const video = fakeTrack('video');
    (await captured(video)).onEnded(ended);
    video.dispatchEvent(new Event('ended'));
    expect(ended).toHaveBeenCalledOnce();

    const [other, audio] = [fakeTrack('video'), fakeTrack('audio')];
    const screen = await captured(other, audio);
    screen.onEnded(ended);
    screen.stop();
    other.dispatchEvent(new Event('ended'));
    expect(ended).toHaveBeenCalledOnce();
    expect([other.readyState, audio.readyState]).toEqual(['ended', 'ended']);
  });
});
