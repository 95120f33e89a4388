import { useStore } from './store.js';

const h = React.createElement;
const { useEditorContext, usePluginContext, ToolbarButton } = GraphiQL.React;

const LiveIcon = (props) =>
  h(
    'svg',
    { viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', strokeWidth: 1.4, strokeLinecap: 'round', ...props },
    h('circle', { cx: 8, cy: 8, r: 1.6, fill: 'currentColor', stroke: 'none' }),
    h('path', { d: 'M4.8 11.2a4.5 4.5 0 0 1 0-6.4M11.2 4.8a4.5 4.5 0 0 1 0 6.4M2.6 13.4a7.6 7.6 0 0 1 0-10.8M13.4 2.6a7.6 7.6 0 0 1 0 10.8' }),
  );

const Message = ({ at, message }) =>
  h(
    'li',
    null,
    h('time', null, at.toLocaleTimeString()),
    h('pre', null, JSON.stringify(message.errors ?? message.data, null, 2)),
  );

const Stream = ({ stream, close }) =>
  h(
    'article',
    { className: `live-stream ${stream.state}`, 'aria-label': stream.title },
    h(
      'header',
      null,
      h('span', { className: 'live-dot', title: stream.state }),
      h('strong', null, stream.title),
      h('span', { className: 'live-count' }, `${stream.count} message${stream.count === 1 ? '' : 's'}`),
      h('button', { type: 'button', onClick: close }, stream.state === 'open' ? 'Stop' : 'Remove'),
    ),
    stream.problem && h('p', { className: 'live-problem' }, stream.problem),
    h(
      'ol',
      { 'aria-live': 'polite' },
      stream.messages.map((it, index) => h(Message, { key: stream.count - index, ...it })),
    ),
  );

function LivePanel({ live }) {
  const streams = useStore(live.streams);
  return h(
    'section',
    { className: 'live', 'aria-label': 'Live' },
    h('h2', { className: 'panel-title' }, 'Live'),
    h(
      'p',
      { className: 'panel-lead' },
      'Subscriptions here go on while you work in other tabs. Open a subscription and press ',
      h(LiveIcon, { className: 'inline-icon', 'aria-label': 'Watch alongside' }),
      ' beside the editor.',
    ),
    streams.map((it) => h(Stream, { key: it.id, stream: it, close: () => live.close(it.id) })),
  );
}

/** Starts the subscription of the open tab in the panel. */
export function WatchButton({ live, plugin }) {
  const editor = useEditorContext({ nonNull: true });
  const plugins = usePluginContext({ nonNull: true });
  const watch = () => {
    plugins.setVisiblePlugin(plugin);
    live.watch(editor.queryEditor.getValue(), editor.variableEditor.getValue());
  };
  return h(
    ToolbarButton,
    { label: 'Watch this subscription alongside', onClick: watch },
    h(LiveIcon, { className: 'graphiql-toolbar-icon', 'aria-hidden': true }),
  );
}

export const livePlugin = (live) => ({
  title: 'Live',
  icon: LiveIcon,
  content: () => h(LivePanel, { live }),
});
