import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Tone } from '@/lib/domain/flow/prepare-view';

/** How a tone looks; the icon says the same as the colour. */
export const TONE_LOOKS: Record<Tone, { icon: LucideIcon; text: string; chip: string; edge: string }> = {
  bad: { icon: CircleAlert, text: 'text-bad', chip: 'bg-bad-soft text-bad', edge: 'border-bad' },
  warn: { icon: TriangleAlert, text: 'text-warn', chip: 'bg-warn-soft text-warn', edge: 'border-warn' },
  good: { icon: CircleCheck, text: 'text-good', chip: 'bg-good-soft text-good', edge: 'border-good' },
  quiet: { icon: CircleDashed, text: 'text-ink-muted', chip: 'bg-sunken text-ink-muted', edge: 'border-line' },
};
