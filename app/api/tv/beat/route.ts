import { getDatabase } from '@/lib/db/handles';
import { noteBeat } from '@/lib/domain/screens/mutations';
import { screenBeat } from '@/lib/domain/screens/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { screenIdOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';
import { statusAnswer } from '@/lib/platform/http/route-docs';

export const POST = apiRoute({
  tag: 'POST /api/tv/beat',
  access: { screen: true },
  body: screenBeat,
  docs: { summary: 'A paired screen says that it draws', tags: ['Screens'], response: statusAnswer('noted') },
  handle: async ({ principal, body, now }) => {
    const paintedAt = now - body.paintedAgoSeconds;
    await noteBeat(getDatabase(), { screenId: screenIdOf(principal), build: body.build, paintedAt, now });
    return { status: 'noted' };
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
