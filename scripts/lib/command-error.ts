/** Something the person at the shell did or can mend; printed as it is. */
export class CommandError extends Error {}
