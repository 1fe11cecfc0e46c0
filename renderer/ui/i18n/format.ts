/** How a locale writes numbers, dates, durations and sizes. Times are milliseconds since the epoch. */
export interface Format {
  number(value: number): string;
  percent(fraction: number): string;
  /** 14:03 */
  time(at: number): string;
  /** 3 March 2026 */
  date(at: number): string;
  /** 3 Mar 2026, 14:03 */
  dateTime(at: number): string;
  /** Short, for lists: the time today, the weekday within a week, the day otherwise. */
  listTime(at: number, now: number): string;
  /** Heading of a day: "today", "yesterday", else the date. */
  day(at: number, now: number): string;
  /** "5 minutes ago", "in 3 days", "now" */
  relative(at: number, now: number): string;
  /** A running clock: 0:07, 12:30, 1:02:03. */
  clock(durationMs: number): string;
  /** A length in words: "7 sec", "12 min 30 sec", "1 hr 2 min". */
  duration(durationMs: number): string;
  /** "1,400 kb/s" */
  bitrate(bps: number): string;
  /** "42 ms" */
  milliseconds(ms: number): string;
  /** "3.4 MB", in powers of 1000. */
  bytes(count: number): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Midnights between two moments, by the local calendar. */
function daysBetween(earlier: number, later: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(later) - midnight(earlier)) / day);
}

export function createFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    number: (value) => number.format(value),
    percent: (fraction) => percent.format(fraction),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    listTime(at, now) {
      const days = daysBetween(at, now);
      if (days <= 0) return time.format(at);
      return days < 7 ? weekday.format(at) : shortDate.format(at);
    },
    day(at, now) {
      const days = daysBetween(at, now);
      return days === 0 || days === 1 ? relative.format(-days, 'day') : date.format(at);
    },
    relative(at, now) {
      const difference = at - now;
      const size = Math.abs(difference);
      if (size < minute) return relative.format(0, 'second');
      if (size < hour) return relative.format(Math.round(difference / minute), 'minute');
      if (size < day) return relative.format(Math.round(difference / hour), 'hour');
      if (size < 30 * day) return relative.format(Math.round(difference / day), 'day');
      return date.format(at);
    },
    clock(durationMs) {
      const seconds = Math.max(0, Math.floor(durationMs / second));
      const h = Math.floor(seconds / 3600);
      const m = Math.floor((seconds % 3600) / 60);
      const s = String(seconds % 60).padStart(2, '0');
      return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
    },
    duration(durationMs) {
      const total = Math.max(0, Math.round(durationMs / second));
      const h = Math.floor(total / 3600);
      const m = Math.floor((total % 3600) / 60);
      const s = total % 60;
      if (h > 0) return m > 0 ? `${unit(h, 'hour')} ${unit(m, 'minute')}` : unit(h, 'hour');
      if (m > 0) return s > 0 ? `${unit(m, 'minute')} ${unit(s, 'second')}` : unit(m, 'minute');
      return unit(s, 'second');
    },
    bitrate: (bps) => unit(bps / 1_000, 'kilobit-per-second'),
    milliseconds: (ms) => unit(ms, 'millisecond'),
    bytes(count) {
      const step = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3));
      return unit(count / 1000 ** step, sizeUnits[step] ?? 'byte', step === 0 ? 0 : 1);
    },
    list: (items) => list.format(items),
  };
}
