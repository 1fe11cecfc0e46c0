import { expect, it } from 'vitest';
import { devicesWith, devicesWithFallback } from '../../testing/devices.ts';
import {
  lineIs,
  offline,
  plainTls,
  SetupWorld,
  silence,
  stun,
  turnTcp,
  turnTls,
  turnUdp,
} from '../../testing/setup.ts';

/** A fault that a test puts into the world, and what the check has to make of it. */
type Case = readonly [
  name: string,
  fault: (world: SetupWorld) => void,
  found: Readonly<Record<string, string>>,
];

const notChecked = {
  stun: 'note not-checked',
  'turn-udp': 'note not-checked',
  'turn-tcp': 'note not-checked',
  'turn-tls': 'note not-checked',
};

const serverCases: readonly Case[] = [
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

const iceCases: readonly Case[] = [
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

const deviceCases: readonly Case[] = [
  [
    'nothing',
    () => {},
    {
      camera: 'good delivers',
      microphone: 'good delivers',
      speaker: 'good plays',
      loopback: 'good flows',
    },
  ],
  ...(['refused-by-person', 'refused-by-system', 'in-use', 'unsupported'] as const).map(
    (fault): Case => [
      `devices that are ${fault}`,
      (w) => {
        w.faults.set('camera', fault).set('microphone', fault);
      },
      { camera: `failed ${fault}`, microphone: `failed ${fault}`, loopback: 'good flows' },
    ],
  ),
  [
    'no devices',
    (w) => {
      w.faults.set('camera', 'none').set('microphone', 'none');
      w.chosen.value = devicesWith('speaker', 'none');
    },
    { camera: 'warning none', microphone: 'failed none', speaker: 'failed none' },
  ],
  [
    'a question that nobody answers',
    (w) => {
      w.faults.set('camera', 'hanging').set('microphone', 'hanging');
    },
    { camera: 'failed not-opened', microphone: 'failed not-opened', loopback: 'good flows' },
  ],
  [
    'a camera without pictures and a microphone without sound',
    (w) => {
      w.brightest = null;
      w.peak = null;
    },
    { camera: 'failed no-frames', microphone: 'failed no-sound' },
  ],
  [
    'a covered lens and a muted microphone',
    (w) => {
      w.brightest = 16;
      w.peak = 0;
    },
    { camera: 'failed black', microphone: 'failed silent' },
  ],
  [
    'a dark and quiet room',
    (w) => {
      w.brightest = 30;
      w.peak = 0.0001;
    },
    { camera: 'good delivers', microphone: 'good delivers' },
  ],
  [
    'a chosen speaker that is not plugged in',
    (w) => {
      w.chosen.value = devicesWithFallback('speaker');
    },
    { speaker: 'warning gone' },
  ],
  [
    'a speaker that was pulled out just now',
    (w) => {
      w.speaker = 'gone';
    },
    { speaker: 'warning gone' },
  ],
  [
    'a speaker that hangs',
    (w) => {
      w.speaker = 'hanging';
    },
    { speaker: 'failed stalled' },
  ],
  [
    'a firewall within the machine',
    (w) => {
      w.loopback = { connected: false, framesDecoded: 0, soundPackets: 0 };
    },
    { loopback: 'failed not-connected' },
  ],
  [
    'calls that carry nothing',
    (w) => {
      w.loopback = { connected: true, framesDecoded: 0, soundPackets: 0 };
    },
    { loopback: 'failed no-media' },
  ],
  [
    'calls without a picture',
    (w) => {
      w.loopback = { connected: true, framesDecoded: 0, soundPackets: 9 };
    },
    { loopback: 'failed no-picture' },
  ],
  [
    'calls without sound',
    (w) => {
      w.loopback = { connected: true, framesDecoded: 9, soundPackets: 0 };
    },
    { loopback: 'failed no-sound' },
  ],
];

it.each([...serverCases, ...iceCases, ...deviceCases])('finds %s', async (_, fault, found) => {
  const world = new SetupWorld();
  fault(world);
  expect(await world.run()).toMatchObject(found);
});
