import { it } from 'vitest';
import { devicesWith, devicesWithFallback } from '../../testing/devices.ts';
import { type Case, finds } from './diagnoses.fixture.ts';

const cases: readonly Case[] = [
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

it.each(cases)('finds %s', finds);
