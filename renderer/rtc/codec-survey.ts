import type { Logger } from '../log.ts';
import { codecKey, type LocalCodecs } from './codecs.ts';

/** A camera's picture, as chips are asked about it. */
const picture = { width: 1280, height: 720, bitrate: 2_500_000, framerate: 30 } as const;

/** What of the browser tells about codecs. */
export interface CodecBrowser {
  readonly sender: Pick<typeof RTCRtpSender, 'getCapabilities'>;
  readonly receiver: Pick<typeof RTCRtpReceiver, 'getCapabilities'>;
  readonly capabilities: MediaCapabilities;
}

/**
 * Asks which codecs there are and which of them a chip does (W3C Media Capabilities, type
 * `webrtc`, `powerEfficient`). Never rejects: `null` where the browser does not say, and then its
 * own order is used.
 */
export async function surveyCodecs(
  { sender, receiver, capabilities }: CodecBrowser,
  log: Logger,
): Promise<LocalCodecs | null> {
  try {
    // What can be received is what may be preferred (W3C WebRTC, section 5.4).
    const audio = receiver.getCapabilities('audio')?.codecs ?? [];
    const video = receiver.getCapabilities('video')?.codecs ?? [];
    const sent = new Set(sender.getCapabilities('video')?.codecs.map(codecKey));
    const efficient = new Set<string>();
    const asked = video.filter((codec) => sent.has(codecKey(codec)) && !isRepair(codec));
    await Promise.all(
      asked.map(async (codec) => {
        const configuration = { contentType: codecKey(codec), ...picture };
        const [decoding, encoding] = await Promise.all([
          capabilities.decodingInfo({ type: 'webrtc', video: configuration }),
          capabilities.encodingInfo({ type: 'webrtc', video: configuration }),
        ]);
        if (decoding.powerEfficient && encoding.powerEfficient) efficient.add(codecKey(codec));
      }),
    );
    log.debug('codecs surveyed', { efficient: [...efficient] });
    return {
      audio: audio.filter(isSound),
      video: worthOffering(video, efficient),
      efficient,
    };
  } catch (cause) {
    log.warn('codecs not surveyed', { cause });
    return null;
  }
}

/**
 * One profile of each format and those that a chip does; the others would not be chosen, and both
 * sides would take time to read them at the very beginning of a call.
 */
function worthOffering(
  video: readonly RTCRtpCodec[],
  efficient: ReadonlySet<string>,
): readonly RTCRtpCodec[] {
  const had = new Set<string>();
  return video.filter((codec) => {
    if (isRepair(codec) || efficient.has(codecKey(codec))) return true;
    if (had.has(codec.mimeType) || isUnusualH264(codec)) return false;
    had.add(codec.mimeType);
    return true;
  });
}

/** Opus, which every browser has (RFC 7874, section 3), and its repair. */
function isSound({ mimeType }: RTCRtpCodec): boolean {
  return /\/(?:opus|red)$/i.test(mimeType);
}

/** Everybody has Constrained Baseline in packets of any size (RFC 7742, section 6.2). */
function isUnusualH264({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): boolean {
  if (!/\/h264$/i.test(mimeType)) return false;
  return !/profile-level-id=42e0/i.test(sdpFmtpLine) || !/packetization-mode=1/.test(sdpFmtpLine);
}

/** Formats that carry repair for others and are no pictures themselves. */
function isRepair({ mimeType }: RTCRtpCodec): boolean {
  return /\/(?:rtx|red|ulpfec|flexfec-03)$/i.test(mimeType);
}
