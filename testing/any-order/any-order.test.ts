import { type Established, holdOf, isAside, type LegState } from '@tatap/protocol/call';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  [ani1, budi1, line('citra', 31)],
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

/** Whether the first two people talk already, and one holds: another call may be placed. */
type Begin = 'at rest' | 'held';
const anyBegin = fc.constantFrom<Begin>('at rest', 'held');
/** Moments at which a device was in two calls. */
let twoAtOnce = 0;

async function play(
  cast: (typeof casts)[number],
  contacts: boolean,
  begin: Begin,
  order: readonly Choice[],
  storeSeed: number | null = null,
): Promise<World> {
  const world = await World.of(cast, contacts, storeSeed);
  if (begin === 'held') await world.holdFirstCall();
  for (const [kind, pick] of order) {
    const moves = world.moves(kind);
    const move = moves[pick % moves.length]?.();
    // Now and then the next thing happens while storage is still being read.
    if (kind === 'message' && pick % 4 === 0) continue;
    await move;
    await world.domain.settle();
    if (world.devices.some(({ legs }) => legs.length > 1)) twoAtOnce += 1;
  }
  return world;
}

/** Two devices are in a call, on hold or not. */
function talks(state: LegState | undefined): state is Established {
  return state?.phase === 'active' || state?.phase === 'held';
}

/** Once all was delivered, every device believes what the server knows. */
async function expectTruth(world: World): Promise<void> {
  for (const device of world.devices) {
    for (const leg of device.legs) {
      const told = (await world.truthOf(device)).find(({ callId }) => callId === leg.callId);
      // A call that only one side still has is about to end.
      if (talks(leg) && !talks(otherSide(world, leg))) continue;
      const rings = leg.phase === 'incoming' || leg.phase === 'outgoing';
      expect(told?.state).toBe(rings ? leg.phase : 'accepted');
    }
  }
}

/** Every call of a device is one that another device is in, too; the server knows both. */
async function expectConsistent(world: World): Promise<void> {
  for (const device of world.devices) {
    const { address, legs } = device;
    const told = await world.truthOf(device);
    expect(told).toHaveLength(legs.length);
    expect(legs.filter((leg) => !isAside(leg)).length).toBeLessThanOrEqual(1);
    for (const leg of legs) {
      if (!talks(leg)) throw new Error(`settled, and still ${leg.phase}`);
      const { callId, device: peer, person } = leg;
      const other = otherSide(world, leg);
      if (!talks(other)) throw new Error(`the other side is ${other?.phase}`);
      expect(other).toMatchObject({ device: address.device, health: { state: 'connected' } });
      expect(holdOf(other).peer).toBe(holdOf(leg).own);
      expect(told.find((one) => one.callId === callId)).toMatchObject({
        state: 'accepted',
        peer: { account: person.id, device: peer },
      });
      expect(await world.domain.services.presence.of(address.account)).toBe('in-call');
    }
  }
}

/** What the other device of a leg has of the same call. */
function otherSide({ devices }: World, leg: Established): LegState | undefined {
  const other = devices.find(({ address }) => address.device === leg.device);
  return other?.legs.find(({ callId }) => callId === leg.callId);
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
    const runs = world.devices.some(({ legs }) =>
      legs.some((leg) => talks(leg) && leg.callId === callId),
    );
    const missed = isKept && !talked && !runs;
    const acts = [...world.taken, ...world.forgotten];
    if (isTaken) expect(acts.join()).toContain(callId);
    // A press on Accept has no effect if the server has merged two crossing calls (glare).
    const acted = called.some(
      ({ address, reason }) =>
        world.taken.has(`${callId} ${address.device}`) && reason !== 'answered-elsewhere',
    );
    for (const entry of called) {
      // It may have rung there again, and the person may have answered otherwise.
      if (world.forgotten.has(`${callId} ${entry.address.device}`)) continue;
      // Two devices that call each other are joined by the server.
      const isJoined = world.started.some(
        (other) =>
          other.caller.address.device === entry.address.device &&
          other.callee === caller.address.account,
      );
      // A device without a connection rings until its own timeout and may list the call as missed:
      // nobody answered it, or the server has joined it in a call that it never heard of.
      const timedOut = entry.reason === 'no-answer' && (isJoined || (!acted && !talked && !runs));
      if (timedOut && entry.missed) continue;
      const took = world.taken.has(`${callId} ${entry.address.device}`);
      expect({ ...entry, missed: entry.missed }).toEqual({ ...entry, missed: missed && !took });
    }
  }
}

describe('the server and two to four devices, in any order of events', { timeout: 120_000 }, () => {
  it.each([
    ['of messages', 'without accidents'],
    [
      'of messages, lost sockets and links, dying devices, repeated requests and time',
      'with accidents',
    ],
  ] as const satisfies [string, Accidents][])(
    '%s, end in one outcome on all sides',
    async (_, accidents) => {
      await fc.assert(
        fc.asyncProperty(
          anyCast,
          fc.boolean(),
          anyBegin,
          orders[accidents],
          async (cast, contacts, begin, order) => {
            const world = await play(cast, contacts, begin, order);
            await world.calm();
            await expectTruth(world);
            await world.settle();
            await expectConsistent(world);
          },
        ),
        { numRuns: accidents === 'with accidents' ? 120 : 250 },
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
          anyBegin,
          orders[accidents],
          async (cast, contacts, begin, order) => {
            const world = await play(cast, contacts, begin, order);
            await world.settle();
            expectHistories(world);
          },
        ),
        { numRuns: accidents === 'with accidents' ? 120 : 250 },
      );
    },
  );

  it('end in one outcome also where the store of calls is slow, loses answers and does things twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCast,
        fc.boolean(),
        anyBegin,
        orders['with accidents'],
        fc.nat(),
        async (cast, contacts, begin, order, storeSeed) => {
          const world = await play(cast, contacts, begin, order, storeSeed);
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

  it('have had two calls at once on one device', () => expect(twoAtOnce).toBeGreaterThan(100));
});
