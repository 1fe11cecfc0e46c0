import { describe, expect, it } from 'vitest';
import { SetupWorld, turnUdp } from '../../../../../testing/setup.ts';
import type { DoneRow } from '../../../../setup/model.ts';
import { createTranslate } from '../../../i18n/i18n.ts';
import { type SetupCatalog, setupTexts } from '../../../i18n/setup.ts';
import { cureOf, nameOf, textOf } from './step-words.ts';

const t = createTranslate<SetupCatalog>('en', setupTexts.en, { number: String });

async function rowOf(step: DoneRow['step'], fault: (world: SetupWorld) => void): Promise<DoneRow> {
  const world = new SetupWorld();
  fault(world);
  const { rows } = await world.finish(world.start());
  const row = rows.find((one) => one.step === step);
  if (row === undefined) throw new Error(`no ${step}`);
  return row;
}

describe('the words of a step', () => {
  it('say the cause, and what to do', async () => {
    const row = await rowOf('camera', (world) => world.faults.set('camera', 'in-use'));
    expect(textOf(t, row)).toContain('another program is using it');
    expect(cureOf(t, row)).toContain('Close other programs that use the camera');
  });

  it('have nothing to do where all is well', async () => {
    const row = await rowOf('camera', () => {});
    expect(textOf(t, row)).toBe('webcam sends a picture, 1280 × 720.');
    expect(cureOf(t, row)).toBeNull();
  });

  it('fill in what was measured', async () => {
    const clock = await rowOf('server', (world) => {
      if (world.info?.ok) world.info = { ...world.info, serverTime: world.clock.now() + 300_000 };
    });
    expect(textOf(t, clock)).toContain('5 minutes apart');
    const full = await rowOf('turn-udp', ({ relays }) =>
      relays.set(turnUdp, { kind: 'refused', code: 508 }),
    );
    expect(textOf(t, full)).toContain('(error 508)');
    expect(cureOf(t, full)).toContain('Try again later');
  });

  it('speak of no transport where there is no relay', async () => {
    const row = await rowOf('turn-udp', (world) => {
      world.ice = { ok: true, iceServers: [], expiresAt: null };
    });
    expect(nameOf(t, row)).toBe('Relay (TURN)');
    expect(cureOf(t, row)).toContain('Nothing is wrong with your computer.');
  });
});
