import { it } from 'vitest';
import { plainTls, silence, stun, turnTcp, turnTls, turnUdp } from '../../testing/setup.ts';
import { type Case, finds } from './diagnoses.fixture.ts';

const cases: readonly Case[] = [
  [
    'nothing',
    () => {},
    {
      stun: 'good answered',
      'turn-udp': 'good relayed',
      'turn-tcp': 'good relayed',
      'turn-tls': 'good relayed',
    },
  ],
  [
    'no STUN and TURN on the server',
    (w) => {
      w.ice = { ok: true, iceServers: [], expiresAt: null };
    },
    { stun: 'note not-offered', 'turn-udp': 'note no-relay' },
  ],
  [
    'a relay without TLS',
    (w) => {
      w.ice = { ok: true, iceServers: [{ urls: [turnUdp, turnTcp] }], expiresAt: null };
    },
    { 'turn-udp': 'good relayed', 'turn-tls': 'note not-offered' },
  ],
  [
    'a network without UDP',
    silence(stun, turnUdp),
    { stun: 'warning udp-blocked', 'turn-udp': 'warning udp-blocked', 'turn-tcp': 'good relayed' },
  ],
  [
    'a STUN server that does not answer',
    silence(stun),
    { stun: 'warning no-answer', 'turn-udp': 'good relayed' },
  ],
  [
    'a relay that does not answer',
    silence(turnUdp, turnTcp, turnTls),
    {
      stun: 'good answered',
      'turn-udp': 'failed no-answer',
      'turn-tcp': 'failed no-answer',
      'turn-tls': 'failed no-answer',
    },
  ],
  [
    'a relay that is closed over TCP',
    ({ relays }) => relays.set(turnTcp, { kind: 'unreachable' }),
    { 'turn-udp': 'good relayed', 'turn-tcp': 'warning unreachable' },
  ],
  [
    'credentials that the relay refuses',
    ({ relays }) => {
      for (const url of [turnUdp, turnTcp, turnTls])
        relays.set(url, { kind: 'refused', code: 401 });
    },
    { 'turn-udp': 'failed credentials-refused', 'turn-tls': 'failed credentials-refused' },
  ],
  [
    'credentials that were over before they were used',
    (w) => {
      if (w.ice?.ok) w.ice = { ...w.ice, expiresAt: w.clock.now() - 1 };
      w.relays.set(turnUdp, { kind: 'refused', code: 401 });
    },
    { 'turn-udp': 'warning credentials-expired' },
  ],
  [
    'a relay that is full',
    ({ relays }) => relays.set(turnUdp, { kind: 'refused', code: 486 }),
    { 'turn-udp': 'warning refused' },
  ],
  [
    'names that lead nowhere',
    ({ relays }) => {
      for (const url of [stun, turnUdp]) relays.set(url, { kind: 'unknown-host' });
      for (const url of [turnTcp, turnTls, plainTls]) relays.set(url, { kind: 'unreachable' });
    },
    {
      stun: 'failed unknown-host',
      'turn-udp': 'failed unknown-host',
      'turn-tls': 'failed unreachable',
    },
  ],
  [
    'a certificate that the relay should not have',
    ({ relays }) => {
      relays.set(turnTls, { kind: 'unreachable' });
      // Without TLS the port takes the connection and waits for TLS to begin.
      relays.set(plainTls, 'silent');
    },
    { 'turn-tls': 'warning certificate' },
  ],
  [
    'a TLS port that is closed',
    ({ relays }) => {
      relays.set(turnTls, { kind: 'unreachable' });
      relays.set(plainTls, { kind: 'unreachable' });
    },
    { 'turn-tls': 'warning unreachable' },
  ],
  [
    'one of two relays down',
    (w) => {
      const second = 'turn:second.example?transport=udp';
      if (w.ice?.ok) w.ice = { ...w.ice, iceServers: [{ urls: [turnUdp, second] }] };
      w.relays.set(turnUdp, 'silent');
    },
    { 'turn-udp': 'good relayed' },
  ],
  [
    'two relays, of which one says why',
    (w) => {
      const second = 'turn:second.example?transport=udp';
      if (w.ice?.ok) w.ice = { ...w.ice, iceServers: [{ urls: [turnUdp, second] }] };
      w.relays.set(turnUdp, 'silent').set(second, { kind: 'refused', code: 401 });
    },
    { 'turn-udp': 'failed credentials-refused' },
  ],
];

it.each(cases)('finds %s', finds);
