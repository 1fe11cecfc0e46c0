import { type CallFacts, invite } from '@tatap/protocol/call';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import type { CallTable } from '../domain/calls/call-state.ts';
import { type Advanced, advance, begun } from '../domain/calls/stored-call.ts';

const factsOf = (callId: string): CallFacts => ({
  callId,
  caller: 'ana',
  callerDevice: 'a1',
  callee: 'budi',
  media: 'video',
  invitedAt: 0,
  relationship: 'contact',
});

const caller = { id: 'ana', displayName: 'Ana', isContact: true };

/** A call of Ana that rings on Budi's device `b1`. */
function ringing(callId: string, now: number): Advanced {
  const step = invite(factsOf(callId), { by: 'devices', devices: ['b1'] });
  return begun({ caller, calleeName: 'Budi', proof: null }, step, now);
}

const ana = { account: 'ana', device: 'a1' };

/** Tests that every store of calls must pass. */
export function testCallTable(name: string, tableOf: (clock: VirtualClock) => CallTable): void {
  describe(`${name}, a store of calls`, () => {
    async function withCall(callId = 'one') {
      const clock = new VirtualClock();
      const table = tableOf(clock);
      const found = await table.load({ ids: [callId], accounts: ['ana', 'budi'] });
      expect(await table.commit(found, [ringing(callId, found.now)])).toBe(true);
      return { clock, table };
    }

    const cancelled = async (table: CallTable, callId: string) => {
      const found = await table.load({ ids: [callId] });
      const call = found.find(callId);
      if (call === null) throw new Error('no such call');
      return { found, calls: [advance(call, { type: 'cancel', from: ana }, found.now)] };
    };

    it('finds a call by its ID and by both accounts', async () => {
      const { table } = await withCall();
      const found = await table.load({ ids: ['one', 'two'], accounts: ['ana', 'budi', 'citra'] });
      expect(found.find('one')?.state.phase).toBe('ringing');
      expect(found.find('two')).toBeNull();
      const callIds = ['ana', 'budi', 'citra'].map((id) => found.of(id).map(({ ids }) => ids[0]));
      expect(callIds).toEqual([['one'], ['one'], []]);
      expect(await table.live()).toBe(1);
    });

    it('finds a call by the ID of an invite that joined it', async () => {
      const { table } = await withCall();
      const found = await table.load({ ids: ['one', 'two'] });
      const call = found.find('one');
      if (call === null) throw new Error('no such call');
      const joined = { call: { ...call, ids: ['one', 'two'] as const }, isForgotten: false };
      expect(await table.commit(found, [{ ...joined, refusal: null }])).toBe(true);
      expect((await table.load({ ids: ['two'] })).find('two')?.ids).toEqual(['one', 'two']);
      expect((await table.find('two'))?.ids).toEqual(['one', 'two']);
      expect(await table.find('three')).toBeNull();
    });

    it('writes nothing if a call has changed since it was loaded', async () => {
      const { table } = await withCall();
      const [first, second] = [await cancelled(table, 'one'), await cancelled(table, 'one')];
      expect(await table.commit(first.found, first.calls)).toBe(true);
      expect(await table.commit(second.found, second.calls)).toBe(false);
    });

    it('writes nothing if a call was created since it was found missing', async () => {
      const { table } = await withCall();
      const [first, second] = [
        await table.load({ ids: ['two'] }),
        await table.load({ ids: ['two'] }),
      ];
      expect(await table.commit(first, [ringing('two', first.now)])).toBe(true);
      expect(await table.commit(second, [ringing('two', second.now)])).toBe(false);
    });

    it('writes nothing if an account has got another call', async () => {
      const { table } = await withCall();
      const found = await table.load({ ids: ['three'], accounts: ['budi'] });
      const other = await table.load({ ids: ['two'] });
      expect(await table.commit(other, [ringing('two', other.now)])).toBe(true);
      expect(await table.commit(found, [ringing('three', found.now)])).toBe(false);
      expect((await table.load({ ids: ['three'] })).find('three')).toBeNull();
    });

    it('keeps an ended call for its callee, until it is forgotten', async () => {
      const { table } = await withCall();
      const { found, calls } = await cancelled(table, 'one');
      await table.commit(found, calls);
      expect(await table.live()).toBe(0);
      const ended = await table.load({ ids: ['one'], accounts: ['ana', 'budi'] });
      expect([ended.of('ana').length, ended.of('budi').length]).toEqual([0, 1]);
      const forgotten = calls.map((one) => ({ ...one, isForgotten: true }));
      expect(await table.commit(ended, forgotten)).toBe(true);
      const after = await table.load({ ids: ['one'], accounts: ['budi'] });
      expect([after.find('one'), after.of('budi')]).toEqual([null, []]);
    });

    it('reports when a call is due, and not before', async () => {
      const { clock, table } = await withCall();
      const due: string[] = [];
      table.onDue((callId) => due.push(callId));
      const dueAt = (await table.load({ ids: ['one'] })).find('one')?.dueAt ?? 0;
      clock.advance(dueAt - clock.now() - 1);
      await Promise.resolve();
      expect(due).toEqual([]);
      clock.advance(1);
      await Promise.resolve();
      expect(due).toContain('one');
      table.close();
    });

    it('reports nothing for a call that no longer has a deadline', async () => {
      const { clock, table } = await withCall();
      const due: string[] = [];
      table.onDue((callId) => due.push(callId));
      const { found, calls } = await cancelled(table, 'one');
      const dueAt = found.find('one')?.dueAt ?? 0;
      await table.commit(found, calls);
      clock.advance(dueAt - clock.now());
      await Promise.resolve();
      expect(due).toEqual([]);
      table.close();
    });
  });
}
