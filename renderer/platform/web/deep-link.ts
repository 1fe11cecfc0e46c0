import { accountId, parse } from '@tatap/protocol/signaling';
import type { ShellRequest } from '../../host.ts';

/** Reads `/add/ID` and `/call/ID`; `null` for every other path. */
export function requestInPath(pathname: string): ShellRequest | null {
  const match = /^\/(add|call)\/([^/]+)\/?$/.exec(pathname);
  if (match === null) return null;
  const [, action, text = ''] = match;
  const id = parse(accountId, decode(text).toLowerCase());
  if (!id.ok) return null;
  // A link may ask for a call, and a person makes it: dialling fills in the ID.
  return { kind: action === 'add' ? 'add' : 'dial', id: id.value };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
