/**
 * A Socket.IO client reduced to its frames, so that in a benchmark the server is what takes the
 * time. Engine.IO protocol 4, Socket.IO protocol 5, WebSocket only, default namespace.
 */
export interface Wire {
  /** Sends one text frame as it is. */
  send(frame: string): void;
  /** Called with each frame that is not a ping; replaces the listener before. */
  listen(listener: (frame: string) => void): void;
  close(): void;
}

/** Connects and authenticates; resolves when the namespace is joined and `until` was received. */
export function openWire(url: string, auth: object, until?: string): Promise<Wire> {
  const socket = new WebSocket(
    `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`,
  );
  let listener: (frame: string) => void = () => {};
  const wire: Wire = {
    send: (frame) => socket.send(frame),
    listen: (next) => {
      listener = next;
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    let joined = false;
    socket.addEventListener('error', () => reject(new Error(`cannot connect to ${url}`)));
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (data === '2') socket.send('3');
      else if (data.startsWith('0')) socket.send(`40${JSON.stringify(auth)}`);
      else if (data.startsWith('44')) reject(new Error(`refused: ${data}`));
      else if (data.startsWith('40') && !joined) {
        joined = true;
        if (until === undefined) resolve(wire);
      } else {
        if (until !== undefined && data.startsWith(`42["${until}"`)) resolve(wire);
        listener(data);
      }
    });
  });
}
