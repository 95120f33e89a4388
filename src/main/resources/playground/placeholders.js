const KEPT = 'marquee:seen';
const PLACEHOLDER = /^\{\{(.+)\}\}$/;
const FROM_NOW = /^in (\d+) (minute|hour|day)s?$/;
const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const TYPE_ID = /^([a-z]+)_[0-9a-z]{26}$/;
const KINDS = { evt: 'event', tty: 'ticket type', ord: 'order', tic: 'ticket', chk: 'check-in' };

const seen = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');

function valueOf(name) {
  if (name === 'uuid') {
    return crypto.randomUUID();
  }
  const fromNow = FROM_NOW.exec(name);
  if (fromNow) {
    return new Date(Date.now() + fromNow[1] * MS[fromNow[2]]).toISOString();
  }
  if (!(name in seen)) {
    throw new Error(`{{${name}}} is not known yet: run an example before this one that shows it, or write a value.`);
  }
  return seen[name];
}

/** The variables with every `{{placeholder}}` replaced by what it stands for. */
export function fill(value) {
  if (typeof value === 'string') {
    const name = PLACEHOLDER.exec(value)?.[1];
    return name ? valueOf(name) : value;
  }
  if (Array.isArray(value)) {
    return value.map(fill);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  }
  return value;
}

function* factsIn(value) {
  if (!value || typeof value !== 'object') {
    return;
  }
  const kind = KINDS[TYPE_ID.exec(value.id)?.[1]];
  if (kind) {
    yield [kind, value.id];
    yield* ['slug', 'code'].filter((key) => value[key]).map((key) => [`${kind} ${key}`, value[key]]);
  }
  for (const inner of Object.values(value)) {
    yield* factsIn(inner);
  }
}

/** Remembers the first thing of each kind that an answer shows. */
export function learn(data) {
  const facts = [...factsIn(data)].reverse();
  Object.assign(seen, Object.fromEntries(facts));
  sessionStorage.setItem(KEPT, JSON.stringify(seen));
}
