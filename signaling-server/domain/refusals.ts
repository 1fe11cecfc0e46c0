import type { AckCode, Refusal } from '@tatap/protocol/signaling';

/** A positive acknowledgement. */
export function ok(): { readonly ok: true };
export function ok<const T extends object>(result: T): { readonly ok: true } & T;
export function ok(result?: object): { readonly ok: true } {
  return result === undefined ? granted : { ok: true, ...result };
}

const granted = { ok: true } as const;

/** A negative acknowledgement. `detail` is for developers. */
export function refuse(code: AckCode, detail?: string): Refusal {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail };
}
