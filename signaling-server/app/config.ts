import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import packageJson from '../package.json' with { type: 'json' };
import { defaultDataDir, type Environment } from './data-dir.ts';
import type { Setting, Values } from './setting-kinds.ts';
import { settings } from './settings.ts';

/** The server's version, from its package.json. */
export const serverVersion: string = packageJson.version;

/** The server's configuration, complete and validated. */
export type ServerConfig = Omit<Values<typeof settings>, 'dataDir'> & {
  readonly dataDir: string;
};

export type LoadedConfig =
  | {
      readonly ok: true;
      readonly config: ServerConfig;
      /** Settings that are probably mistakes, as sentences. */
      readonly warnings: readonly string[];
    }
  /** The problems, as sentences: variable, value and accepted values. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Variables of features that this version does not have. They cause an error, so that nobody
 * believes they work.
 */
const unsupported: Readonly<Record<string, string>> = {
  DATABASE_URL: 'this version keeps its data in SQLite only (TATAP_DATA_DIR)',
  REDIS_URL: 'this version runs as one process only',
};

/** The database's file in a data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'tatap.db');

/** The folder into which `npm run build` writes the web client. */
const builtWebClient = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** Reads the configuration from environment variables. An empty variable counts as not set. */
export function loadConfig(env: Environment): LoadedConfig {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries<Setting>(settings).map(([key, setting]) => {
      const read = readSetting(setting, env);
      if (read.ok) return [key, read.value];
      problems.push(read.problem);
      return [key, null];
    }),
  ) as Values<typeof settings>;
  problems.push(...refused(env), ...contradictions(env, values));
  if (problems.length > 0) return { ok: false, problems };
  const config: ServerConfig = {
    ...values,
    dataDir: values.dataDir ?? defaultDataDir(env),
    webClient: webClientFolder(values.webClient),
  };
  return { ok: true, config, warnings: [...strangers(env), ...exposure(config)] };
}

type ReadSetting =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

function readSetting(setting: Setting, env: Environment): ReadSetting {
  const written = env[setting.variable]?.trim() || null;
  const text = written ?? setting.fallback;
  if (text === null) return { ok: true, value: null };
  const parsed = v.safeParse(setting.schema, text);
  if (parsed.success) return { ok: true, value: parsed.output };
  const shown = setting.secret ? `set (${text.length} characters, not shown)` : `"${text}"`;
  return { ok: false, problem: `${setting.variable} is ${shown}. Accepted: ${setting.accepts}.` };
}

function refused(env: Environment): string[] {
  return Object.entries(unsupported)
    .filter(([variable]) => env[variable]?.trim())
    .map(([variable, reason]) => `${variable} is set, but ${reason}. Unset it.`);
}

/**
 * Settings that contradict each other. The check uses the raw variables, so that an invalid value
 * does not count as missing, and all problems are reported at once.
 */
function contradictions(
  env: Environment,
  values: Pick<Values<typeof settings>, 'webClient'>,
): string[] {
  const isSet = ({ variable }: Setting): boolean => Boolean(env[variable]?.trim());
  const together = [
    [settings.tlsCert, settings.tlsKey],
    [settings.turnUrls, settings.turnSecret],
  ] as const;
  const problems = together
    .filter(([one, other]) => isSet(one) !== isSet(other))
    .map(
      ([one, other]) => `${one.variable} and ${other.variable} go together: set both or neither.`,
    );
  const { webClient } = values;
  if (webClient !== null && webClient !== 'none' && !hasIndex(webClient)) {
    const { variable, accepts } = settings.webClient;
    problems.push(`${variable} is "${webClient}", with no index.html. Accepted: ${accepts}.`);
  }
  return problems;
}

const hasIndex = (folder: string): boolean => existsSync(join(folder, 'index.html'));

function webClientFolder(configured: string | null): string | null {
  if (configured === 'none') return null;
  if (configured !== null) return configured;
  return hasIndex(builtWebClient) ? builtWebClient : null;
}

/**
 * Unknown variables that start like ours, such as typing errors. The app and its tests have
 * variables of their own.
 */
function strangers(env: Environment): string[] {
  const known = new Set<string>(Object.values(settings).map((setting) => setting.variable));
  return Object.keys(env)
    .filter((name) => /^TATAP_(?!E2E_|TEST_|SERVER_URL$)/.test(name) && !known.has(name))
    .map((name) => `${name} is set, but the server has no such setting; --help lists them.`);
}

/** Browsers and the app allow camera and microphone only on https and on this machine. */
function exposure(config: ServerConfig): string[] {
  const local = ['127.0.0.1', '::1', 'localhost'].includes(config.host);
  const secure = config.tlsCert !== null || config.publicUrl?.startsWith('https:');
  if (local || secure) return [];
  return [
    'Passwords and calls are set up over plain HTTP, and browsers on other machines refuse the ' +
      'camera. Set TATAP_TLS_CERT and TATAP_TLS_KEY, or TATAP_PUBLIC_URL to the https:// address ' +
      'of a proxy.',
  ];
}
