import { expect, it } from 'vitest';
import { linkedStats } from './linked-stats.ts';

/** A connection whose sections send these tracks, by their `mid`. */
function sending(tracks: Readonly<Record<string, string | null>>) {
  const sections = Object.entries(tracks).map(([mid, id]) => ({
    mid,
    sender: { track: id === null ? null : { id } },
  }));
  return { getTransceivers: () => sections } as unknown as RTCPeerConnection;
}

const source = (id: string, trackIdentifier: string) => ({
  id,
  type: 'media-source',
  trackIdentifier,
});
const outbound = (mid: string, more: object = {}) => ({
  id: `out-${mid}`,
  type: 'outbound-rtp',
  mid,
  ...more,
});

it('a stream that names no source is given the one of the track that its section sends', () => {
  const entries = [
    outbound('0'),
    outbound('1'),
    source('of the microphone', '{a}'),
    source('of the camera', '{b}'),
  ];
  const linked = linkedStats(entries, sending({ '0': '{a}', '1': '{b}' }));
  expect(linked).toMatchObject([
    { id: 'out-0', mediaSourceId: 'of the microphone' },
    { id: 'out-1', mediaSourceId: 'of the camera' },
    {},
    {},
  ]);
});

it('a section without a track has no source', () => {
  const entries = [outbound('1'), outbound('2'), source('empty', '')];
  expect(linkedStats(entries, sending({ '1': null }))).toEqual(entries);
});

it('a report that names its sources is left as it is', () => {
  const entries = [outbound('1', { mediaSourceId: 'S' }), source('S', 'b'), source('T', 'c')];
  expect(linkedStats(entries, sending({ '1': 'c' }))).toBe(entries);
});
