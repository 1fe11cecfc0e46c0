import type { Translation } from '../language.ts';
import { account } from './account.ts';
import { call } from './call.ts';
import { common } from './common.ts';
import { connection, sessionEnds } from './connection.ts';
import { deviceProblems, devices } from './devices.ts';
import { failureDetails, failures, trouble } from './failures.ts';
import { home } from './home.ts';
import { ringing } from './ringing.ts';
import { safety } from './safety.ts';

/** The Indonesian catalog: complete by its type. */
export const id: Translation = {
  ...common,
  ...connection,
  ...sessionEnds,
  ...failures,
  ...failureDetails,
  ...account,
  ...devices,
  ...deviceProblems,
  ...home,
  ...ringing,
  ...call,
  ...safety,
  ...trouble,
};
