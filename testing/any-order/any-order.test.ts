import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceModel } from './device.fixture.ts';
import { type MoveKind, World } from './world.fixture.ts';

const line = (account: string, device: number) => ({
  account,
  device: `00000000-0000-4000-8000-0000000000${device}`,
});
const [ani1, ani2, budi1, budi2] = [
  line('ani', 11),
  line('ani', 12),
  line('budi', 21),
  line('budi', 22),
];
const casts = [
  [ani1, budi1],
  [ani1, budi1, budi2],
  [ani1, ani2, budi1, budi2],
  [ani1, budi1, budi2, line('citra', 31)],
] as const;

const anyCast = fc.constantFrom(...casts);
type Choice = readonly [MoveKind, number];

/** Each picks one of the moves of a kind that are possible at that point. */
const choices = (kinds: fc.Arbitrary<MoveKind>): fc.Arbitrary<readonly Choice[]> =>
  fc.array(fc.tuple(kinds, fc.nat({ max: 10_000 })), { maxLength: 120, size: 'max' });

const kind = (weight: number, of: MoveKind) => ({ weight, arbitrary: fc.constant(of) });
const orders: Record<'without accidents' | 'with accidents', fc.Arbitrary<readonly Choice[]>> = {
  'without accidents': choices(fc.oneof(kind(8, 'message'), kind(1, 'act'))),
  'with accidents': choices(
    fc.oneof(kind(16, 'message'), kind(2, 'act'), kind(1, 'accident'), kind(1, 'absence')),
  ),
};
type Accidents = keyof typeof orders;

async function play(
  cast: (typeof casts)[number],
  contacts: boolean,
  order: readonly Choice[],
  storeSeed: number | null = null,
): Promise<World> {
  const world = await World.of(cast, contacts, storeSeed);
  for (const [kind, pick] of order) {
    const moves = world.moves(kind);
    const move = moves[pick % moves.length]?.();
    // Now and then the next thing happens while storage is still being read.
    if (kind === 'message' && pick % 4 === 0) continue;
    await move;
    await world.domain.settle();
  }
  return world;
}

/** Once all was delivered, every device believes what the server knows. */
async function expectTruth(world: World): Promise<void> {
  for (const device of world.devices) {
    const { state } = device;
    if (state.phase === 'idle' || state.phase === 'ended') continue;
    const told = (await world.truthOf(device)).find(({ callId }) => callId === state.callId);
    const states = { incoming: 'incoming', outgoing: 'outgoing', connecting: 'accepted' } as const;
    // A call that only one side still holds is about to end.
    if (state.phase === 'active' && peerOf(world, device)?.state.phase !== 'active') continue;
    expect(told?.state).toBe(state.phase === 'active' ? 'accepted' : states[state.phase]);
  }
}

/** Every device is at rest, or in a call with one that is in the same call; the server knows both. */
async function expectConsistent(world: World): Promise<void> {
  for (const device of world.devices) {
    const { state, address } = device;
    const told = await world.truthOf(device);
    expect(['idle', 'ended', 'active']).toContain(state.phase);
    if (state.phase !== 'active') {
      expect(told).toEqual([]);
      continue;
    }
    const { callId, device: peer, person } = state;
    expect(peerOf(world, device)?.state).toMatchObject({
      phase: 'active',
      callId,
      device: address.device,
      health: { state: 'connected' },
    });
    expect(told).toMatchObject([
      { state: 'accepted', callId, peer: { account: person.id, device: peer } },
    ]);
    expect(await world.domain.services.presence.of(address.account)).toBe('in-call');
  }
}

function peerOf({ devices }: World, { state }: DeviceModel): DeviceModel | undefined {
  if (state.phase !== 'active') return undefined;
  return devices.find(({ address }) => address.device === state.device);
}

/** No history shows a call as missed that somebody took, and none hides one that nobody did. */
function expectHistories(world: World): void {
  for (const { callId, caller, callee } of world.started) {
    const entries = world.devices.flatMap(({ address, history }) => {
      const entry = history.entries.value.find((one) => one.callId === callId);
      return entry === undefined ? [] : [{ ...entry, address }];
    });
    const called = entries.filter(
      ({ address, direction }) => address.account === callee && direction === 'incoming',
    );
    const isTaken = world.takenFromMissed.has(callId);
    const isKept = world.keptAsMissed.has(callId) && !isTaken;
    const talked = called.some(({ durationMs }) => durationMs !== null);
    const talks = world.devices.some(
      ({ state }) => state.phase === 'active' && state.callId === callId,
    );
    const missed = isKept && !talked && !talks;
    if (isTaken) expect([...world.taken].join()).toContain(callId);
    // A press on Accept has no effect if the server has merged two crossing calls (glare).
    const acted = called.some(
      ({ address, reason }) =>
        world.taken.has(`${callId} ${address.device}`) && reason !== 'answered-elsewhere',
    );
    for (const entry of called) {
      // Two devices that call each other are joined by the server.
      const isJoined = world.started.some(
        (other) =>
          other.caller.address.device === entry.address.device &&
          other.callee === caller.address.account,
      );
      // A device without a connection rings until its own timeout and may list the call as missed:
      // nobody answered it, or the server has joined it in a call that it never heard of.
      const timedOut = entry.reason === 'no-answer' && (isJoined || (!acted && !talked && !talks));
      if (timedOut && entry.missed) continue;
      const took = world.taken.has(`${callId} ${entry.address.device}`);
      expect({ ...entry, missed: entry.missed }).toEqual({ ...entry, missed: missed && !took });
    }
  }
}

describe('the server and two to four devices, in any order of events', { timeout: 120_000 }, () => {
  it.each([
    ['of messages', 'without accidents'],
    ['of messages, lost sockets and links, repeated requests and time', 'with accidents'],
  ] as const satisfies [string, Accidents][])(
    '%s, end in one outcome on all sides',
    async (_, accidents) => {
      await fc.assert(
        fc.asyncProperty(
          anyCast,
          fc.boolean(),
          orders[accidents],
          async (cast, contacts, order) => {
            const world = await play(cast, contacts, order);
            await world.calm();
            await expectTruth(world);
            await world.settle();
            await expectConsistent(world);
          },
        ),
        { numRuns: accidents === 'with accidents' ? 40 : 100 },
      );
    },
  );

  it.each(['without accidents', 'with accidents'] as const)(
    'leave histories that agree, %s',
    async (accidents) => {
      await fc.assert(
        fc.asyncProperty(
          anyCast,
          fc.boolean(),
          orders[accidents],
          async (cast, contacts, order) => {
            const world = await play(cast, contacts, order);
            await world.settle();
            expectHistories(world);
          },
        ),
        { numRuns: accidents === 'with accidents' ? 40 : 100 },
      );
    },
  );

  it('end in one outcome also where the store of calls is slow, loses answers and does things twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCast,
        fc.boolean(),
        orders['with accidents'],
        fc.nat(),
        async (cast, contacts, order, storeSeed) => {
          const world = await play(cast, contacts, order, storeSeed);
          await world.calm();
          await expectTruth(world);
          await world.settle();
          await expectConsistent(world);
          expectHistories(world);
        },
      ),
      { numRuns: 40 },
    );
  });
});
