import express, { raw } from 'express';
import { sameSignature, sign } from '../../bot/puppets/official-account/signature.ts';

/** What the bot is measured beside: an Express route that checks WeChat's signature and says `success`. */
const [port = '0', token = ''] = process.argv.slice(2);
express()
  .disable('x-powered-by')
  .post('/wechat', raw({ type: () => true, limit: '128kb' }), ({ query }, response) => {
    const expected = sign(token, String(query.timestamp), String(query.nonce));
    const right = sameSignature(expected, String(query.signature));
    response.status(right ? 200 : 403).send(right ? 'success' : '');
  })
  .get('/healthz', (_request, response) => {
    response.json({ alive: true });
  })
  .listen(Number(port), '127.0.0.1');
