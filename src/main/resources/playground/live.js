import { Store } from './store.js';
import { named, stream } from './transport.js';

const KEPT_MESSAGES = 30;

function subscriptionOf(query, variables) {
  const operation = named({ query, variables: JSON.parse(variables || '{}') });
  if (operation.kind !== 'subscription') {
    throw new Error('Open a tab with a subscription to watch it here.');
  }
  return operation;
}

/** Subscriptions that go on while other tabs are used. */
export class Live {
  streams = new Store([]);
  #session;
  #next = 1;

  constructor(session) {
    this.#session = session;
  }

  /** Opens a stream and follows it until it ends or is stopped. */
  async watch(query, variables) {
    const id = this.#next++;
    this.streams.set([
      { id, title: 'Subscription', state: 'open', count: 0, messages: [], stop() {} },
      ...this.streams.get(),
    ]);
    try {
      await this.#follow(id, subscriptionOf(query, variables));
      this.#change(id, () => ({ state: 'ended' }));
    } catch (error) {
      this.#change(id, () => ({ state: 'failed', problem: error.message }));
    }
  }

  close(id) {
    this.streams.get().find((it) => it.id === id)?.stop();
    this.streams.set(this.streams.get().filter((it) => it.id !== id));
  }

  async #follow(id, operation) {
    const messages = stream(this.#session, operation);
    this.#change(id, () => ({ title: operation.operationName ?? 'Subscription', stop: () => messages.return() }));
    for await (const message of messages) {
      this.#change(id, (it) => ({
        count: it.count + 1,
        messages: [{ at: new Date(), message }, ...it.messages].slice(0, KEPT_MESSAGES),
      }));
    }
  }

  #change(id, change) {
    this.streams.set(this.streams.get().map((it) => (it.id === id ? { ...it, ...change(it) } : it)));
  }
}
