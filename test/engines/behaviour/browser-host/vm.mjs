/* global document */
/** Scripts of this realm, without a time limit; a new realm is a frame's. */
export class Script {
  #text;
  constructor(text) {
    this.#text = text;
  }
  runInThisContext() {
    return (0, eval)(this.#text);
  }
}

export function runInNewContext(text) {
  const frame = document.body.appendChild(document.createElement("iframe"));
  return frame.contentWindow.eval(text);
}

/** The global object of a frame, with the given properties. */
export function createContext(properties) {
  const frame = document.body.appendChild(document.createElement("iframe"));
  return Object.assign(frame.contentWindow, properties);
}

export function runInContext(text, context) {
  return context.eval(text);
}
