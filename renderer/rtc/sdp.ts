import type { PacketTimeMs } from './packet-time.ts';

/** How this side sends, where the browser takes that out of the other side's description. */
export interface SenderSettings {
  /** Where the encoder of a picture begins. */
  readonly startBitrateKbps: number;
  readonly packetTimeMs: PacketTimeMs;
}

/**
 * Adjusts a description that came from the other side, before it is applied. Settings are read by
 * the sender out of what the receiver wrote, so only remote descriptions need touching, and the own
 * ones go out as the browser made them.
 */
export function adaptRemoteSdp(
  sdp: string,
  { startBitrateKbps, packetTimeMs }: SenderSettings,
): string {
  const sections = sdp.split(/(?=^m=)/m);
  return sections
    .map((section) => {
      if (section.startsWith('m=audio')) {
        return withPacketTime(withOpusSettings(section), packetTimeMs);
      }
      if (section.startsWith('m=video')) return withStartBitrate(section, startBitrateKbps);
      return section;
    })
    .join('');
}

/**
 * The number that tells one session from the next: a peer that was started anew has another one
 * (`o=`, RFC 8866, section 5.2; RFC 8829, section 5.2.1).
 */
export function sessionIdOf(sdp: string): string | null {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? null;
}

/**
 * What the other side has described, written as its answer to an offer that is made here and does
 * not leave: who begins the handshake stays as it was agreed (`a=setup`, RFC 8842, section 5.2).
 */
export function asAnswer(remote: string, local: string): string {
  const own = /^a=setup:(active|passive)/m.exec(local)?.[1];
  if (own === undefined) return remote;
  return remote.replaceAll('a=setup:actpass', `a=setup:${own === 'active' ? 'passive' : 'active'}`);
}

/** The name of the own ICE session; another one is a restart (RFC 8839, section 5.4). */
export function ufragOf(sdp: string): string | null {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null;
}

/** Names of the first video section's formats, in the order in which the other side put them. */
export function videoFormatsOf(sdp: string): readonly string[] {
  const section = sdp.split(/(?=^m=)/m).find((one) => one.startsWith('m=video')) ?? '';
  const order = /^m=video \S+ \S+ (.*)$/m.exec(section)?.[1]?.trim().split(' ') ?? [];
  const names = order.flatMap(
    (payloadType) =>
      new RegExp(`^a=rtpmap:${payloadType} ([^/\\s]+)/`, 'm').exec(section)?.[1] ?? [],
  );
  return [...new Set(names)];
}

/** RFC 7587, section 6.1: repair of lost packets in band, and silence that costs nothing. */
function withOpusSettings(section: string): string {
  return payloadTypes(section, /^opus$/i).reduce(
    (so, payloadType) => withParameters(so, payloadType, { useinbandfec: '1', usedtx: '1' }),
    section,
  );
}

/** RFC 8866, section 6.4. */
function withPacketTime(section: string, packetTimeMs: PacketTimeMs): string {
  const without = section.replace(/^a=ptime:.*(?:\r\n|$)/gm, '');
  return without.replace(/^(?=a=rtpmap:)/m, `a=ptime:${packetTimeMs}\r\n`);
}

/**
 * Chromium begins with the bitrate that `x-google-start-bitrate` (kbit/s) names, and not with its
 * 300 kbit/s, so that the first pictures are not blurred.
 */
function withStartBitrate(section: string, kbps: number): string {
  return payloadTypes(section, /^(?:vp8|vp9|h264|h265|av1)$/i).reduce(
    (so, payloadType) =>
      withParameters(so, payloadType, { 'x-google-start-bitrate': String(kbps) }),
    section,
  );
}

function payloadTypes(section: string, codec: RegExp): readonly string[] {
  return [...section.matchAll(/^a=rtpmap:(\d+) ([^/\s]+)\//gm)]
    .filter(([, , name]) => name !== undefined && codec.test(name))
    .flatMap(([, payloadType]) => payloadType ?? []);
}

/** Sets format parameters of one payload type, in its `fmtp` line or in a new one. */
function withParameters(
  section: string,
  payloadType: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const line = new RegExp(`^a=fmtp:${payloadType} (.*)$`, 'm');
  const present = line.exec(section)?.[1]?.trim();
  const kept = (present?.split(';') ?? []).filter((parameter) => {
    const name = parameter.split('=')[0]?.trim() ?? '';
    return name !== '' && !(name in parameters);
  });
  const wanted = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const fmtp = `a=fmtp:${payloadType} ${[...kept, ...wanted].join(';')}`;
  if (present !== undefined) return section.replace(line, fmtp);
  return section.replace(
    new RegExp(`^(a=rtpmap:${payloadType} .*)$`, 'm'),
    (rtpmap) => `${rtpmap}\r\n${fmtp}`,
  );
}
