const HEADING = /^# (.+?): (.+)$/;
const ROLE = /^(?:As|For) (?:the |its |anyone )?([\w' ]+?)(?:[,.]|$)/;

function leadOf(document) {
  const lines = document.split('\n');
  return lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  );
}

/** An example as the guide shows it. */
function read({ name, document, variables }) {
  const [heading, ...rest] = leadOf(document);
  const [, group, title] = HEADING.exec(heading);
  const hint = rest.map((line) => line.slice(2)).join(' ');
  const operation = GraphiQL.GraphQL.getOperationAST(GraphiQL.GraphQL.parse(document));
  return {
    name,
    group,
    title,
    hint,
    who: ROLE.exec(hint)?.[1] ?? '',
    kind: operation.operation,
    operationName: operation.name.value,
    query: document,
    variables,
  };
}

const FIRST_TABS = ['DiscoverEvents', 'CreateEvent', 'CreateTicketType', 'PublishEvent', 'PlaceOrder', 'MyTickets', 'CheckIn', 'WatchAvailability', 'Me'];

export const readExamples = (examples) => examples.map(read);

/** The tabs that a new visitor finds open. */
export const firstTabs = (examples) =>
  FIRST_TABS.map((name) => examples.find((it) => it.operationName === name))
    .filter(Boolean)
    .map(({ query, variables }) => ({ query, variables }));

export const grouped = (examples) => Map.groupBy(examples, (it) => it.group);
