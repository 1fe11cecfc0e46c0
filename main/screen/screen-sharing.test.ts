import type { ScreenQuestion } from '@tatap/protocol/ipc';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../log/log.ts';
import {
  type Grant,
  type ListedSource,
  type ScreenEffects,
  ScreenSharing,
} from './screen-sharing.ts';

vi.mock('electron', () => ({}));
const { isWayland } = await import('./display-media.ts');

const screen: ListedSource = { id: 'screen:0:0', name: 'Entire screen', picture: 'data:,' };
const notes: ListedSource = { id: 'window:7:0', name: 'Notes', picture: null };
const own: ListedSource = { id: 'window:8:1', name: 'Tatap', picture: null };

let listed: () => Promise<readonly ListedSource[]>;
let questions: ScreenQuestion[];
let grants: Grant[];
let lists: string[];
let now: number;

beforeEach(() => {
  listed = async () => [screen, notes, own];
  questions = [];
  grants = [];
  lists = [];
  now = 0;
});

function create(change: Partial<ScreenEffects> = {}): ScreenSharing {
  const effects: ScreenEffects = {
    picker: 'own',
    sound: 'impossible',
    list: (pictures) => {
      lists.push(pictures);
      return listed();
    },
    mayCapture: () => true,
    ask: (question) => questions.push(question),
    now: () => now,
    ...change,
  };
  return new ScreenSharing(
    effects,
    createLogger(() => undefined),
  );
}
const answer = (grant: Grant) => grants.push(grant);

describe('with the own picker', () => {
  test('asks the page, lists for it, and gives what was chosen', async () => {
    const sharing = create();
    sharing.request(answer);
    expect(questions).toEqual([{ sound: 'impossible' }]);
    expect(await sharing.sources()).toEqual({
      outcome: 'listed',
      sources: [
        { ...screen, kind: 'screen' },
        { ...notes, kind: 'window' },
      ],
    });
    sharing.choose({ id: notes.id, sound: true });
    expect(grants).toEqual([{ video: { id: notes.id, name: notes.name } }]);
  });

  test('gives the sound where the system has it and the person wants it', async () => {
    const sharing = create({ sound: 'possible' });
    for (const sound of [true, false]) {
      sharing.request(answer);
      await sharing.sources();
      sharing.choose({ id: screen.id, sound });
    }
    expect(grants.map((grant) => grant?.audio)).toEqual(['loopback', undefined]);
  });

  test('gives nothing where nothing was chosen', () => {
    const sharing = create();
    sharing.request(answer);
    sharing.choose(null);
    expect(grants).toEqual([null]);
    expect(sharing.outcome).toBe('cancelled');
  });

  test('calls it a failure where what was chosen is not there', () => {
    const sharing = create();
    expect(sharing.outcome).toBe('unknown');
    sharing.request(answer);
    sharing.choose({ id: 'screen:9:0', sound: false });
    expect(grants).toEqual([null]);
    expect(sharing.outcome).toBe('failed');
    sharing.request(answer);
    expect(sharing.outcome).toBe('unknown');
  });

  test.each([own.id, 'screen:5:0'])('does not give %s, which was not offered', async (id) => {
    const sharing = create();
    sharing.request(answer);
    await sharing.sources();
    sharing.choose({ id, sound: false });
    expect(grants).toEqual([null]);
  });

  test('answers each question once, also when another is asked or the page goes', async () => {
    const sharing = create();
    const first = vi.fn();
    sharing.request(first);
    sharing.request(answer);
    expect(first).toHaveBeenCalledExactlyOnceWith(null);
    sharing.cancel();
    sharing.cancel();
    sharing.choose({ id: screen.id, sound: false });
    expect(grants).toEqual([null]);
  });

  test('tells nobody what is on the screen unless it asks', async () => {
    expect(await create().sources()).toEqual({ outcome: 'failed' });
    expect(lists).toEqual([]);
  });

  test('does not offer for one question what was listed for another', async () => {
    const sharing = create();
    sharing.request(() => undefined);
    const late = sharing.sources();
    sharing.request(answer);
    expect(await late).toEqual({ outcome: 'failed' });
    sharing.choose({ id: screen.id, sound: false });
    expect(grants).toEqual([null]);
  });

  test.each([
    ['refused', false],
    ['failed', true],
  ] as const)('says that listing was %s', async (outcome, mayCapture) => {
    listed = () => Promise.reject(new Error('Failed to get sources.'));
    const sharing = create({ mayCapture: () => mayCapture });
    sharing.request(answer);
    expect(await sharing.sources()).toEqual({ outcome });
    // The person may mend it and try again.
    expect(grants).toEqual([]);
  });
});

describe('with the portal', () => {
  test('gives what the portal gave, and asks nobody else', async () => {
    listed = async () => [notes];
    create({ picker: 'portal' }).request(answer);
    await vi.waitFor(() => expect(grants).toEqual([{ video: { id: notes.id, name: notes.name } }]));
    expect(questions).toEqual([]);
    expect(lists).toEqual(['bare']);
  });

  test('tells a person who closed it from one that asked nobody, by the time it took', async () => {
    const closing = Promise.withResolvers<never>();
    listed = () => closing.promise;
    const sharing = create({ picker: 'portal' });
    sharing.request(answer);
    now = 700;
    closing.reject(new Error('Failed to get sources.'));
    await vi.waitFor(() => expect(grants).toEqual([null]));
    expect(sharing.outcome).toBe('cancelled');

    listed = () => Promise.reject(new Error('Failed to get sources.'));
    sharing.request(answer);
    await vi.waitFor(() => expect(grants).toEqual([null, null]));
    expect(sharing.outcome).toBe('failed');
  });

  test('does not wait for ever for an answer', async () => {
    vi.useFakeTimers();
    listed = () => new Promise(() => undefined);
    const sharing = create({ picker: 'portal' });
    sharing.request(answer);
    await vi.advanceTimersByTimeAsync(119_999);
    expect(grants).toEqual([]);
    now = 120_000;
    await vi.advanceTimersByTimeAsync(1);
    expect(grants).toEqual([null]);
    expect(sharing.outcome).toBe('failed');
    vi.useRealTimers();
  });

  test.each([
    ['was closed', () => Promise.reject(new Error('Failed to get sources.'))],
    ['gave nothing', async () => []],
  ])('gives nothing where it %s', async (_name, list) => {
    listed = list;
    create({ picker: 'portal' }).request(answer);
    await vi.waitFor(() => expect(grants).toEqual([null]));
  });
});

test.each([
  [{ XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, true],
  [{ XDG_SESSION_TYPE: 'wayland' }, false],
  [{ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, false],
  [{}, false],
])('with %j the portal is used: %s', (environment, wayland) => {
  expect(isWayland(environment)).toBe(wayland);
});
