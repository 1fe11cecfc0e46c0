import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import type { Directory, Registration } from '../domain/registrar-types.ts';

const device = { account: 'ana', device: 'a1' };
const other = { account: 'ana', device: 'a2' };

const live = (connection: string, since = 0): Registration => ({
  state: 'live',
  connection,
  process: 'one',
  since,
});

const lost = (dueAt: number): Registration => ({
  state: 'lost',
  connection: 'first',
  reachability: 'still-shown',
  dueAt,
});

/** Tests that every directory of devices must pass. */
export function testDirectory(name: string, directoryOf: (clock: VirtualClock) => Directory): void {
  describe(`${name}, a directory of devices`, () => {
    it('stores the registration of each device of an account', async () => {
      const directory = directoryOf(new VirtualClock());
      const first = await directory.update(device, () => live('first'));
      expect(first).toEqual({ before: null, after: live('first') });
      await directory.update(other, () => live('second'));
      expect(await directory.find(device)).toEqual(live('first'));
      expect((await directory.of('ana')).map((one) => one.device.device)).toEqual(['a1', 'a2']);
      expect(await directory.of('budi')).toEqual([]);
    });

    it('removes a device that is gone', async () => {
      const directory = directoryOf(new VirtualClock());
      await directory.update(device, () => live('first'));
      const gone = await directory.update(device, () => null);
      expect(gone).toEqual({ before: live('first'), after: null });
      expect([await directory.find(device), await directory.of('ana')]).toEqual([null, []]);
    });

    it('applies concurrent changes one after another', async () => {
      const directory = directoryOf(new VirtualClock());
      await directory.update(device, () => live('first'));
      const later = (before: Registration | null): Registration | null =>
        before?.state === 'live' ? { ...before, since: before.since + 1 } : before;
      await Promise.all(Array.from({ length: 20 }, () => directory.update(device, later)));
      expect(await directory.find(device)).toEqual(live('first', 20));
    });

    it('reports when a lost device is due, and not before', async () => {
      const clock = new VirtualClock();
      const directory = directoryOf(clock);
      const due: string[] = [];
      directory.onDue((one) => due.push(one.device));
      await directory.update(device, (_, now) => lost(now + 3_000));
      clock.advance(2_999);
      expect(due).toEqual([]);
      clock.advance(1);
      expect(due).toContain('a1');
    });

    it('reports nothing for a device that has come back', async () => {
      const clock = new VirtualClock();
      const directory = directoryOf(clock);
      const due: string[] = [];
      directory.onDue((one) => due.push(one.device));
      await directory.update(device, (_, now) => lost(now + 3_000));
      await directory.update(device, () => live('second'));
      clock.advance(10_000);
      expect(due).toEqual([]);
    });
  });
}
