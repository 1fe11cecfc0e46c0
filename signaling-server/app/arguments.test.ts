import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

test.each([
  [[], { kind: 'serve' }],
  [['--help'], { kind: 'help' }],
  [['-h'], { kind: 'help' }],
  [['invite', '--help'], { kind: 'help' }],
  [['--version'], { kind: 'version' }],
  [['health'], { kind: 'health' }],
  [['invite'], { kind: 'invite', days: 7 }],
  [['invite', '--days', '30'], { kind: 'invite', days: 30 }],
])('%j', (args, command) => {
  expect(parseArguments(args)).toEqual(command);
});

test.each([
  [['serve'], '"serve" is no command.'],
  [['invite', 'sari'], '"sari" is too much.'],
  [['--days', '3'], '--days goes with invite.'],
  [['health', '--days', '3'], '--days goes with invite.'],
  [['invite', '--days', '0'], '--days is "0". Accepted: a whole number from 1 to 365.'],
  [['invite', '--days', 'x'], '--days is "x". Accepted: a whole number from 1 to 365.'],
  [['--port', '80'], "Unknown option '--port'."],
])('%j is wrong', (args, problem) => {
  expect(parseArguments(args)).toEqual({ kind: 'wrong', problem });
});
