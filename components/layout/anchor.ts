/** For what a link within the page leads to: it stops below the sticky frame. */
export const ANCHOR = 'scroll-mt-20 lg:scroll-mt-[calc(var(--frame-height)+1rem)]';
