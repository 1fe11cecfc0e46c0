import { isIP } from 'node:net';
import * as v from 'valibot';

/** One thing that can be configured, by one environment variable. */
export interface Setting<T = unknown> {
  readonly variable: string;
  /** What it is, for `--help`. */
  readonly about: string;
  /** What may be written, for `--help` and for refusals. */
  readonly accepts: string;
  /** What counts where nothing is set, written as one would write it; null: nothing. */
  readonly fallback: string | null;
  readonly schema: v.GenericSchema<string, T>;
  /** Its value is never shown. */
  readonly secret: boolean;
}

/** Settings by their names. */
export type Table = Readonly<Record<string, Setting>>;

/** What a table of settings becomes: a setting without fallback is null where nothing is set. */
export type Values<S extends Table> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

type Words = Pick<Setting, 'variable' | 'about'>;

/** Any text. */
export function text(words: Words, fallback: string, accepts: string): Setting<string> {
  return { ...words, accepts, fallback, schema: v.string(), secret: false };
}

/** A whole number, of ten digits at most. */
export function whole(words: Words, fallback: number, min: number, max: number): Setting<number> {
  return {
    ...words,
    accepts: `a whole number from ${min} to ${max}`,
    fallback: String(fallback),
    schema: v.pipe(
      v.string(),
      v.regex(/^\d{1,10}$/),
      v.transform(Number),
      v.minValue(min),
      v.maxValue(max),
    ),
    secret: false,
  };
}

/** One of some words; the first counts where nothing is set. */
export function oneOf<const T extends readonly string[]>(
  words: Words,
  options: T,
): Setting<T[number]> {
  return {
    ...words,
    accepts: options.join(', '),
    fallback: options[0] ?? null,
    schema: v.picklist(options),
    secret: false,
  };
}

/** Something that may be left out; `schema` sees only what is written. */
export function optional<T>(
  words: Words,
  accepts: string,
  schema: v.GenericSchema<string, T>,
  secret = false,
): Setting<T | null> {
  return { ...words, accepts, fallback: null, schema, secret };
}

/** A list with commas between its entries. */
export function list(words: Words, accepts: string, entry: (text: string) => boolean) {
  const entries = (text: string) => text.split(',').map((part) => part.trim());
  const setting: Setting<readonly string[]> = {
    ...words,
    accepts,
    fallback: '',
    schema: v.pipe(
      v.string(),
      v.transform((text) => (text === '' ? [] : entries(text))),
      v.check((parts) => parts.every(entry)),
    ),
    secret: false,
  };
  return setting;
}

/** RFC 7064: `stun:` or `stuns:` and a host, maybe a port. */
export const isStun = (url: string): boolean => /^stuns?:[^\s/?@]+$/.test(url);

/** RFC 7065: as STUN, and maybe the transport. */
export const isTurn = (url: string): boolean =>
  /^turns?:[^\s/?@]+(?:\?transport=(?:udp|tcp))?$/.test(url);

/** `loopback` and the like, an IP address, or a network in CIDR notation (RFC 4632). */
export function isNetwork(text: string): boolean {
  if (text === 'loopback' || text === 'linklocal' || text === 'uniquelocal') return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** An http or https origin, maybe with a `/` behind it. */
export const origin = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\/[^/?#@\s]+\/?$/.test(text) && URL.canParse(text)),
  v.transform((text) => new URL(text).origin),
);
