/** Hosts that are this computer itself (W3C Secure Contexts, section 3.1). */
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether what goes to the server can be read on the way: plain http, beyond this computer. */
export function isReadOnTheWay(serverUrl: string): boolean {
  const url = URL.parse(serverUrl);
  return url?.protocol === 'http:' && !loopback.test(url.hostname);
}
