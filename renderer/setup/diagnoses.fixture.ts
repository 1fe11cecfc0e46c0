import { expect } from 'vitest';
import { SetupWorld } from '../../testing/setup.ts';

/** A fault that a test puts into the world, and what the check has to make of it. */
export type Case = readonly [
  name: string,
  fault: (world: SetupWorld) => void,
  found: Readonly<Record<string, string>>,
];

export const notChecked = {
  stun: 'note not-checked',
  'turn-udp': 'note not-checked',
  'turn-tcp': 'note not-checked',
  'turn-tls': 'note not-checked',
};

/** What the check makes of a case. */
export async function finds(_: Case[0], fault: Case[1], found: Case[2]): Promise<void> {
  const world = new SetupWorld();
  fault(world);
  expect(await world.run()).toMatchObject(found);
}
