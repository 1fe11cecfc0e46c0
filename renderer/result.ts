import type { AckCode } from '@tatap/protocol/signaling';

/** Why something a person asked for did not happen: the server's codes and what lies before them. */
export type FailureCode =
  | AckCode
  /** The server cannot be reached. */
  | 'unreachable'
  /** The server did not answer in time. */
  | 'timeout'
  /** Something answered that is not a Tatap server, or not one that this version understands. */
  | 'not-a-server'
  /** The server's certificate is invalid. */
  | 'bad-certificate';

export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  readonly retryAfterMs?: number | undefined;
  readonly versions?: readonly number[] | undefined;
}

export type Result<T extends object = Record<never, never>> = ({ readonly ok: true } & T) | Failure;
