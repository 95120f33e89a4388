import { grouped } from './examples.js';

const h = React.createElement;
const { useEditorContext } = GraphiQL.React;

/**
 * Opens an example in its own tab, or goes to the tab where it is open already. GraphiQL empties the editor once more
 * if it makes a tab while something it was told before is not drawn yet; so the example stays pending until it is seen.
 */
function useOpen() {
  const editor = useEditorContext({ nonNull: true });
  const [pending, setPending] = React.useState(null);
  const active = editor.tabs[editor.activeTabIndex];
  React.useEffect(() => {
    if (!pending || active.id === pending.from) {
      return;
    }
    if (editor.queryEditor.getValue()) {
      setPending(null);
    } else {
      editor.queryEditor.setValue(pending.example.query);
      editor.variableEditor.setValue(pending.example.variables);
    }
  }, [pending, active]);
  return (example) => {
    const open = editor.tabs.findIndex((tab) => tab.title === example.operationName);
    if (open >= 0) {
      editor.changeTab(open);
    } else {
      setPending({ example, from: active.id });
      editor.addTab();
    }
  };
}

const Step = ({ example, active, open }) =>
  h(
    'li',
    null,
    h(
      'button',
      {
        type: 'button',
        className: active ? 'guide-step active' : 'guide-step',
        'data-example': example.name,
        onClick: () => open(example),
      },
      h('span', { className: `guide-kind ${example.kind}` }, example.kind),
      h('span', { className: 'guide-title' }, example.title),
      h('span', { className: 'guide-hint' }, example.hint),
    ),
  );

function Guide({ examples }) {
  const open = useOpen();
  const editor = useEditorContext({ nonNull: true });
  const title = editor.tabs[editor.activeTabIndex]?.title;
  return h(
    'section',
    { className: 'guide', 'aria-label': 'Guide' },
    h('h2', { className: 'panel-title' }, 'The whole flow'),
    h(
      'p',
      { className: 'panel-lead' },
      'Each step opens in its own tab. Values like ',
      h('code', null, '{{event}}'),
      ' stand for what you saw last and are filled in when you run it.',
    ),
    [...grouped(examples)].map(([group, steps]) =>
      h(
        React.Fragment,
        { key: group },
        h('h3', null, group),
        h(
          'ol',
          null,
          steps.map((it) => h(Step, { key: it.name, example: it, open, active: it.operationName === title })),
        ),
      ),
    ),
  );
}

const GuideIcon = (props) =>
  h(
    'svg',
    { viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', strokeWidth: 1.4, strokeLinecap: 'round', ...props },
    h('path', { d: 'M2.2 3.2h.01M2.2 8h.01M2.2 12.8h.01M5.5 3.2h8.3M5.5 8h8.3M5.5 12.8h8.3' }),
  );

export const guidePlugin = (examples) => ({
  title: 'Guide',
  icon: GuideIcon,
  content: () => h(Guide, { examples }),
});
