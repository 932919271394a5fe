type Group = string | Record<string, (string | ((value: string) => boolean))[]>;

const any = () => true;
const isLength = (value: string) => /^\[[\d.]/.test(value);
const isWidth = (value: string) => /^\d+$/.test(value) || isLength(value);
/** Groups of one name with any value, e.g. `px-4`. */
const named = (names: string): Record<string, Group[]> =>
  Object.fromEntries(names.split(' ').map((name) => [name, [{ [name]: [any] }]]));
/** The same where the name alone is a class too, e.g. `rounded`. */
const bare = (names: string): Record<string, Group[]> =>
  Object.fromEntries(names.split(' ').map((name) => [name, [{ [name]: ['', any] }]]));

/**
 * Which classes say the same thing, as far as one overrules another here. The library's own list names all that Tailwind
 * has and is three times as large as the rest of it; `class-names.test.ts` holds this one to it.
 */
export const CLASS_GROUPS: Record<string, Group[]> = {
  display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'inline-grid', 'contents', 'hidden'],
  position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
  'font-size': [
    { text: ['xs', 'sm', 'base', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl', '6xl', isLength] },
    { text: ['tv-xs', 'tv-s', 'tv-m', 'tv-l', 'tv-xl', 'tv-large', 'tv-huge', 'tv-giant'] },
  ],
  animate: [{ animate: ['none', 'spin', 'ping', 'pulse', 'bounce'] }],
  'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
  'text-align': [{ text: ['left', 'center', 'right', 'start', 'end'] }],
  'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
  'text-overflow': ['truncate', 'text-ellipsis', 'text-clip'],
  'text-decoration': ['underline', 'line-through', 'no-underline'],
  'text-color': [{ text: [any] }],
  'bg-place': [{ bg: ['center', 'top', 'right', 'bottom', 'left'] }],
  'bg-repeat': ['bg-no-repeat'],
  'bg-color': [{ bg: [any] }],
  'border-width': [{ border: ['', isWidth] }],
  'border-style': [{ border: ['solid', 'dashed', 'dotted', 'none'] }],
  'border-collapse': [{ border: ['collapse', 'separate'] }],
  'border-color': [{ border: [any] }],
  'ring-width': [{ ring: ['', isWidth] }],
  'ring-inset': ['ring-inset'],
  'ring-offset-width': [{ 'ring-offset': [isWidth] }],
  'ring-offset-color': [{ 'ring-offset': [any] }],
  'ring-color': [{ ring: [any] }],
  flex: [{ flex: ['1', 'auto', 'none', 'initial'] }],
  'flex-direction': [{ flex: ['row', 'col', 'row-reverse', 'col-reverse'] }],
  'flex-wrap': [{ flex: ['wrap', 'nowrap', 'wrap-reverse'] }],
  ...bare('rounded rounded-t rounded-r rounded-b rounded-l border-x border-y border-t border-r border-b border-l'),
  ...bare('shadow shrink grow transition'),
  ...named('border-spacing leading whitespace opacity z order line-clamp outline-offset duration ease basis break-inside'),
  ...named('p px py pt pr pb pl m mx my mt mr mb ml gap gap-x gap-y size w h min-w min-h max-w max-h'),
  ...named('overflow overflow-x overflow-y inset inset-x inset-y top right bottom left translate-x translate-y'),
  ...named('justify justify-items justify-self items self content place-items grid-cols grid-rows'),
};

/** What a class says of others besides its own kind: `p-4` after `px-2` means all sides. */
export const OVERRULED: Record<string, string[]> = {
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  gap: ['gap-x', 'gap-y'],
  size: ['w', 'h'],
  overflow: ['overflow-x', 'overflow-y'],
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['right', 'left'],
  'inset-y': ['top', 'bottom'],
  rounded: ['rounded-t', 'rounded-r', 'rounded-b', 'rounded-l'],
  'border-width': ['border-x', 'border-y', 'border-t', 'border-r', 'border-b', 'border-l'],
  'border-x': ['border-r', 'border-l'],
  'border-y': ['border-t', 'border-b'],
  'font-size': ['leading'],
  flex: ['basis', 'grow', 'shrink'],
  'line-clamp': ['display', 'overflow'],
};
