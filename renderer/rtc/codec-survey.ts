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
    return { audio, video, efficient };
  } catch (cause) {
    log.warn('codecs not surveyed', { cause });
    return null;
  }
}

/** Formats that carry repair for others and are no pictures themselves. */
function isRepair({ mimeType }: RTCRtpCodec): boolean {
  return /\/(?:rtx|red|ulpfec|flexfec-03)$/i.test(mimeType);
}
