import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { bandwidthOf } from './bandwidth.ts';

const pair = (availableOutgoingBitrate: number) => ({
  type: 'candidate-pair',
  nominated: true,
  availableOutgoingBitrate,
});
const picture = (framesPerSecond?: number, active = true) => ({
  type: 'outbound-rtp',
  active,
  framesEncoded: 100,
  ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
});

function sender(entries: readonly object[], track: MediaStreamTrack | null = fakeTrack('video')) {
  const stats = new Map(entries.map((entry, index) => [String(index), entry]));
  return { track, getStats: async () => stats } as unknown as RTCRtpSender;
}

describe('the bandwidth of the path', () => {
  it('is what the sender believes of the pair in use', async () => {
    expect(await bandwidthOf(sender([picture(30), pair(900_000)]))).toBe(900_000);
    expect(await bandwidthOf(sender([picture(5), pair(134_000)]))).toBe(134_000);
    expect(await bandwidthOf(sender([{ ...pair(900_000), nominated: false }]))).toBeNull();
  });

  it('is nothing where the picture stands still on a scarce line', async () => {
    expect(await bandwidthOf(sender([picture(1), pair(134_000)]))).toBe(0);
    expect(await bandwidthOf(sender([picture(), pair(134_000)]))).toBe(0);
  });

  it('is what is believed where something else keeps the picture still', async () => {
    const scarce = pair(134_000);
    expect(await bandwidthOf(sender([picture(1), pair(900_000)]))).toBe(900_000);
    expect(await bandwidthOf(sender([picture(undefined, false), scarce]))).toBe(134_000);
    expect(await bandwidthOf(sender([picture(), scarce], null))).toBe(134_000);
  });

  it('is not known after the end', async () => {
    const closed = {
      track: null,
      getStats: () => Promise.reject(new DOMException('closed', 'InvalidStateError')),
    };
    expect(await bandwidthOf(closed as unknown as RTCRtpSender)).toBeNull();
  });
});
