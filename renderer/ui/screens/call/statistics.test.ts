import { describe, expect, it } from 'vitest';
import { aSample } from '../../../../testing/quality.ts';
import type { Cause } from '../../../quality/verdict.ts';
import { en } from '../../i18n/en/index.ts';
import { createFormat } from '../../i18n/format.ts';
import { createTranslate } from '../../i18n/i18n.ts';
import { id } from '../../i18n/id/index.ts';
import type { QualityText } from '../../i18n/quality.ts';
import { qualityTexts } from '../../i18n/quality.ts';
import { causeKey, causeWords } from './quality-words.ts';
import { statisticsOf } from './statistics.ts';

const englishFormat = createFormat('en-GB');
const english: QualityText = {
  t: createTranslate('en', { ...en, ...qualityTexts.en }, englishFormat),
  format: englishFormat,
};
const indonesianFormat = createFormat('id');
const indonesian: QualityText = {
  t: createTranslate('id', { ...id, ...qualityTexts.id }, indonesianFormat),
  format: indonesianFormat,
};

describe('the words of a cause', () => {
  it.each<[Cause, string, string]>([
    [
      { kind: 'loss', where: 'here', share: 0.12 },
      'Your network loses 12% of packets',
      'Jaringan Anda kehilangan 12% paket',
    ],
    [
      { kind: 'loss', where: 'there', share: 0.054 },
      'The network of Budi loses 5% of packets',
      'Jaringan Budi kehilangan 5% paket',
    ],
    [
      { kind: 'loss', where: 'between', share: 0.3 },
      '30% of packets are lost on the way',
      '30% paket hilang di perjalanan',
    ],
    [{ kind: 'slow', where: 'there' }, 'Budi’s upload is slow', 'Kecepatan unggah Budi rendah'],
    [
      { kind: 'processor', where: 'here' },
      'Your computer can’t keep up',
      'Komputer Anda kewalahan',
    ],
    [{ kind: 'delay', roundTripMs: 412.4 }, 'Long delay: 412 ms', 'Keterlambatan tinggi: 412 md'],
  ])('are plain: %o', (cause, inEnglish, inIndonesian) => {
    expect(causeWords(english, cause, 'Budi')).toBe(inEnglish);
    expect(causeWords(indonesian, cause, 'Budi')).toBe(inIndonesian);
  });

  it('are none where all is well', () => {
    expect(causeWords(english, { kind: 'well' }, 'Budi')).toBeNull();
  });

  it('are read out again for another cause or side, and not for another number', () => {
    const loss = (share: number, where: 'here' | 'there' = 'here') =>
      causeKey({ kind: 'loss', where, share });
    expect(loss(0.1)).toBe(loss(0.2));
    expect(loss(0.1)).not.toBe(loss(0.1, 'there'));
    expect(loss(0.1)).not.toBe(causeKey({ kind: 'slow', where: 'here' }));
  });
});

describe('the statistics', () => {
  const lines = (sample = aSample()) =>
    statisticsOf(english, sample).map(({ title, rows }) => [
      title,
      ...rows.map(({ label, value }) => `${label}: ${value}`),
    ]);

  it('say what is known, in three groups', () => {
    expect(lines()).toEqual([
      ['Connection', 'Path: Direct, UDP', 'Round trip: 42 ms', 'Upload estimate: 4,000 kb/s'],
      [
        'Sending',
        'Sound: 48 kb/s · opus',
        'Camera: 1280 × 720 · 30 fps · 1,400 kb/s · H264',
        'Packets lost: 0%',
        'Encoding: 3 ms',
      ],
      [
        'Receiving',
        'Sound: 46 kb/s · opus',
        'Camera: 1280 × 720 · 30 fps · 1,300 kb/s · H264',
        'Packets lost: 0%',
        'Concealed audio: 0%',
        'Jitter: 6 ms',
      ],
    ]);
  });

  it('name the relay, what is lost and what limits', () => {
    const sample = aSample({
      path: {
        kind: 'relay',
        local: 'relay',
        remote: 'host',
        protocol: 'udp',
        relayProtocol: 'tls',
      },
      sending: { camera: { limitedBy: 'cpu' }, loss: { lost: 30, expected: 200 } },
    });
    const [connection, sending] = lines(sample);
    expect(connection).toContain('Path: Through a relay, TLS');
    expect(sending).toContain('Packets lost: 15%');
    expect(sending).toContain('Limited by: This computer');
  });

  it('leave out what is not there', () => {
    const sample = aSample({
      path: null,
      roundTripMs: null,
      availableBps: null,
      sending: { camera: null, loss: { lost: 0, expected: 0 } },
    });
    const [connection, sending] = lines(sample);
    expect(connection).toEqual(['Connection']);
    expect(sending).toEqual(['Sending', 'Sound: 48 kb/s · opus']);
  });
});
