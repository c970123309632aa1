/** CommonJS, opted in by a directive: without the hooks it runs as it is written. */
function fibonacci(n) {
  "use cpm";
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}

module.exports = { fibonacci };
