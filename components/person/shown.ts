/** Awards that are shown at first, and all that are when more are asked for. */
export const FEW_AWARDS = 12;
export const MANY_AWARDS = 500;
