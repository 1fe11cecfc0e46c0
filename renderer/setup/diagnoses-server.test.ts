import { it } from 'vitest';
import { lineIs, offline } from '../../testing/setup.ts';
import { type Case, finds, notChecked } from './diagnoses.fixture.ts';

const cases: readonly Case[] = [
  ['nothing', () => {}, { server: 'good reached', session: 'good answered' }],
  [
    'no network at all',
    (w) => {
      w.isInNetwork = false;
      w.session.value = offline;
      w.loopback = { connected: false, framesDecoded: 0, soundPackets: 0 };
    },
    {
      server: 'failed offline',
      session: 'note not-checked',
      ...notChecked,
      loopback: 'note not-checked',
    },
  ],
  [
    'a server that is down',
    (w) => {
      w.info = { ok: false, code: 'unreachable' };
      w.session.value = offline;
    },
    { server: 'failed unreachable', session: 'note not-checked', ...notChecked },
  ],
  [
    'a server that swallows what is sent',
    (w) => {
      w.info = null;
      w.session.value = lineIs('connecting');
    },
    { server: 'failed no-answer', session: 'note not-checked' },
  ],
  [
    'a certificate that is not valid',
    (w) => {
      w.info = { ok: false, code: 'bad-certificate' };
    },
    { server: 'failed bad-certificate' },
  ],
  [
    'a stranger at the address',
    (w) => {
      w.info = { ok: false, code: 'not-a-server' };
    },
    { server: 'failed not-a-server' },
  ],
  [
    'a server in trouble',
    (w) => {
      w.info = { ok: false, code: 'internal' };
    },
    { server: 'failed in-trouble' },
  ],
  [
    'a newer server',
    (w) => {
      if (w.info?.ok) w.info = { ...w.info, protocolVersions: [2, 3] };
    },
    { server: 'failed app-too-old' },
  ],
  [
    'an older server',
    (w) => {
      if (w.info?.ok) w.info = { ...w.info, protocolVersions: [0] };
    },
    { server: 'failed server-too-old' },
  ],
  [
    'a clock that is off',
    (w) => {
      if (w.info?.ok) w.info = { ...w.info, serverTime: w.clock.now() - 180_000 };
    },
    { server: 'warning clock-off' },
  ],
  [
    'a clock that is a little off',
    (w) => {
      if (w.info?.ok) w.info = { ...w.info, serverTime: w.clock.now() + 90_000 };
    },
    { server: 'good reached' },
  ],
  [
    'a proxy that cuts the socket',
    (w) => {
      w.session.value = offline;
    },
    { server: 'good reached', session: 'failed socket-blocked', ...notChecked },
  ],
  [
    'another window that holds the line',
    (w) => {
      w.session.value = lineIs('replaced');
    },
    { session: 'failed replaced', ...notChecked },
  ],
  [
    'nobody signed in',
    (w) => {
      w.session.value = { phase: 'signed-out', serverUrl: 'https://a.example', because: null };
    },
    { server: 'good reached', session: 'failed signed-out', ...notChecked },
  ],
  [
    'a socket that gets no answer',
    (w) => {
      w.ice = { ok: false, code: 'rate-limited' };
    },
    { session: 'failed no-answer', ...notChecked },
  ],
];

it.each(cases)('finds %s', finds);
