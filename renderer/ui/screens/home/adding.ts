import type { AccountId, Contact } from '@tatap/protocol/signaling';
import { personIn } from '@tatap/protocol/text';

/** What is wrong with an ID somebody is to be added by, before the server is asked. */
export type AddProblem =
  | { readonly kind: 'invalid' | 'own' }
  | { readonly kind: 'already' | 'waiting'; readonly contact: Contact };

export type AddCheck =
  | { readonly ok: true; readonly id: AccountId }
  | { readonly ok: false; readonly problem: AddProblem };

/** Reads what was typed or pasted as the ID of somebody to be added. */
export function checkAdd(
  typed: string,
  self: AccountId,
  find: (id: AccountId) => Contact | undefined,
): AddCheck {
  const id = personIn(typed)?.id ?? null;
  if (id === null) return { ok: false, problem: { kind: 'invalid' } };
  if (id === self) return { ok: false, problem: { kind: 'own' } };
  const contact = find(id);
  if (contact?.relation === 'accepted') return { ok: false, problem: { kind: 'already', contact } };
  if (contact?.relation === 'outgoing') return { ok: false, problem: { kind: 'waiting', contact } };
  return { ok: true, id };
}
