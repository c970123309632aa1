export function squares(n: bigint): bigint {
  let sum = 0n;
  for (let i = 0n; i < n; i++) sum += i * i;
  return sum;
}

export function logistic(n: bigint): bigint {
  "use cpm";
  let x = 2n;
  for (let i = 0n; i < n; i++) x = x * x + 1n;
  return x;
}

export function weekdays(): number {
  let sum = 0;
  for (let day = 1; day <= 7; day++) sum += day;
  return sum;
}
