import { connect } from 'node:net';

/** Whether a Redis answers at this address within a second. */
export function answersPing(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port || 6379), hostname, () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', () => {
      done(true);
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => done(false));
  });
}
