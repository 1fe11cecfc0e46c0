/**
 * What the page may do: run our own scripts, talk to this server, use camera and microphone. No
 * inline script, no frame, no other site.
 *
 * @param hosts where the page is reached, as `host` or `host:port`
 * @param secure whether people reach the server by https
 */
export function securityHeaders(hosts: readonly string[], secure: boolean): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'media-src': "'self' blob: mediastream:",
    'connect-src': ["'self'", ...hosts.flatMap(socketSources)].join(' '),
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), ' +
      'autoplay=(self), fullscreen=(self), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Not every browser takes `'self'` for the page's own WebSocket. The host is the client's word, so
 * what is no host name stays out of the header.
 */
function socketSources(host: string): string[] {
  return /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(host)
    ? [`ws://${host}`, `wss://${host}`]
    : [];
}
