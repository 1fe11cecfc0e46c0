import { personInPath } from '@tatap/protocol/text';
import type { ShellRequest } from '../../host.ts';

/** Reads `/add/ID` and `/call/ID`; `null` for every other path. */
export function requestInPath(pathname: string): ShellRequest | null {
  const person = personInPath(pathname);
  if (person === null) return null;
  // A link may ask for a call, and a person makes it: dialling fills in the ID.
  return { kind: person.action === 'add' ? 'add' : 'dial', id: person.id };
}
