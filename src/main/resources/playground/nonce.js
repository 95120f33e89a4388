const { nonce } = document.querySelector('link[nonce]');
const createElement = document.createElement.bind(document);

/** Lets the style elements that dialogs and menus add pass the Content-Security-Policy. */
document.createElement = (name, options) => {
  const element = createElement(name, options);
  if (name === 'style') {
    element.nonce = nonce;
  }
  return element;
};
