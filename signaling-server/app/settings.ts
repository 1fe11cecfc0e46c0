import { deviceGoneMs } from '@tatap/protocol/call';
import * as v from 'valibot';
import { defaultDataDir } from './data-dir.ts';
import { proxyHeaders } from './network.ts';
import {
  isNetwork,
  isStun,
  isTurn,
  list,
  oneOf,
  optional,
  origin,
  type Table,
  text,
  whole,
} from './setting-kinds.ts';

const minuteS = 60;
const dayS = 24 * 60 * minuteS;

/** All settings. `--help`, the parser and ServerConfig are derived from this table. */
export const settings = {
  host: text(
    { variable: 'TATAP_HOST', about: 'Address to listen on; 0.0.0.0 for every network.' },
    '127.0.0.1',
    'an IP address or a host name of this machine',
  ),
  port: whole(
    { variable: 'TATAP_PORT', about: 'Port to listen on; 0 lets the system choose.' },
    8787,
    0,
    65_535,
  ),
  dataDir: optional(
    {
      variable: 'TATAP_DATA_DIR',
      about: `Folder of the database; by default ${defaultDataDir()}.`,
    },
    'a folder that the server may write to',
    v.pipe(v.string(), v.minLength(1)),
  ),
  registration: oneOf({ variable: 'TATAP_REGISTRATION', about: 'Who may create an account.' }, [
    'open',
    'invitation',
    'closed',
  ]),
  publicUrl: optional(
    {
      variable: 'TATAP_PUBLIC_URL',
      about: 'Address by which people reach the server, where a proxy stands before it.',
    },
    'http:// or https://, a host of its own and maybe a port; no path',
    origin,
  ),
  webClient: optional(
    {
      variable: 'TATAP_WEB_CLIENT',
      about:
        'Folder of the built web client; by default dist/renderer of the source tree if built.',
    },
    'a folder with an index.html, or none',
    v.pipe(v.string(), v.minLength(1)),
  ),
  tlsCert: optional(
    { variable: 'TATAP_TLS_CERT', about: 'Certificate with its chain, to serve HTTPS and WSS.' },
    'a PEM file',
    v.pipe(v.string(), v.minLength(1)),
  ),
  tlsKey: optional(
    { variable: 'TATAP_TLS_KEY', about: 'Private key of TATAP_TLS_CERT.' },
    'a PEM file',
    v.pipe(v.string(), v.minLength(1)),
  ),
  hsts: oneOf(
    {
      variable: 'TATAP_HSTS',
      about:
        'Whether browsers must use https for this host, on all its ports, for a year; auto: where ' +
        'it is reached by a name on port 443.',
    },
    ['auto', 'on', 'off'],
  ),
  trustProxy: list(
    {
      variable: 'TATAP_TRUST_PROXY',
      about: 'Proxies that are believed about whose request they pass on; by default none.',
    },
    'loopback, linklocal, uniquelocal, IP addresses and networks like 10.0.0.0/8, by commas',
    isNetwork,
  ),
  proxyHeader: oneOf(
    {
      variable: 'TATAP_PROXY_HEADER',
      about: 'The header in which trusted proxies name the client; the other one is ignored.',
    },
    proxyHeaders,
  ),
  stunUrls: list(
    { variable: 'TATAP_STUN_URLS', about: 'STUN servers given to devices; by default none.' },
    'URLs like stun:stun.example.org:3478, by commas',
    isStun,
  ),
  turnUrls: list(
    { variable: 'TATAP_TURN_URLS', about: 'TURN servers given to devices; by default none.' },
    'URLs like turn:turn.example.org:3478?transport=udp, by commas',
    isTurn,
  ),
  turnSecret: optional(
    {
      variable: 'TATAP_TURN_SECRET',
      about: 'Secret shared with the TURN servers (static-auth-secret of coturn).',
    },
    'at least 8 characters',
    v.pipe(v.string(), v.minLength(8)),
    true,
  ),
  turnTtlS: whole(
    { variable: 'TATAP_TURN_TTL_S', about: 'How long TURN credentials work, in seconds.' },
    60 * minuteS,
    minuteS,
    7 * dayS,
  ),
  sessionTtlDays: whole(
    {
      variable: 'TATAP_SESSION_TTL_DAYS',
      about: 'After how many days of not being used a device is signed out.',
    },
    60,
    1,
    3650,
  ),
  logLevel: oneOf({ variable: 'TATAP_LOG_LEVEL', about: 'What is logged, on standard error.' }, [
    'info',
    'debug',
    'trace',
    'warn',
    'error',
    'fatal',
    'silent',
  ]),
  logFormat: oneOf(
    {
      variable: 'TATAP_LOG_FORMAT',
      about: 'How it is logged; auto is pretty on a terminal and json elsewhere.',
    },
    ['auto', 'json', 'pretty'],
  ),
  metrics: oneOf(
    { variable: 'TATAP_METRICS', about: 'Who may read /metrics: this machine, everybody, nobody.' },
    ['loopback', 'everyone', 'off'],
  ),
  shutdownS: whole(
    {
      variable: 'TATAP_SHUTDOWN_S',
      about: 'How many seconds requests have to finish when the server is stopped.',
    },
    10,
    0,
    600,
  ),
  // At most 60 s, because devices retry for 60 s to report the end of a call (`endingTimeoutMs`).
  deviceGoneS: whole(
    {
      variable: 'TATAP_DEVICE_GONE_S',
      about:
        'How many seconds a device may be without a connection before the server ends its calls.',
    },
    deviceGoneMs / 1000,
    5,
    60,
  ),
  requestsPerSocket: whole(
    {
      variable: 'TATAP_LIMIT_REQUESTS_PER_SOCKET',
      about:
        'Requests per second of one socket; also scales how much one account may have relayed.',
    },
    100,
    1,
    1_000_000,
  ),
  requestsPerAddress: whole(
    {
      variable: 'TATAP_LIMIT_REQUESTS_PER_ADDRESS',
      about: 'Requests per second of one address, over all its sockets, and as many over HTTP.',
    },
    500,
    1,
    1_000_000,
  ),
  connectionsPerAddress: whole(
    {
      variable: 'TATAP_LIMIT_CONNECTIONS_PER_ADDRESS',
      about: 'Open connections of one address without a signed-in device; not of trusted proxies.',
    },
    500,
    1,
    1_000_000,
  ),
  introductionsPerAccount: whole(
    {
      variable: 'TATAP_LIMIT_INTRODUCTIONS_PER_ACCOUNT',
      about: 'Invites, contact requests, blocks and attaches of one account per minute.',
    },
    30,
    1,
    1_000_000,
  ),
  socketsPerAccount: whole(
    { variable: 'TATAP_LIMIT_SOCKETS_PER_ACCOUNT', about: 'Connected devices of one account.' },
    20,
    1,
    10_000,
  ),
  devicesPerAccount: whole(
    {
      variable: 'TATAP_LIMIT_DEVICES_PER_ACCOUNT',
      about: 'Signed-in devices of one account; the one seen longest ago gives way.',
    },
    50,
    1,
    10_000,
  ),
  callsPerAccount: whole(
    { variable: 'TATAP_LIMIT_CALLS_PER_ACCOUNT', about: 'Open calls of one account.' },
    8,
    1,
    10_000,
  ),
  contactsPerAccount: whole(
    { variable: 'TATAP_LIMIT_CONTACTS_PER_ACCOUNT', about: 'Contacts of one account.' },
    1000,
    1,
    100_000,
  ),
  signInsPerAccount: whole(
    {
      variable: 'TATAP_LIMIT_SIGN_INS_PER_ACCOUNT',
      about: 'Failed sign-ins of one account from one address within 15 minutes.',
    },
    10,
    1,
    1_000_000,
  ),
  signInsPerAddress: whole(
    {
      variable: 'TATAP_LIMIT_SIGN_INS_PER_ADDRESS',
      about: 'Failed sign-ins from one address within 15 minutes.',
    },
    50,
    1,
    1_000_000,
  ),
  accountsPerAddress: whole(
    {
      variable: 'TATAP_LIMIT_ACCOUNTS_PER_ADDRESS',
      about: 'Accounts that one address may ask for within an hour.',
    },
    60,
    1,
    1_000_000,
  ),
} as const satisfies Table;
