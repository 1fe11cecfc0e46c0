import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How others reached the server, over some requests. */
export interface Waits {
  /** The median, in milliseconds. */
  readonly usualMs: number;
  readonly worstMs: number;
  /** Requests that got no answer or another status than 200. */
  readonly failed: number;
}

const pauseMs = 20;
const patienceMs = 30_000;

/**
 * Somebody who has nothing to do with the attack: another address (Linux answers for all of
 * 127.0.0.0/8) that asks for the server's description again and again.
 */
export class Bystander {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: false });

  constructor(port: number) {
    this.#port = port;
  }

  /** Asks so many times, one after the other. */
  ask(count: number): Promise<Waits> {
    let asked = 0;
    return this.askUntil(() => asked++ >= count);
  }

  async askUntil(isOver: () => boolean): Promise<Waits> {
    const waits: number[] = [];
    let failed = 0;
    while (!isOver()) {
      const startedAt = performance.now();
      if (!(await this.#once())) failed += 1;
      waits.push(performance.now() - startedAt);
      await delay(pauseMs);
    }
    waits.sort((one, other) => one - other);
    return {
      usualMs: waits[Math.floor(waits.length / 2)] ?? 0,
      worstMs: waits.at(-1) ?? 0,
      failed,
    };
  }

  #once(): Promise<boolean> {
    return new Promise((resolve) => {
      const asked = request(
        {
          port: this.#port,
          host: '127.0.0.1',
          localAddress: '127.0.0.2',
          path: '/api/server',
          agent: this.#agent,
          timeout: patienceMs,
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode === 200));
          response.on('error', () => resolve(false));
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(false));
      asked.end();
    });
  }
}
