import { fill, learn } from './placeholders.js';
import { Store } from './store.js';

const { getOperationAST, parse } = GraphiQL.GraphQL;
const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';
const SOCKET = `${location.protocol.replace('http', 'ws')}//${location.host}/graphql`;

/** What the last run told besides its answer. */
export const lastRun = new Store(null);

/** The editor names the operation a moment late; a document with one operation needs no name. */
export function named(params) {
  const document = parse(params.query);
  const operation = getOperationAST(document, params.operationName) ?? getOperationAST(document);
  return { ...params, operationName: operation?.name?.value, kind: operation?.operation };
}

const isUnauthenticated = (cause) =>
  cause?.code === 4401 ||
  (Array.isArray(cause) && cause.some((error) => error.extensions?.code === 'UNAUTHENTICATED'));

async function authorization(session) {
  const token = await session.token();
  return token ? { Authorization: `Bearer ${token}` } : {};
}

const payload = ({ query, operationName, variables }) => ({ query, operationName, variables: fill(variables) });

async function post(session, params, headers) {
  const send = async () =>
    fetch('/graphql', {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'Content-Type': 'application/json',
        Accept: ACCEPT,
        ...(await authorization(session)),
        ...headers,
      },
      body: JSON.stringify(payload(params)),
    });
  const begin = performance.now();
  let response = await send();
  if (response.status === 401 && (await session.refresh())) {
    response = await send();
  }
  const answer = await bodyOf(response);
  if (params.operationName !== 'IntrospectionQuery') {
    learn(answer.data);
    lastRun.set({
      status: response.status,
      ms: Math.round(performance.now() - begin),
      cost: answer.extensions?.cost,
    });
  }
  return answer;
}

async function bodyOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `HTTP ${response.status}: ${text || response.statusText}` }] };
  }
}

async function* once(session, params, headers, signal) {
  const client = graphqlWs.createClient({
    url: SOCKET,
    connectionParams: async () => ({ ...(await authorization(session)), ...headers }),
    retryAttempts: 10,
    shouldRetry: () => !signal.aborted,
  });
  signal.addEventListener('abort', () => client.dispose());
  try {
    yield* client.iterate(payload(params));
  } finally {
    client.dispose();
  }
}

async function* follow(session, params, headers, signal) {
  while (!signal.aborted) {
    try {
      yield* once(session, params, headers, signal);
      return;
    } catch (cause) {
      if (signal.aborted) {
        return;
      }
      if (!isUnauthenticated(cause) || !(await session.refresh())) {
        throw asError(cause);
      }
    }
  }
}

/** A generator waits for its next message before it ends; this one ends at once. */
function stoppable(generate) {
  const stop = new AbortController();
  const messages = generate(stop.signal);
  return {
    next: () => messages.next(),
    return(value) {
      stop.abort();
      return Promise.resolve({ done: true, value });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The messages of a subscription over WebSocket; goes on with a new token when the old one ends. */
export const stream = (session, params, headers) =>
  stoppable((signal) => follow(session, params, headers, signal));

function asError(cause) {
  if (cause instanceof Error) {
    return cause;
  }
  if (Array.isArray(cause)) {
    return new Error(cause.map((error) => error.message).join('; '), { cause });
  }
  return new Error(`The connection was closed: ${cause?.code ?? ''} ${cause?.reason ?? ''}`.trim());
}

/** Shown as the server said it, without the page's own stack. */
const plain = (error) => ({ errors: Array.isArray(error.cause) ? error.cause : [{ message: error.message }] });

async function* followPlainly(session, params, headers, signal) {
  try {
    yield* follow(session, params, headers, signal);
  } catch (error) {
    yield plain(error);
  }
}

function run(session, params, headers) {
  const operation = named(params);
  return operation.kind === 'subscription'
    ? stoppable((signal) => followPlainly(session, operation, headers, signal))
    : post(session, operation, headers).catch(plain);
}

export const createFetcher =
  (session) =>
  (params, { headers } = {}) => {
    try {
      return run(session, params, headers);
    } catch (error) {
      return Promise.resolve(plain(error));
    }
  };
