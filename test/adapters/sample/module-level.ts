"use cpm";
/** A loop that is in no function: the directive of the module opts it in. */

export let squares = 0n;
for (let i = 0n; i < 3000n; i++) squares += i * i;
