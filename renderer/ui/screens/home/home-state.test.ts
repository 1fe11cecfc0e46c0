import { describe, expect, it } from 'vitest';
import { createFakeApp } from '../../../../testing/app-model.ts';
import { aContact } from '../../../../testing/people.ts';
import type { HistoryEntry } from '../../../calls/model.ts';
import { createHomeState, homeStateOf } from './home-state.ts';

const missedCall = (callId: string): HistoryEntry => ({
  callId,
  peer: { id: 'budi', name: 'Budi' },
  direction: 'incoming',
  media: 'video',
  at: 0,
  durationMs: null,
  reason: 'no-answer',
  missed: true,
  seen: false,
});

describe('the home screen', () => {
  it('searches contacts as one types, and stops when one is chosen', () => {
    const app = createFakeApp();
    app.contacts.value = { loaded: true, contacts: [aContact('budi')] };
    const home = createHomeState(app.model);
    home.query.value = 'bud';
    expect(home.found.value.options.map((option) => option.kind)).toContain('contact');
    home.select('budi');
    expect(home.query.value).toBe('');
    expect(home.selected.value).toBe('budi');
  });

  it('keeps an ID that nobody has in the field, and says so', () => {
    const app = createFakeApp();
    const home = createHomeState(app.model);
    home.misdialled('bdui');
    expect(home.query.value).toBe('bdui');
    expect(home.found.value).toMatchObject({ options: [], hint: 'unknown' });
    home.query.value = 'budi';
    expect(home.found.value.hint).toBeNull();
  });

  it('knows the own ID', () => {
    const app = createFakeApp();
    const home = createHomeState(app.model);
    home.query.value = 'sari';
    expect(home.found.value.hint).toBe('own');
  });

  it('lets go of a contact that is gone', () => {
    const app = createFakeApp();
    app.contacts.value = { loaded: true, contacts: [aContact('budi')] };
    const home = createHomeState(app.model);
    home.select('budi');
    app.contacts.value = { loaded: true, contacts: [] };
    expect(home.selected.value).toBeNull();
  });

  it('counts missed calls as seen when the list is looked at, and keeps them marked there', () => {
    const app = createFakeApp();
    app.history.value = [missedCall('one')];
    app.unseenMissed.value = 1;
    const home = createHomeState(app.model);
    home.openTab('calls');
    home.lookAtCalls();
    expect(app.recorded.map(({ action }) => action)).toContain('history.markSeen');
    expect(home.fresh.value.has('one')).toBe(true);
    home.openTab('contacts');
    expect(home.fresh.value.size).toBe(0);
  });

  it('is still as it was after a call', () => {
    const { model } = createFakeApp();
    homeStateOf(model).query.value = 'bu';
    expect(homeStateOf(model).query.value).toBe('bu');
    expect(homeStateOf(createFakeApp().model).query.value).toBe('');
  });
});
