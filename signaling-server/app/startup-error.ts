import { StorageError } from '../storage/errors.ts';
import { settings } from './settings.ts';

/**
 * The reason why the server cannot start. `message` is a text for the operator, with a solution.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
  readonly code: 'address' | 'data' | 'certificate' | 'web-client';

  constructor(code: StartupError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }

  /** For an error of `listen`. */
  static address(cause: unknown, host: string, port: number): StartupError {
    return new StartupError('address', addressSentence(cause, host, port), cause);
  }

  /** For an error of opening the database. */
  static data(cause: unknown, folder: string): StartupError {
    return new StartupError('data', dataSentence(cause, folder), cause);
  }

  /** For a folder of the web client that cannot be served. */
  static webClient(folder: string, cause: unknown): StartupError {
    return new StartupError(
      'web-client',
      `The web client in ${folder} cannot be served: ${wordsOf(cause)}. ` +
        `${settings.webClient.variable} must name the folder of a built web client, or none.`,
      cause,
    );
  }

  /** For a certificate or key that cannot be read or that do not match. */
  static certificate(cause: unknown, cert: string, key: string): StartupError {
    return new StartupError(
      'certificate',
      `The certificate ${cert} and its key ${key} cannot be used: ${wordsOf(cause)}. ` +
        `${settings.tlsCert.variable} and ${settings.tlsKey.variable} must name PEM files that ` +
        'belong together and that the server may read.',
      cause,
    );
  }
}

function addressSentence(cause: unknown, host: string, port: number): string {
  const { host: hostSetting, port: portSetting } = settings;
  switch (systemCode(cause)) {
    case 'EADDRINUSE':
      return (
        `Port ${port} on ${host} is in use, perhaps by another Tatap server. ` +
        `Stop that program, or choose another port: ${portSetting.variable}=${port + 1}.`
      );
    case 'EACCES':
      return (
        `Port ${port} is kept for the system's own programs. ` +
        `Choose one from 1024 on: ${portSetting.variable}=8787.`
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return (
        `This machine has no address ${host}. Set ${hostSetting.variable} to one that it has, ` +
        'or to 0.0.0.0 for all of them.'
      );
    default:
      return `Cannot listen on ${host} port ${port}: ${wordsOf(cause)}.`;
  }
}

function dataSentence(cause: unknown, folder: string): string {
  const { variable } = settings.dataDir;
  const code = cause instanceof StorageError ? cause.code : 'failed';
  switch (code) {
    case 'newer-database':
      return (
        `The database in ${folder} was written by a newer version of the server. ` +
        `Install that version again, or start with another folder: ${variable}.`
      );
    case 'damaged':
      return (
        `The database in ${folder} is damaged or is no database. Bring it back from a backup, ` +
        `or move it away to start anew, or name another folder: ${variable}.`
      );
    case 'disk-full':
      return `The disk that holds ${folder} is full. Make room, or name another folder: ${variable}.`;
    case 'not-writable':
      return (
        `The server may not write to ${folder}. Give its user that right, ` +
        `or name another folder: ${variable}.`
      );
    case 'busy':
      return (
        `Another program holds the database in ${folder}. ` +
        `End it, or name another folder: ${variable}.`
      );
    case 'in-use':
      return (
        `Another Tatap server uses the data in ${folder}. ` +
        `Stop it, or name another folder: ${variable}.`
      );
    case 'unexpected-row':
    case 'failed':
    case 'thread-lost':
    case 'overloaded':
    case 'closed':
      return (
        `The database in ${folder} cannot be opened: ${wordsOf(cause)}. ` +
        `Another folder can be named by ${variable}.`
      );
  }
}

function systemCode(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null;
  return typeof cause.code === 'string' ? cause.code : null;
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
