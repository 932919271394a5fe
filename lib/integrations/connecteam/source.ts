/** How facts and identities of Connecteam are marked. */
export const CONNECTEAM_SOURCE = 'connecteam';
