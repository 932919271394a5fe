/** How a toast asks for the toaster, and how that says it is there. */
export const TOASTER_WANTED = 'hub:toaster-wanted';
export const TOASTER_READY = 'hub:toaster-ready';
