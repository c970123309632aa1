/* global XMLHttpRequest */
/** Files of the project, read from the server of the page, while the page waits. */
const place = (path) => {
  const { pathname } = new URL(String(path).replace(/^file:\/\//, ""), "file:///");
  return decodeURIComponent(pathname).replace(/\/$/, "");
};

function get(path) {
  const request = new XMLHttpRequest();
  request.open("GET", `/files/?path=${encodeURIComponent(place(path))}`, false);
  request.send();
  return request.status === 200 ? request.responseText : undefined;
}

export function readFileSync(path) {
  const text = get(path);
  if (text === undefined) throw new Error(`no such file: ${path}`);
  return text;
}

export const existsSync = (path) => get(path) !== undefined;
export const readdirSync = (path) => JSON.parse(readFileSync(path));

export function writeFileSync() {
  throw new Error("a page cannot write files");
}
