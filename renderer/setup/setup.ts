import { Scope } from '../scope.ts';
import { Board } from './board.ts';
import { checkCamera, checkMicrophone, checkSpeaker } from './check-devices.ts';
import { checkRelay, checkStun, sortAddresses } from './check-ice.ts';
import { checkLoopback } from './check-loopback.ts';
import { checkServer, checkSession, type SessionCheck } from './check-server.ts';
import { withDeadline } from './deadline.ts';
import { relaySteps, type StepFindings, type StepId } from './findings.ts';
import type { SetupCheck, SetupModel } from './model.ts';
import type { SetupPorts } from './ports.ts';

/** Server and session side by side; with the relays after them, this stays under 10 s. */
const serverMs = 4_000;

/** Checks whether calls can work on this machine, and says why where they cannot. */
export function createSetup(ports: SetupPorts): SetupModel {
  return {
    start(): SetupCheck {
      const scope = new Scope();
      const board = new Board(ports.clock);
      void checkAll(ports, scope, board);
      return { snapshot: board.snapshot, close: () => scope.end() };
    },
  };
}

/** Once the scope has ended, nothing of this goes on: see `withDeadline`. */
async function checkAll(ports: SetupPorts, scope: Scope, board: Board): Promise<void> {
  await Promise.all([checkNetwork(ports, scope, board), checkMedia(ports, scope, board)]);
  board.close();
  scope.end();
}

/** The server, the session, and what it says of STUN and TURN. */
async function checkNetwork(ports: SetupPorts, scope: Scope, board: Board): Promise<void> {
  const { server, ice: probe, clock, log } = ports;
  const limits = { clock, log, scope, ms: serverMs };
  const [, session] = await Promise.all([
    run(board, 'server', () =>
      withDeadline(
        limits,
        () => checkServer(server, clock),
        () => ({ kind: 'no-answer' }),
      ),
    ),
    runWith(board, 'session', () =>
      withDeadline<SessionCheck>(
        limits,
        (waiting) => checkSession(server, clock, waiting),
        () => ({ finding: { kind: 'no-connection' }, ice: null }),
      ),
    ),
  ]);
  if (session.ice === null) {
    for (const step of ['stun', ...relaySteps] as const)
      board.finish(step, { kind: 'not-checked' });
    return;
  }
  const tools = { probe, clock, log, scope };
  const { expiresAt } = session.ice;
  const addresses = sortAddresses(session.ice);
  await Promise.all([
    run(board, 'stun', () => checkStun(addresses.stun, tools)),
    ...relaySteps.map((step) =>
      run(board, step, () => checkRelay(step, addresses[step], expiresAt, tools)),
    ),
  ]);
}

/** The devices, and then a call with what they deliver. */
async function checkMedia(ports: SetupPorts, scope: Scope, board: Board): Promise<void> {
  const [camera, microphone] = await Promise.all([
    runWith(board, 'camera', () => checkCamera(ports, scope)),
    runWith(board, 'microphone', () => checkMicrophone(ports, scope)),
    run(board, 'speaker', () => checkSpeaker(ports, scope)),
  ]);
  await run(board, 'loopback', () =>
    checkLoopback(ports, scope, { camera: camera.track, microphone: microphone.track }),
  );
}

async function run<S extends StepId>(
  board: Board,
  step: S,
  work: () => Promise<StepFindings[S]>,
): Promise<void> {
  await runWith(board, step, async () => ({ finding: await work() }));
}

/** For a step that leaves something for others beside what it found. */
async function runWith<S extends StepId, R extends { readonly finding: StepFindings[S] }>(
  board: Board,
  step: S,
  work: () => Promise<R>,
): Promise<R> {
  board.begin(step);
  const result = await work();
  board.finish(step, result.finding);
  return result;
}
