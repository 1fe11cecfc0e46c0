import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

test.each([
  [[], { kind: 'serve' }],
  [['--help'], { kind: 'help' }],
  [['-h'], { kind: 'help' }],
  [['invite', '--help'], { kind: 'help' }],
  [['--version'], { kind: 'version' }],
  [['health'], { kind: 'health' }],
  [['invite'], { kind: 'invite', days: 7, from: null }],
  [['invite', '--days', '30'], { kind: 'invite', days: 30, from: null }],
  [['invite', '--from', 'Sari.W'], { kind: 'invite', days: 7, from: 'sari.w' }],
  [['reset-password', 'sari'], { kind: 'reset-password', account: 'sari' }],
  [['reset-password', 'Sari.W'], { kind: 'reset-password', account: 'sari.w' }],
])('%j', (args, command) => {
  expect(parseArguments(args)).toEqual(command);
});

test.each([
  [['serve'], '"serve" is no command.'],
  [['invite', 'sari'], '"sari" is too much.'],
  [['reset-password'], 'reset-password needs the ID of an account.'],
  [['reset-password', 'no id!'], '"no id!" is not a valid ID.'],
  [['reset-password', 'sari', 'budi'], '"budi" is too much.'],
  [['reset-password', 'sari', '--days', '3'], '--days goes with invite.'],
  [['--days', '3'], '--days goes with invite.'],
  [['health', '--days', '3'], '--days goes with invite.'],
  [['reset-password', 'sari', '--from', 'budi'], '--from goes with invite.'],
  [['invite', '--from', 'no id!'], '"no id!" is not a valid ID.'],
  [['invite', '--days', '0'], '--days is "0". Accepted: a whole number from 1 to 365.'],
  [['invite', '--days', 'x'], '--days is "x". Accepted: a whole number from 1 to 365.'],
  [['--port', '80'], "Unknown option '--port'."],
])('%j is wrong', (args, problem) => {
  expect(parseArguments(args)).toEqual({ kind: 'wrong', problem });
});
