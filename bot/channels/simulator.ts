import { MinqingError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { SimulatedMessage } from '../http/simulated-citizen.ts';
import type { Accepted, Channel, Incoming } from '../incoming.ts';
import { SimulatorPuppet } from '../puppets/simulator/simulator-puppet.ts';
import { createWechatyChannel } from './wechaty.ts';

const acceptWithinMs = 10_000;

export interface SimulatorChannel extends Channel {
  /** Lets a simulated citizen say something; resolves once the handler has accepted it. */
  inject(citizen: string, message: SimulatedMessage, id: string): Promise<void>;
}

/**
 * The simulator over a real Wechaty puppet. Scans, menus and subscriptions, for which Wechaty has no words,
 * take the side door, as they do for the official account.
 */
export function createSimulatorChannel(name: string, logger: Logger, now: () => Date): SimulatorChannel {
  const puppet = new SimulatorPuppet();
  const channel = createWechatyChannel({ puppet, name, logger, now });
  const waiting = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>();
  let handler: (incoming: Incoming) => Promise<Accepted> = () =>
    Promise.reject(new Error('nobody handles messages yet'));

  async function receive(incoming: Incoming): Promise<Accepted> {
    const key = incoming.channelMessageId;
    try {
      const accepted = await handler(incoming);
      waiting.get(key)?.resolve();
      return accepted;
    } catch (error) {
      waiting.get(key)?.reject(error);
      throw error;
    } finally {
      waiting.delete(key);
    }
  }

  function accepted(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(key);
        reject(new MinqingError('unavailable', '消息没有发出去，请再试一次'));
      }, acceptWithinMs);
      const settle = (end: () => void) => {
        clearTimeout(timer);
        end();
      };
      waiting.set(key, {
        resolve: () => settle(resolve),
        reject: (error) => settle(() => reject(error)),
      });
    });
  }

  function signal(citizen: string, message: SimulatedMessage, key: string): Incoming {
    return {
      channel: name,
      externalId: citizen,
      channelMessageId: key,
      kind: message.kind,
      text: '',
      image: null,
      location: null,
      scene: message.kind === 'scan' ? message.scene : null,
      menuKey: message.kind === 'menu' ? message.key : null,
      receivedAt: now(),
    };
  }

  return {
    ...channel,
    onMessage(next) {
      handler = next;
      channel.onMessage(receive);
    },
    async inject(citizen, message, id) {
      const key = `${citizen}/${id}`;
      if (message.kind === 'scan' || message.kind === 'menu' || message.kind === 'subscribe') {
        await receive(signal(citizen, message, key));
        return;
      }
      const done = accepted(key);
      puppet.inject(citizen, id, message, Math.floor(now().getTime() / 1000));
      return done;
    },
  };
}
