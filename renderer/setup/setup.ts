import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import { Scope } from '../scope.ts';
import { checkCamera, checkMicrophone, checkSpeaker } from './check-devices.ts';
import { checkRelay, checkStun, sortAddresses } from './check-ice.ts';
import { checkLoopback } from './check-loopback.ts';
import { checkServer, checkSession } from './check-server.ts';
import {
  type DoneRow,
  type Finding,
  type Findings,
  relaySteps,
  type SetupModel,
  type SetupSnapshot,
  type StepId,
  type StepRow,
  stepIds,
} from './model.ts';
import type { SetupPorts } from './ports.ts';
import { assess, verdictOf } from './verdicts.ts';

/** Checks whether calls can work on this machine, and says why where they cannot. */
export function createSetup(ports: SetupPorts): SetupModel {
  return {
    start() {
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

/** The server, the session, and what the server says of STUN and TURN. */
async function checkNetwork(ports: SetupPorts, scope: Scope, board: Board): Promise<void> {
  const session = checkSession(ports, scope);
  await Promise.all([
    board.run('server', checkServer(ports, scope)),
    board.run('session', foundBy(session)),
  ]);
  const { ice } = await session;
  if (ice === null) {
    for (const step of ['stun', ...relaySteps] as const)
      board.finish(step, { kind: 'not-checked' });
    return;
  }
  const tools = { probe: ports.ice, clock: ports.clock, log: ports.log, scope };
  const addresses = sortAddresses(ice);
  await Promise.all([
    board.run('stun', checkStun(addresses.stun, tools)),
    ...relaySteps.map((step) =>
      board.run(step, checkRelay(step, addresses[step], ice.expiresAt, tools)),
    ),
  ]);
}

/** The devices, and then a call with what they deliver. */
async function checkMedia(ports: SetupPorts, scope: Scope, board: Board): Promise<void> {
  const camera = checkCamera(ports, scope);
  const microphone = checkMicrophone(ports, scope);
  await Promise.all([
    board.run('camera', foundBy(camera)),
    board.run('microphone', foundBy(microphone)),
    board.run('speaker', checkSpeaker(ports, scope)),
  ]);
  const own = { camera: (await camera).track, microphone: (await microphone).track };
  await board.run('loopback', checkLoopback(ports, scope, own));
}

/** The finding of a step that leaves something for others beside it. */
async function foundBy<F extends Finding>(check: Promise<{ readonly finding: F }>): Promise<F> {
  return (await check).finding;
}

/** Where the steps write down what they find, and what is shown of it. */
class Board {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #snapshot;
  /** When each step began, and how long it took. */
  readonly #began = new Map<StepId, number>();
  readonly #took = new Map<StepId, number>();
  #findings: Findings = {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#snapshot = signal<SetupSnapshot>({ state: 'running', rows: this.#rows() });
  }

  get snapshot(): ReadonlySignal<SetupSnapshot> {
    return this.#snapshot;
  }

  /** Shows a step as running until its check, which has just begun, has found something. */
  async run<S extends StepId>(step: S, check: Promise<Finding<S>>): Promise<void> {
    this.#began.set(step, this.#clock.now());
    this.#show();
    this.finish(step, await check);
  }

  /** Writes down what a step found; without `run` it took no time. */
  finish<S extends StepId>(step: S, finding: Finding<S>): void {
    const now = this.#clock.now();
    this.#took.set(step, now - (this.#began.get(step) ?? now));
    this.#findings = { ...this.#findings, [step]: finding };
    this.#show();
  }

  /** All steps have finished. */
  close(): void {
    const rows = this.#rows().filter((row): row is DoneRow => row.state === 'done');
    const startedAt = this.#startedAt;
    this.#snapshot.value = {
      state: 'done',
      rows,
      startedAt,
      tookMs: this.#clock.now() - startedAt,
    };
  }

  #show(): void {
    this.#snapshot.value = { state: 'running', rows: this.#rows() };
  }

  #rows(): StepRow[] {
    const findings = assess(this.#findings);
    const hasRelays = findings['turn-udp']?.kind !== 'no-relay';
    // Where there is no relay, one row says it for all transports.
    const isShown = (step: StepId) => hasRelays || (step !== 'turn-tcp' && step !== 'turn-tls');
    return stepIds.filter(isShown).map((step) => {
      const finding = findings[step];
      if (finding === undefined) {
        return { step, state: this.#began.has(step) ? 'running' : 'waiting' };
      }
      const verdict = verdictOf(step, finding, findings);
      return { step, state: 'done', finding, verdict, tookMs: this.#took.get(step) ?? 0 };
    });
  }
}
