import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unreachable } from '../unreachable.ts';
import type { DeviceModel } from './interleaving/device.fixture.ts';
import { World } from './interleaving/world.fixture.ts';

const line = (account: string, device: string) => ({ account, device });
const casts = [
  [line('ani', 'a1'), line('budi', 'b1')],
  [line('ani', 'a1'), line('budi', 'b1'), line('budi', 'b2')],
  [line('ani', 'a1'), line('ani', 'a2'), line('budi', 'b1'), line('budi', 'b2')],
  [line('ani', 'a1'), line('budi', 'b1'), line('citra', 'c1')],
] as const;

const anyCast = fc.constantFrom(...casts);
/** Each picks one of the moves that are possible at that point. */
const anyChoices = fc.array(fc.nat({ max: 10_000 }), { maxLength: 80 });

/** Two call each other; one hangs up, calls again and comes back before they hear what became of it. */
const mutualAndCancelled = [4722, 183, 0, 2919, 8023, 0, 5787];

function play(
  cast: (typeof casts)[number],
  contacts: boolean,
  choices: readonly number[],
  accidents: 'with accidents' | 'without accidents',
): World {
  const world = new World(cast, contacts);
  for (const choice of choices) {
    const moves = world.moves(accidents);
    moves[choice % moves.length]?.();
  }
  return world;
}

/** Once all was delivered, every device believes what the server knows. */
function expectTruth({ devices, server }: World): void {
  for (const { state } of devices) {
    const call = server.calls.find((one) => 'callId' in state && one.call.callId === state.callId);
    switch (state.phase) {
      case 'incoming':
        expect(call?.phase).toBe('ringing');
        break;
      case 'outgoing':
        expect(['ringing', 'unheard']).toContain(call?.phase);
        break;
      case 'connecting':
        expect(call?.phase).toBe('accepted');
        break;
      case 'active':
        // Two who reach each other go on, whatever the server has made of it.
        break;
      case 'idle':
      case 'ended':
        break;
      default:
        unreachable(state);
    }
  }
}

/** Every device is at rest, or in a call with one that is in the same call with it. */
function expectConsistent({ devices, server }: World): void {
  for (const { state, address } of devices) {
    expect(['idle', 'ended', 'active']).toContain(state.phase);
    if (state.phase !== 'active') continue;
    const peer = devices.find((one) => one.address.device === state.device);
    expect(peer?.state).toMatchObject({
      phase: 'active',
      callId: state.callId,
      device: address.device,
      health: { state: 'connected' },
    });
  }
  for (const call of server.calls) {
    expect(['ended', 'accepted']).toContain(call.phase);
    if (call.phase !== 'accepted') continue;
    expect(inCall(devices, call.call.callerDevice)).toBe(call.call.callId);
    expect(inCall(devices, call.calleeDevice)).toBe(call.call.callId);
  }
}

function inCall(devices: readonly DeviceModel[], device: string): string | null {
  const state = devices.find((one) => one.address.device === device)?.state;
  return state?.phase === 'active' ? state.callId : null;
}

describe('two to four devices and a server, in any order of events', { timeout: 60_000 }, () => {
  it('end in one outcome on all sides', () => {
    fc.assert(
      fc.property(anyCast, fc.boolean(), anyChoices, (cast, contacts, choices) => {
        const world = play(cast, contacts, choices, 'without accidents');
        world.calm();
        expectTruth(world);
        world.settle();
        expectConsistent(world);
      }),
      { numRuns: 300 },
    );
  });

  it('and also with sockets and links lost, requests sent twice, and time passing', () => {
    fc.assert(
      fc.property(anyCast, fc.boolean(), anyChoices, (cast, contacts, choices) => {
        const world = play(cast, contacts, choices, 'with accidents');
        world.calm();
        expectTruth(world);
        world.settle();
        expectConsistent(world);
      }),
      { numRuns: 300, examples: [[casts[2], false, mutualAndCancelled]] },
    );
  });

  it('tell every other device that rang that it was answered elsewhere', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const world = play(casts[1], true, choices, 'without accidents');
        world.settle();
        for (const call of world.server.calls) {
          const winner = winnerOf(world, call.call.callId);
          if (winner === null || call.call.callee !== 'budi') continue;
          for (const device of world.devices) {
            if (device.address.account !== 'budi' || device.address.device === winner) continue;
            const record = device.records.find((one) => one.callId === call.call.callId);
            expect(['answered-elsewhere', 'busy', 'declined', undefined]).toContain(record?.reason);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The callee's device that talked. */
function winnerOf({ devices }: World, callId: string): string | null {
  const talked = devices.find(
    ({ records, address }) =>
      address.account === 'budi' &&
      records.some((one) => one.callId === callId && one.durationMs !== null),
  );
  return talked?.address.device ?? null;
}
