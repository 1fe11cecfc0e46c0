import { isIP } from 'node:net';
import * as v from 'valibot';

/** A setting with its environment variable. */
export interface Setting<T = unknown> {
  readonly variable: string;
  /** The description for `--help`. */
  readonly about: string;
  /** The accepted values, for `--help` and error messages. */
  readonly accepts: string;
  /** The default, as it would be written in the variable; `null`: none. */
  readonly fallback: string | null;
  readonly schema: v.GenericSchema<string, T>;
  /** Whether its value is secret and never shown. */
  readonly secret: boolean;
}

/** Settings by name. */
export type Table = Readonly<Record<string, Setting>>;

/** The values of a table of settings. A setting without a default is `null` if it is not set. */
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

/** One of several words; the first is the default. */
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

/** An optional setting. `schema` gets only a set value. */
export function optional<T>(
  words: Words,
  accepts: string,
  schema: v.GenericSchema<string, T>,
  secret = false,
): Setting<T | null> {
  return { ...words, accepts, fallback: null, schema, secret };
}

/** A list of entries, separated by commas. */
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

/** RFC 7064: `stun:` or `stuns:` and a host and an optional port. */
export const isStun = (url: string): boolean => /^stuns?:[^\s/?@]+$/.test(url);

/** RFC 7065: as STUN, with an optional transport. */
export const isTurn = (url: string): boolean =>
  /^turns?:[^\s/?@]+(?:\?transport=(?:udp|tcp))?$/.test(url);

/** A named network such as `loopback`, an IP address, or a network in CIDR notation (RFC 4632). */
export function isNetwork(text: string): boolean {
  if (text === 'loopback' || text === 'linklocal' || text === 'uniquelocal') return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** An http or https origin, optionally followed by `/`. */
export const origin = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\/[^/?#@\s]+\/?$/.test(text) && URL.canParse(text)),
  v.transform((text) => new URL(text).origin),
);
