import { equal } from 'node:assert/strict';
import type { Json } from './device.ts';
import type { People } from './people.ts';

/** Something that docs/PROTOCOL.md says of every server. */
export interface Check {
  readonly name: string;
  run(people: People): Promise<void>;
}

/** The request was refused with this code. */
export function refused(answer: Json, code: string): void {
  equal(answer['code'], code, JSON.stringify(answer));
}

/** The request was acknowledged with `ok: true`. */
export function granted(answer: Json): void {
  equal(answer['ok'], true, JSON.stringify(answer));
}
