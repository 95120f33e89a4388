const { useEditorContext } = GraphiQL.React;

/** Wraps long lines and keeps the open tab in sight. */
export function Comfort() {
  const { activeTabIndex, queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  React.useEffect(() => {
    queryEditor?.setOption('lineWrapping', true);
    variableEditor?.setOption('lineWrapping', true);
  }, [queryEditor, variableEditor]);
  React.useEffect(() => {
    const tab = document.querySelector('.graphiql-tab-active');
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [activeTabIndex]);
  return null;
}
