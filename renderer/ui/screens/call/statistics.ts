import type { ReceivedPicture, Sample, SentPicture } from '../../../quality/sample.ts';
import type { QualityText } from '../../i18n/quality.ts';

/** A line of the panel: what it is and how much of it. */
export interface StatisticsRow {
  readonly label: string;
  readonly value: string;
}

export interface StatisticsGroup {
  readonly title: string;
  readonly rows: readonly StatisticsRow[];
}

/** The last second of a call, as the panel shows it. */
export function statisticsOf(text: QualityText, sample: Sample): readonly StatisticsGroup[] {
  const { t } = text;
  return [
    { title: t('statistics.connection'), rows: connectionRows(text, sample) },
    { title: t('statistics.sending'), rows: sendingRows(text, sample) },
    { title: t('statistics.receiving'), rows: receivingRows(text, sample) },
  ];
}

type Row = readonly [label: string, value: string | null];

/** What is not known has no line. */
function known(rows: readonly Row[]): StatisticsRow[] {
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function connectionRows({ t, format }: QualityText, sample: Sample): StatisticsRow[] {
  const { path, roundTripMs, availableBps } = sample;
  const protocol = (path?.relayProtocol ?? path?.protocol ?? '').toUpperCase();
  return known([
    [
      t('statistics.path'),
      path && t(path.kind === 'relay' ? 'statistics.relay' : 'statistics.direct', { protocol }),
    ],
    [t('statistics.roundTrip'), orNull(roundTripMs, format.milliseconds)],
    [t('statistics.available'), orNull(availableBps, format.bitrate)],
  ]);
}

function sendingRows(text: QualityText, { sending }: Sample): StatisticsRow[] {
  const { t, format } = text;
  const { sound, camera, screen, loss } = sending;
  const limit = [screen, camera].find((one) => isLimit(one?.limitedBy))?.limitedBy;
  return known([
    [t('statistics.sound'), sound && stream(text, sound)],
    [t('device.camera'), camera && picture(text, camera)],
    [t('statistics.screen'), screen && picture(text, screen)],
    [t('statistics.loss'), lost(text, loss)],
    [t('statistics.encoding'), orNull((camera ?? screen)?.encodeMs ?? null, format.milliseconds)],
    [t('statistics.limited'), isLimit(limit) ? t(`statistics.limited.${limit}`) : null],
  ]);
}

function receivingRows(text: QualityText, { receiving }: Sample): StatisticsRow[] {
  const { t, format } = text;
  const { sound, camera, screen, loss } = receiving;
  return known([
    [t('statistics.sound'), sound && stream(text, sound)],
    [t('device.camera'), camera && picture(text, camera)],
    [t('statistics.screen'), screen && picture(text, screen)],
    [t('statistics.loss'), lost(text, loss)],
    [t('statistics.concealed'), orNull(sound?.concealed ?? null, format.percent)],
    [t('statistics.jitter'), orNull(sound?.jitterMs ?? null, format.milliseconds)],
  ]);
}

function isLimit(reason: SentPicture['limitedBy'] | undefined): reason is 'cpu' | 'bandwidth' {
  return reason === 'cpu' || reason === 'bandwidth';
}

/** Counts of one second jump; whole percents of what was on the way do well enough. */
function lost(
  { format }: QualityText,
  { lost, expected }: Sample['sending']['loss'],
): string | null {
  return expected === 0 ? null : format.percent(Math.min(1, lost / expected));
}

function stream(
  { format }: QualityText,
  { bitrateBps, codec }: { readonly bitrateBps: number; readonly codec: string | null },
): string {
  return join([format.bitrate(bitrateBps), codec]);
}

function picture(text: QualityText, shown: SentPicture | ReceivedPicture): string {
  const { width, height, framesPerSecond } = shown;
  return join([
    width === null || height === null ? null : `${width} × ${height}`,
    text.t('statistics.fps', { count: Math.round(framesPerSecond) }),
    stream(text, shown),
  ]);
}

function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}

function orNull(value: number | null, write: (value: number) => string): string | null {
  return value === null ? null : write(value);
}
