import { request } from 'node:http';
import { type EndpointBody, type EndpointName, endpoints } from '@tatap/protocol/signaling';

/** Asks an endpoint from an address of this machine; answers the status and the body as text. */
export function askFrom<N extends EndpointName>(
  localAddress: string,
  port: number,
  endpoint: N,
  body: EndpointBody<N>,
): Promise<{ readonly status: number; readonly text: string }> {
  const { method, path } = endpoints[endpoint];
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(
      { port, host: '127.0.0.1', localAddress, method, path, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}
