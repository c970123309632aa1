/** A command line that cannot be followed: exit code 2, and a hint at `--help`. */
export class UsageError extends Error {}
