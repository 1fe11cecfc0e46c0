import { describe, expect, it } from 'vitest';
import { silentLogger } from '../log.ts';
import { surveyCodecs } from './codec-survey.ts';
import { audioOrder, codecKey, type LocalCodecs, videoOrder } from './codecs.ts';

const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: mimeType.startsWith('audio') ? 48_000 : 90_000,
  ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }),
});

const high = codec('video/H264', 'profile-level-id=640c1f');
const base = codec('video/H264', 'packetization-mode=1;profile-level-id=42e01f');
const [opus, red] = [codec('audio/opus', 'useinbandfec=1'), codec('audio/red')];
const audio = [opus, red, codec('audio/PCMU')];
const video = [
  codec('video/VP8'),
  codec('video/rtx'),
  high,
  base,
  codec('video/AV1'),
  codec('video/VP9'),
];

const machine = (...efficient: RTCRtpCodec[]): LocalCodecs => ({
  audio,
  video,
  efficient: new Set(efficient.map(codecKey)),
});

const formats = (codecs: readonly RTCRtpCodec[]) =>
  codecs.map(({ mimeType }) => mimeType.split('/')[1] ?? '');

describe('the order of codecs', () => {
  it('sends sound twice where that can be had', () => {
    expect(formats(audioOrder(machine()))).toEqual(['red', 'opus', 'PCMU']);
  });

  it('goes by what costs a processor least where no chip does it', () => {
    expect(formats(videoOrder(machine()))).toEqual(['H264', 'H264', 'VP8', 'AV1', 'VP9', 'rtx']);
  });

  it('begins with what the own chip does, down to the profile', () => {
    const order = videoOrder(machine(codec('video/AV1'), base));
    expect(order.slice(0, 3)).toEqual([base, codec('video/AV1'), high]);
  });

  it('goes by the caller’s chip where the callee has none', () => {
    const offered = formats(videoOrder(machine(codec('video/AV1'))));
    expect(formats(videoOrder(machine(), offered))[0]).toBe('AV1');
  });

  it('finds what both chips do', () => {
    const offered = formats(videoOrder(machine(codec('video/AV1'))));
    const callee = machine(base, codec('video/AV1'));
    expect(formats(videoOrder(callee, offered))[0]).toBe('AV1');
  });

  it('never loses a codec or invents one', () => {
    const sorted = (codecs: readonly RTCRtpCodec[]) => codecs.map(codecKey).sort();
    expect(sorted(videoOrder(machine(base), ['VP8', 'nonsense']))).toEqual(sorted(video));
  });
});

describe('the survey of codecs', () => {
  const browser = (powerEfficient: (type: string, contentType: string) => boolean) => {
    const info =
      (which: string) =>
      async ({ video: asked }: { video?: { contentType: string } }) => ({
        supported: true,
        smooth: true,
        powerEfficient: powerEfficient(which, asked?.contentType ?? ''),
      });
    const getCapabilities = (kind: string) => ({
      codecs: kind === 'audio' ? audio : video,
      headerExtensions: [],
    });
    return {
      sender: { getCapabilities },
      receiver: { getCapabilities },
      capabilities: {
        decodingInfo: info('decoding'),
        encodingInfo: info('encoding'),
      } as unknown as MediaCapabilities,
    };
  };

  it('counts a chip that does both ways, and asks of no repair format', async () => {
    const asked: string[] = [];
    const found = await surveyCodecs(
      browser((which, contentType) => {
        asked.push(contentType);
        return contentType === codecKey(base) || which === 'decoding';
      }),
      silentLogger,
    );
    expect(found?.efficient).toEqual(new Set([codecKey(base)]));
    expect(asked).not.toContain('video/rtx');
  });

  it('leaves out what would not be chosen: other sound, and further profiles of a format', async () => {
    const software = await surveyCodecs(
      browser(() => false),
      silentLogger,
    );
    expect(software?.audio).toEqual([opus, red]);
    expect(software?.video).toEqual(video.filter((one) => one !== high));
    const chip = await surveyCodecs(
      browser((_, contentType) => contentType === codecKey(high)),
      silentLogger,
    );
    expect(chip?.video).toEqual(video);
  });

  it('is null where the browser refuses to say', async () => {
    const refusing = browser(() => {
      throw new TypeError('type');
    });
    expect(await surveyCodecs(refusing, silentLogger)).toBeNull();
  });
});
