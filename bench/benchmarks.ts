import { fileURLToPath } from 'node:url';
import { rawCall, rawCpu } from './baseline/call.ts';
import { bareFork } from './baseline/fork.ts';
import { librariesKb } from './baseline/initial-js.ts';
import { plainCallsInARow, plainLongCall } from './baseline/leaks.ts';
import { plainLossyAudio } from './baseline/lossy-audio.ts';
import { onePage } from './baseline/one-page.ts';
import { plainRecovery } from './baseline/recovery.ts';
import { bareIdleSockets, bareRelay } from './baseline/relay.ts';
import { barePageStart } from './baseline/start.ts';
import { twoPages } from './baseline/two-pages.ts';
import type { Benchmark, Variant } from './harness.ts';
import { initialJsKb } from './initial-js.ts';
import { tatapAnswer } from './subject/answer.ts';
import { tatapCall } from './subject/call.ts';
import { tatapCpu } from './subject/cpu.ts';
import { tatapFork } from './subject/fork.ts';
import { tatapCallsInARow, tatapLongCall } from './subject/leaks.ts';
import { tatapLossyAudio } from './subject/lossy-audio.ts';
import { tatapRecovery } from './subject/recovery.ts';
import { tatapIdleSockets, tatapRelay } from './subject/relay.ts';
import { tatapStart } from './subject/start.ts';

const builtRenderer = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/** A figure that needs nothing to be started. */
async function figure(measure: () => Promise<number>): Promise<Variant> {
  return { measure, close: async () => {} };
}

/** At each of two homes: 100 ms of round trip between them. */
const lossyLine = { delayMs: 25, loss: 0.01 };

/** Every benchmark, in the order in which `npm run bench` runs them. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'call.first_frame_ms',
    unit: 'ms',
    samples: 40,
    subject: () => tatapCall(),
    baseline: rawCall,
  },
  {
    name: 'call.first_frame_beside_floor_ms',
    unit: 'ms',
    samples: 40,
    subject: () => tatapCall(),
    baseline: () => onePage('firstFrame', 'call'),
  },
  {
    name: 'call.first_frame_trips_of_50_ms',
    unit: 'ms',
    samples: 40,
    subject: () => tatapCall(50),
    baseline: () => onePage('firstFrame', 'call'),
  },
  {
    name: 'call.answer_to_first_frame_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstFrame'),
    baseline: () => onePage('firstFrame', 'connected'),
  },
  {
    name: 'call.answer_to_first_frame_beside_two_pages_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstFrame'),
    baseline: () => twoPages('firstFrame'),
  },
  {
    name: 'call.answer_to_first_audio_beside_two_pages_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstAudio'),
    baseline: () => twoPages('firstAudio'),
  },
  {
    name: 'call.answer_to_first_frame_trips_of_50_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstFrame', { tripMs: 50 }),
    baseline: () => onePage('firstFrame', 'connected'),
  },
  {
    // Sound is played in pieces of 10 ms: fewer samples than this say little.
    name: 'call.answer_to_first_audio_ms',
    unit: 'ms',
    samples: 40,
    subject: () => tatapAnswer('firstAudio'),
    baseline: () => onePage('firstAudio', 'connected'),
  },
  {
    name: 'call.answer_to_first_audio_trips_of_50_ms',
    unit: 'ms',
    samples: 40,
    subject: () => tatapAnswer('firstAudio', { tripMs: 50 }),
    baseline: () => onePage('firstAudio', 'connected'),
  },
  {
    name: 'call.answer_by_key_to_first_frame_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstFrame', { by: 'enter' }),
    baseline: () => onePage('firstFrame', 'connected'),
  },
  {
    name: 'call.answer_by_key_to_first_audio_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('firstAudio', { by: 'enter' }),
    baseline: () => onePage('firstAudio', 'connected'),
  },
  {
    // 100 ms of round trip and 2 % loss between two homes.
    name: 'call.answer_to_first_audio_lossy_ms',
    unit: 'ms',
    samples: 20,
    subject: () => tatapLossyAudio(lossyLine, 2_000),
    baseline: () => plainLossyAudio(lossyLine),
  },
  {
    name: 'call.full_resolution_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('fullWidth'),
    baseline: () => onePage('fullWidth', 'connected'),
  },
  {
    name: 'call.full_resolution_beside_two_pages_ms',
    unit: 'ms',
    samples: 10,
    subject: () => tatapAnswer('fullWidth'),
    baseline: () => twoPages('fullWidth'),
  },
  {
    name: 'call.fork_losers_closed_ms',
    unit: 'ms',
    samples: 10,
    subject: tatapFork,
    baseline: bareFork,
  },
  {
    name: 'call.cpu_percent_of_a_core',
    unit: '%',
    samples: 5,
    subject: tatapCpu,
    baseline: rawCpu,
  },
  {
    name: 'call.recovery_ms',
    unit: 'ms',
    samples: 10,
    subject: tatapRecovery,
    baseline: plainRecovery,
  },
  {
    name: 'call.heap_left_percent',
    unit: '%',
    samples: 1,
    warmUps: 0,
    subject: tatapCallsInARow,
    baseline: plainCallsInARow,
  },
  {
    name: 'call.heap_growth_mb',
    unit: 'MB',
    samples: 1,
    warmUps: 0,
    subject: tatapLongCall,
    baseline: plainLongCall,
  },
  {
    name: 'server.relay_msgs_per_s',
    unit: 'messages/s',
    samples: 7,
    subject: tatapRelay,
    baseline: bareRelay,
  },
  {
    name: 'server.rss_kb_per_idle_socket',
    unit: 'kB',
    samples: 5,
    subject: tatapIdleSockets,
    baseline: bareIdleSockets,
  },
  {
    name: 'app.initial_js_kb_gzip',
    unit: 'kB',
    samples: 1,
    subject: () => figure(() => initialJsKb(builtRenderer, 'index.html')),
    baseline: () => figure(librariesKb),
  },
  {
    name: 'app.start_ms',
    unit: 'ms',
    samples: 15,
    subject: tatapStart,
    baseline: barePageStart,
  },
];
