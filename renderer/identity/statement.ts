import type { CallId, DeviceAddress, Signal } from '@tatap/protocol/signaling';

export type Description = Extract<Signal, { kind: 'description' }>;

/** Stands for the receiving device in an offer to whichever device of an account rings first. */
export const anyDevice = '*';

/** What a description is part of, beside what it says itself. */
export interface Route {
  readonly callId: CallId;
  readonly from: DeviceAddress;
  readonly to: DeviceAddress;
}

/** Signatures for one purpose are never good for another, and a later form gets another label. */
const label = 'tatap description 1';

/** `a=fingerprint:sha-256 AB:CD…` (RFC 8122, section 5). */
const fingerprintLine = /^a=fingerprint:(\S+) ([0-9A-Fa-f:]+)$/;

/**
 * The certificates that a description lets its link be made with, each once, sorted. `null` where
 * there is none, or where anything looks like a fingerprint and is not written like one: a lenient
 * parser might take what is not covered here.
 */
export function fingerprintsOf(sdp: string): readonly string[] | null {
  const mentions = sdp.match(/fingerprint/gi)?.length ?? 0;
  const found = sdp.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, algorithm, value] = fingerprintLine.exec(line) ?? [];
    return algorithm === undefined || value === undefined
      ? []
      : [`${algorithm.toLowerCase()} ${value.toUpperCase()}`];
  });
  if (found.length === 0 || found.length !== mentions) return null;
  return [...new Set(found)].sort();
}

/**
 * The bytes that a device signs: who says what kind of description to whom in which call, and with
 * which certificates the media are protected. One value a line; none of them can hold a line break,
 * so that no two statements have the same bytes. `null` where the description has no fingerprints.
 */
export function statementOf(
  { callId, from, to }: Route,
  { type, sdp, seq }: Description,
): Uint8Array<ArrayBuffer> | null {
  const fingerprints = fingerprintsOf(sdp);
  if (fingerprints === null) return null;
  const lines = [
    label,
    callId,
    from.account,
    from.device,
    to.account,
    to.device,
    type,
    String(seq),
    ...fingerprints,
  ];
  return new TextEncoder().encode(lines.join('\n'));
}
