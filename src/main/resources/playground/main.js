import './nonce.js';
import { Comfort } from './comfort.js';
import { firstTabs, readExamples } from './examples.js';
import { guidePlugin } from './guide.js';
import { Header } from './header.js';
import { Live } from './live.js';
import { livePlugin, WatchButton } from './live-panel.js';
import { Session } from './session.js';
import { useStore } from './store.js';
import { createFetcher, lastRun } from './transport.js';

const h = React.createElement;

function LastRun() {
  const run = useStore(lastRun);
  return h(
    'p',
    { className: 'last-run' },
    run
      ? [`HTTP ${run.status}`, `${run.ms} ms`, run.cost !== undefined && `cost ${costOf(run.cost)}`].filter(Boolean).join(' · ')
      : 'Ctrl-Enter runs the operation',
  );
}

const costOf = (cost) => (typeof cost === 'object' ? Object.values(cost).join(' of ') : cost);

function App({ session, live, fetcher, examples }) {
  const [guide, watching] = React.useMemo(() => [guidePlugin(examples), livePlugin(live)], [examples, live]);
  return h(
    React.Fragment,
    null,
    h(Header, { session, live }),
    h(
      'main',
      null,
      h(
        GraphiQL,
        {
          fetcher,
          plugins: [guide, watching],
          visiblePlugin: innerWidth > 900 ? guide : undefined,
          defaultTabs: firstTabs(examples),
          defaultEditorToolsVisibility: 'variables',
          inputValueDeprecation: true,
          shouldPersistHeaders: false,
          toolbar: { additionalContent: h(WatchButton, { live, plugin: watching }) },
        },
        h(GraphiQL.Logo, null, ' '),
        h(GraphiQL.Footer, null, h(LastRun), h(Comfort)),
      ),
    ),
  );
}

async function open() {
  const app = document.getElementById('app');
  try {
    const config = await fetch('/playground/config.json').then((response) => response.json());
    const session = new Session(config);
    await session.resume();
    const live = new Live(session);
    app.classList.remove('boot');
    app.removeAttribute('role');
    app.textContent = '';
    ReactDOM.createRoot(app).render(
      h(App, { session, live, fetcher: createFetcher(session), examples: readExamples(config.examples) }),
    );
  } catch (error) {
    app.textContent = `The playground could not be opened: ${error.message}`;
    throw error;
  }
}

open();
