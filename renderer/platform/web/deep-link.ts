import { personInPath } from '@tatap/protocol/text';
import type { ShellRequest } from '../../host.ts';

/**
 * Reads `?invitation=CODE`, which any link to the web client may carry, so that one link lets a person in
 * and names who asked them. `null` where there is none.
 */
export function invitationIn(search: string): ShellRequest | null {
  const code = new URLSearchParams(search).get('invitation')?.replace(/[\s\p{C}]/gu, '') ?? '';
  return code === '' || code.length > 64 ? null : { kind: 'join', invitation: code };
}

/** Reads `/add/ID` and `/call/ID`; `null` for every other path. */
export function requestInPath(pathname: string): ShellRequest | null {
  const person = personInPath(pathname);
  if (person === null) return null;
  // A link may ask for a call, and a person makes it: dialling fills in the ID.
  return { kind: person.action === 'add' ? 'add' : 'dial', id: person.id };
}
