import { parseArgs } from 'node:util';
import { type AccountId, accountId, parse } from '@tatap/protocol/signaling';

/** A parsed command line. */
export type Command =
  | { readonly kind: 'serve' }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'health' }
  | { readonly kind: 'invite'; readonly days: number; readonly from: AccountId | null }
  | { readonly kind: 'reset-password'; readonly account: AccountId }
  /** `problem` is a sentence. */
  | { readonly kind: 'wrong'; readonly problem: string };

const defaultDays = 7;
const mostDays = 365;

/** Reads the arguments after the program's name. */
export function parseArguments(args: readonly string[]): Command {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (error) {
    // The error of parseArgs has several sentences; the first says what is wrong.
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return { kind: 'wrong', problem: `${first.replace(/\.$/, '')}.` };
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...rest] = positionals;
  const named = command === 'reset-password' ? rest.shift() : undefined;
  const [surplus] = rest;
  if (surplus !== undefined) return { kind: 'wrong', problem: `"${surplus}" is too much.` };
  if (command === 'invite') return invite(values);
  for (const name of ['days', 'from'] as const) {
    if (values[name] !== undefined) {
      return { kind: 'wrong', problem: `--${name} goes with invite.` };
    }
  }
  switch (command) {
    case undefined:
      return { kind: 'serve' };
    case 'health':
      return { kind: 'health' };
    case 'reset-password':
      return resetPassword(named);
    default:
      return { kind: 'wrong', problem: `"${command}" is no command.` };
  }
}

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
      days: { type: 'string' },
      from: { type: 'string' },
    },
  });
}

function invite(written: {
  readonly days?: string | undefined;
  readonly from?: string | undefined;
}): Command {
  const days = written.days === undefined ? defaultDays : Number(written.days);
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    return {
      kind: 'wrong',
      problem: `--days is "${written.days}". Accepted: a whole number from 1 to ${mostDays}.`,
    };
  }
  if (written.from === undefined) return { kind: 'invite', days, from: null };
  const from = parse(accountId, written.from.toLowerCase());
  if (from.ok) return { kind: 'invite', days, from: from.value };
  return { kind: 'wrong', problem: `"${written.from}" is not a valid ID.` };
}

function resetPassword(written: string | undefined): Command {
  if (written === undefined) {
    return { kind: 'wrong', problem: 'reset-password needs the ID of an account.' };
  }
  const id = parse(accountId, written.toLowerCase());
  if (id.ok) return { kind: 'reset-password', account: id.value };
  return { kind: 'wrong', problem: `"${written}" is not a valid ID.` };
}
