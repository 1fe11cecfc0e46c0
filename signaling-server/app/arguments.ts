import { parseArgs } from 'node:util';
import { type AccountId, accountId, parse } from '@tatap/protocol/signaling';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'serve' }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'health' }
  | { readonly kind: 'invite'; readonly days: number }
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
    // parseArgs explains over several sentences; the first says what is wrong.
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
  if (command === 'invite') return invite(values.days);
  if (values.days !== undefined) return { kind: 'wrong', problem: '--days goes with invite.' };
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
    },
  });
}

function invite(written: string | undefined): Command {
  const days = written === undefined ? defaultDays : Number(written);
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return { kind: 'invite', days };
  return {
    kind: 'wrong',
    problem: `--days is "${written}". Accepted: a whole number from 1 to ${mostDays}.`,
  };
}

function resetPassword(written: string | undefined): Command {
  if (written === undefined) {
    return { kind: 'wrong', problem: 'reset-password needs the ID of an account.' };
  }
  const id = parse(accountId, written.toLowerCase());
  if (id.ok) return { kind: 'reset-password', account: id.value };
  return { kind: 'wrong', problem: `"${written}" is not a valid ID.` };
}
