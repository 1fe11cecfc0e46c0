import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCodec } from '../codec.ts';
import type { Command, FromStandIn } from './commands.ts';
import { optionsVariable, type StandInOptions } from './options.ts';

interface StartOptions {
  readonly profileDir: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly standIn: StandInOptions;
}

/** The stand-in's process, as a test sees it. */
export interface Answers {
  readonly endpoint: string;
  readonly exited: Promise<number | null>;
  ask(command: Command): Promise<unknown>;
  output(): string;
  close(): Promise<void>;
}

const codec = createCodec();
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** @throws {Error} with what the program wrote, where it ends before it is ready */
export async function startProcess({
  profileDir,
  args,
  env,
  standIn,
}: StartOptions): Promise<Answers> {
  const child = spawn(
    nodeProgram(),
    [
      fileURLToPath(new URL('./run.ts', import.meta.url)),
      join(standIn.appDir, 'dist/main/main.js'),
      `--user-data-dir=${profileDir}`,
      ...args,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env, [optionsVariable]: JSON.stringify(standIn) },
    },
  );
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      written = (written + text).slice(-200_000);
    });
  }
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ready = Promise.withResolvers<string>();
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      const gone = new Error(`the program ended with ${code}\n${written}`);
      ready.reject(gone);
      for (const { reject } of waiting.values()) reject(gone);
      resolve(code);
    });
  });
  child.on('message', (message: FromStandIn) => {
    switch (message.kind) {
      case 'ready':
        ready.resolve(message.endpoint);
        break;
      case 'failed':
        ready.reject(new Error(`${message.message}\n${written}`));
        break;
      case 'answer': {
        const waiter = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) waiter?.resolve(codec.decode(message.value));
        else waiter?.reject(new Error(message.message));
        break;
      }
    }
  });

  let nextId = 0;
  const ask = (command: Command): Promise<unknown> => {
    const waiter = Promise.withResolvers<unknown>();
    const id = nextId++;
    waiting.set(id, waiter);
    child.send({ id, command }, (error) => {
      if (error !== null) waiter.reject(error);
    });
    return waiter.promise;
  };
  return {
    endpoint: await ready.promise,
    exited,
    ask,
    output: () => written,
    close: async () => {
      // Already gone is as good.
      await ask({ kind: 'quit' }).catch(() => undefined);
      await exited;
    },
  };
}

/** The project's Node: the one that runs this, unless that one is too old to strip types. */
function nodeProgram(): string {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24 ? process.execPath : join(repository, 'node_modules/node/bin/node');
}
