/** A value that components can watch. */
export class Store {
  #value;
  #listeners = new Set();

  constructor(value) {
    this.#value = value;
  }

  get = () => this.#value;

  set(value) {
    this.#value = value;
    this.#listeners.forEach((listener) => listener());
  }

  watch = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const useStore = (store) => React.useSyncExternalStore(store.watch, store.get);
