import { describe, expect, it } from 'vitest';
import { SetupWorld, turnUdp } from '../../../../../testing/setup.ts';
import type { DoneRow } from '../../../../setup/model.ts';
import { en } from '../../../i18n/en/index.ts';
import { createTranslate } from '../../../i18n/i18n.ts';
import type { English } from '../../../i18n/language.ts';
import { setupTexts } from '../../../i18n/setup.ts';
import { cureOf, nameOf, textOf } from './step-words.ts';

const t = createTranslate<English & typeof setupTexts.en>(
  'en',
  { ...en, ...setupTexts.en },
  { number: String },
);

async function rowOf(step: DoneRow['step'], fault: (world: SetupWorld) => void): Promise<DoneRow> {
  const world = new SetupWorld();
  fault(world);
  const { rows } = await world.finish(world.start());
  const row = rows.find((one) => one.step === step);
  if (row === undefined) throw new Error(`no ${step}`);
  return row;
}

describe('the words of a step', () => {
  it('are filled with what was measured, for each step of a machine that works', async () => {
    const world = new SetupWorld();
    const { rows } = await world.finish(world.start());
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(textOf(t, row)).not.toMatch(/[{}]|NaN/);
  });

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
