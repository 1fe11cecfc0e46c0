import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeSender } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { SentLine } from './sent-line.ts';
import { tuningOf } from './tuning.ts';

const plain = { amount: 'all', width: 'full', screen: 'none' } as const;

function makeLine() {
  const sender = new FakeSender();
  const line = new SentLine(sender as unknown as RTCRtpSender, silentLogger);
  const encoding = () => sender.parameters.encodings[0];
  return { sender, line, encoding };
}

describe('a line without a track', () => {
  it('is switched off once it has sent one, because a browser may go on with its last picture', async () => {
    const { line, encoding } = makeLine();
    line.tune(tuningOf('camera', '', plain), 'sent');
    expect(encoding()).toMatchObject({ active: true });
    line.setTrack(fakeTrack('video'));
    await settled();
    expect(encoding()).toMatchObject({ active: true });
    line.setTrack(null);
    expect(encoding()).toMatchObject({ active: false });
    await settled();
    expect(encoding()).toMatchObject({ active: false });
  });

  it('is switched on again with the next track, and not before the sender holds it', async () => {
    const { line, encoding } = makeLine();
    line.tune(tuningOf('screen', '', plain), 'sent');
    line.setTrack(fakeTrack('video'));
    await settled();
    line.setTrack(null);
    await settled();
    line.tune(tuningOf('screen', 'motion', plain), 'sent');
    line.setTrack(fakeTrack('video'));
    expect(encoding()).toMatchObject({ active: false, maxBitrate: 4_000_000 });
    await settled();
    expect(encoding()).toMatchObject({ active: true });
  });

  it('stays without one where a track is taken away before the sender holds it', async () => {
    const { line, sender, encoding } = makeLine();
    line.tune(tuningOf('camera', '', plain), 'sent');
    line.setTrack(fakeTrack('video'));
    line.setTrack(null);
    await settled();
    expect(sender.track).toBeNull();
    expect(encoding()).toMatchObject({ active: false });
  });

  it('is never switched off before its first one, which is to be sent at once', async () => {
    const { line, encoding } = makeLine();
    line.setTrack(null);
    line.tune(tuningOf('audio', '', plain), 'sent');
    const states = [encoding()];
    line.setTrack(fakeTrack('audio'));
    states.push(encoding());
    await settled();
    states.push(encoding());
    expect(states).toMatchObject([{ active: true }, { active: true }, { active: true }]);
  });
});

describe('the size of a picture', () => {
  it('is also said as a factor of what the track has, either way up', async () => {
    const sizes = [
      [{ width: 1280, height: 720 }, 2],
      [{ width: 720, height: 1280 }, 2],
      [{ width: 640, height: 480 }, 480 / 360],
      [{ width: 320, height: 240 }, 1],
      [{}, 1],
    ] as const;
    for (const [settings, factor] of sizes) {
      const { line, encoding } = makeLine();
      line.setTrack(fakeTrack('video', settings));
      await settled();
      line.tune(tuningOf('camera', '', { ...plain, amount: 'less' }), 'sent');
      expect(encoding()).toMatchObject({
        scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
        scaleResolutionDownBy: factor,
      });
    }
  });

  it('follows a track of another size', async () => {
    const { line, encoding } = makeLine();
    line.tune(tuningOf('camera', '', plain), 'sent');
    line.setTrack(fakeTrack('video', { width: 1280, height: 720 }));
    await settled();
    expect(encoding()).toMatchObject({ scaleResolutionDownBy: 1 });
    line.setTrack(fakeTrack('video', { width: 1920, height: 1080 }));
    await settled();
    expect(encoding()).toMatchObject({ scaleResolutionDownBy: 1.5 });
  });

  it('is not said of sound', () => {
    const { line, encoding } = makeLine();
    line.tune(tuningOf('audio', '', plain), 'sent');
    expect(encoding()).toEqual({ maxBitrate: 32_000, active: true });
  });
});
