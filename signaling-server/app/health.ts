import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ServerConfig } from './config.ts';

/** The timeout of the health check, in milliseconds. */
const patienceMs = 4000;

/**
 * Checks whether the server that runs on this machine with this configuration is ready.
 *
 * @returns `null` if it is ready, else the problem as a sentence
 */
export function healthProblem(
  config: Pick<ServerConfig, 'host' | 'port' | 'tlsCert'>,
): Promise<string | null> {
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = everywhere ? 'localhost' : config.host;
  const options = {
    host,
    port: config.port,
    path: '/readyz',
    timeout: patienceMs,
    // The certificate is for the public name, and this request does not leave the machine.
    rejectUnauthorized: false,
  };
  const secure = config.tlsCert !== null;
  const named = host.includes(':') ? `[${host}]` : host;
  const url = `${secure ? 'https' : 'http'}://${named}:${config.port}/readyz`;
  const request = secure ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const asked = request(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        if (body.length < 200) body += text;
      });
      response.on('close', () => {
        const { statusCode } = response;
        resolve(statusCode === 200 ? null : `${url} answers ${statusCode}: ${body.slice(0, 200)}`);
      });
    });
    asked.on('timeout', () => {
      asked.destroy(new Error(`no answer within ${patienceMs / 1000} seconds`));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      const refused = error.code === 'ECONNREFUSED' ? 'nothing listens there' : error.message;
      resolve(
        `${url} cannot be reached: ${refused}. The settings must be those of the running server.`,
      );
    });
    asked.end();
  });
}
