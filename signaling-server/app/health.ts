import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ServerConfig } from './config.ts';

/** A server that takes longer than this to answer is not healthy, in milliseconds. */
const patienceMs = 4000;

/** Asks the server that runs on this machine with this configuration whether it can work. */
export function isHealthy(
  config: Pick<ServerConfig, 'host' | 'port' | 'tlsCert'>,
): Promise<boolean> {
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const options = {
    host: everywhere ? 'localhost' : config.host,
    port: config.port,
    path: '/readyz',
    timeout: patienceMs,
    // The certificate is for the public name, and this question does not leave the machine.
    rejectUnauthorized: false,
  };
  const request = config.tlsCert === null ? requestHttp : requestHttps;
  return new Promise((resolve) => {
    const asked = request(options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
