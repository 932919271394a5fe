/** Stands for the values of something that is not there, see `revisionOf`. */
export const NO_REVISION = 'none';
