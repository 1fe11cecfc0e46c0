import type { AccountId } from '@tatap/protocol/signaling';
import { type Command, parseArguments } from './arguments.ts';
import { loadConfig, type ServerConfig, serverVersion } from './config.ts';
import { StartupError } from './startup-error.ts';
import { systemClock } from './system-clock.ts';

/**
 * Standard output is for results: the address, a code, help. Everything else goes to standard
 * error.
 */
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** A closed output pipe must not end the server. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/**
 * Runs the command line. Returns the exit code, or `null` if the process keeps running: a server
 * runs until a signal ends it.
 */
export async function run(args: readonly string[]): Promise<number | null> {
  try {
    return await obey(args);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    complain(error.message);
    return 1;
  }
}

async function obey(args: readonly string[]): Promise<number | null> {
  const command = parseArguments(args);
  switch (command.kind) {
    case 'help': {
      const { helpText } = await import('./help.ts');
      process.stdout.write(helpText());
      return 0;
    }
    case 'version':
      print(serverVersion);
      return 0;
    case 'wrong':
      complain(`${command.problem} --help shows what there is.`);
      return 2;
    case 'health': {
      const { healthProblem } = await import('./health.ts');
      return withConfig(async (config) => {
        const problem = await healthProblem(config);
        if (problem !== null) complain(problem);
        return problem === null ? 0 : 1;
      });
    }
    case 'serve':
      return withConfig(serve);
    case 'invite':
      return withConfig((config) => makeInvitation(config, command));
    case 'reset-password':
      return withConfig((config) => makeResetCode(config, command.account));
  }
}

type Work = (config: ServerConfig, warnings: readonly string[]) => Promise<number | null>;

async function withConfig(work: Work): Promise<number | null> {
  const loaded = loadConfig(process.env);
  if (loaded.ok) return work(loaded.config, loaded.warnings);
  for (const problem of loaded.problems) complain(problem);
  return 2;
}

async function serve(config: ServerConfig, warnings: readonly string[]): Promise<null> {
  const { createServer } = await import('./create-server.ts');
  const { obeySignals } = await import('./signals.ts');
  outliveReaders();
  const server = await createServer(config, { processMetrics: true });
  obeySignals(server, { onTerminal: process.stdin.isTTY });
  print(`Tatap is ready at ${config.publicUrl ?? server.url}`);
  for (const warning of warnings) server.logger.warn(warning);
  return null;
}

async function makeInvitation(
  config: ServerConfig,
  asked: Extract<Command, { kind: 'invite' }>,
): Promise<number> {
  const { invite } = await import('./database-commands.ts');
  const { code, expiresAt, database, isNew } = await invite(config, asked, systemClock.wall());
  const { from } = asked;
  sayWhere(database, isNew);
  if (code === null) {
    complain(`This database has no account with the ID ${from}.`);
    return 1;
  }
  complain(`This code opens one account until ${wordsOf(expiresAt)}:`);
  print(code);
  const isAsked = config.registration === 'invitation';
  if (from !== null && isAsked) complain(`The new account and ${from} become contacts at once.`);
  if (config.publicUrl !== null) {
    const path = from === null ? '' : `add/${from}`;
    complain(`This link contains the code: ${config.publicUrl}/${path}?invitation=${code}`);
    if (from === null) {
      complain(
        `With the name of the person who invites: ${config.publicUrl}/add/ID?invitation=${code}`,
      );
    }
  }
  if (!isAsked) {
    complain(
      'The server ignores this code: it asks for one with TATAP_REGISTRATION=invitation only.',
    );
  }
  return 0;
}

async function makeResetCode(config: ServerConfig, account: AccountId): Promise<number> {
  const { resetPassword } = await import('./database-commands.ts');
  const { code, expiresAt, database, isNew } = await resetPassword(
    config,
    account,
    systemClock.wall(),
  );
  sayWhere(database, isNew);
  if (code === null) {
    complain(`This database has no account with the ID ${account}.`);
    return 1;
  }
  complain(
    `This code sets a new password for ${account}. It works once, until ${wordsOf(expiresAt)}:`,
  );
  print(code);
  complain(
    'Give it only to the owner of the account, who chooses "Forgot password?" on the sign-in form. ' +
      'The new password signs all devices of the account out.',
  );
  return 0;
}

function sayWhere(database: string, isNew: boolean): void {
  complain(`Database: ${database}`);
  if (!isNew) return;
  complain(
    'It was made just now, so no server uses it yet. If your server has another one, run this ' +
      'command with the same settings; docs/OPERATING.md shows how under systemd.',
  );
}

/**
 * Date and time in the system's language, with the time zone, because the reader may be in another
 * one.
 */
function wordsOf(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'long' }).format(at);
}
