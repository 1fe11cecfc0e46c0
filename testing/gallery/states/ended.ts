import type { EndReason } from '@tatap/protocol/call';
import type { ShownCall } from '../../../renderer/calls/model.ts';
import { CallTally } from '../../../renderer/quality/call-report.ts';
import { budi, stranger } from '../people.ts';
import type { GalleryState } from '../state.ts';
import { callId, type Of, shown } from './call-parts.ts';

const ended = (reason: EndReason, change: Partial<Of<'ended'>> = {}): ShownCall => ({
  phase: 'ended',
  callId,
  peer: budi,
  media: 'video',
  direction: 'outgoing',
  reason,
  by: 'peer',
  text: null,
  durationMs: null,
  refusal: null,
  ...change,
});

export const endedStates: readonly GalleryState[] = [
  shown('ended-declined-here', () =>
    ended('declined', { direction: 'incoming', by: 'self', text: 'Lima menit lagi, ya.' }),
  ),
  shown('ended-hung-up', () => ended('hung-up', { durationMs: 754_000 }), {
    setUp(app) {
      app.qualityReport.value = new CallTally(callId).report;
    },
  }),
  shown('ended-declined', () => ended('declined', { text: 'Lagi rapat. Jam tiga, ya?' })),
  shown('ended-no-answer', () => ended('no-answer', { by: 'nobody' })),
  shown('ended-missed', () => ended('cancelled', { direction: 'incoming' })),
  shown('ended-busy', () => ended('busy')),
  shown('ended-elsewhere', () =>
    ended('answered-elsewhere', { direction: 'incoming', by: 'self' }),
  ),
  shown('ended-connect-failed', () => ended('connect-failed', { by: 'nobody' })),
  shown('ended-connection-lost', () =>
    ended('connection-lost', { by: 'nobody', durationMs: 32_000 }),
  ),
  shown('ended-unknown', () =>
    ended('refused', {
      refusal: 'unknown-account',
      peer: { id: 'nobody', name: 'nobody', isContact: false },
    }),
  ),
  shown('ended-contacts-only', () =>
    ended('refused', { refusal: 'contacts-only', peer: stranger }),
  ),
];
