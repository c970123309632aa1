/** The command has said all there is to say, and it is not good: exit code 1. */
export class Unsuccessful extends Error {}
