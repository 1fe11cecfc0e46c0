import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { ready } from '../answer-rss.ts';

// The least that relays between two sockets: what any Socket.IO signaling server does, with no
// accounts, no parsing and no limits. Sockets name themselves; a message names its receiver.
const page = await readFile(new URL('call.html', import.meta.url));
const http = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
});
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  cors: { origin: '*' },
});

io.on('connection', (socket) => {
  void socket.join(String(socket.handshake.auth['name'] ?? ''));
  socket.on('relay', (message: { to: string }, acknowledge?: (answer: object) => void) => {
    socket.to(message.to).emit('relay', message);
    acknowledge?.({ ok: true });
  });
});

http.listen(0, '127.0.0.1', () => {
  ready({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
});
process.once('SIGTERM', () => void io.close(() => process.exit(0)));
