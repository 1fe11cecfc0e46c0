import type { ReceivedPicture, Sample, SentPicture } from '../renderer/quality/sample.ts';

interface Change extends Partial<Omit<Sample, 'sending' | 'receiving'>> {
  readonly sending?: Partial<Omit<Sample['sending'], 'camera'>> & {
    readonly camera?: Partial<SentPicture> | null;
  };
  readonly receiving?: Partial<Omit<Sample['receiving'], 'camera'>> & {
    readonly camera?: Partial<ReceivedPicture> | null;
  };
}

const sent: SentPicture = {
  bitrateBps: 1_400_000,
  codec: 'H264',
  framesPerSecond: 30,
  width: 1280,
  height: 720,
  targetBps: 1_400_000,
  encodeMs: 3,
  sourceFramesPerSecond: 30,
  limitedBy: 'none',
};

const got: ReceivedPicture = {
  bitrateBps: 1_300_000,
  codec: 'H264',
  jitterMs: 8,
  framesPerSecond: 30,
  width: 1280,
  height: 720,
  dropped: 0,
  freezes: 0,
  frozenMs: 0,
};

/** A second of a good call, with what is changed. */
export function aSample({ sending = {}, receiving = {}, ...rest }: Change = {}): Sample {
  return {
    at: 1_700_000_000_000,
    path: { kind: 'direct', local: 'srflx', remote: 'host', protocol: 'udp', relayProtocol: null },
    roundTripMs: 42,
    availableBps: 4_000_000,
    ...rest,
    sending: {
      sound: { bitrateBps: 48_000, codec: 'opus' },
      screen: null,
      loss: { lost: 0, expected: 200 },
      ...sending,
      camera: sending.camera === null ? null : { ...sent, ...sending.camera },
    },
    receiving: {
      sound: { bitrateBps: 46_000, codec: 'opus', jitterMs: 6, concealed: 0 },
      screen: null,
      loss: { lost: 0, expected: 200 },
      ...receiving,
      camera: receiving.camera === null ? null : { ...got, ...receiving.camera },
    },
  };
}
