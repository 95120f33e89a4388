import { useStore } from './store.js';

const h = React.createElement;

const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();

const Person = ({ person, session }) =>
  h(
    'div',
    { className: 'person' },
    h('span', { className: 'person-mark', 'aria-hidden': true }, initials(person.name)),
    h(
      'span',
      { className: 'person-about', title: person.email },
      h('strong', { 'data-testid': 'person' }, person.name),
      h('small', null, person.email),
    ),
    h('span', { className: `role ${person.role}` }, person.role),
    h('button', { type: 'button', className: 'plain', onClick: () => session.signOut() }, 'Sign out'),
  );

/** Brand, and who is signed in. */
export function Header({ session, live }) {
  const person = useStore(session.person);
  const problem = useStore(session.problem);
  const open = useStore(live.streams).filter((it) => it.state === 'open').length;
  return h(
    'header',
    { className: 'top' },
    h('img', { src: '/playground/icon.svg', alt: '', width: 28, height: 28 }),
    h('h1', null, 'Marquee', h('span', null, ' playground')),
    open > 0 && h('span', { className: 'on-air' }, h('span', { className: 'live-dot' }), `${open} live`),
    h('span', { className: 'space' }),
    problem && h('span', { className: 'problem', role: 'alert' }, problem),
    person
      ? h(Person, { person, session })
      : h('button', { type: 'button', className: 'sign-in', onClick: () => session.signIn() }, 'Sign in'),
  );
}
