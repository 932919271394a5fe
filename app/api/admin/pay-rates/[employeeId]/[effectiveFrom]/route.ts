import { changePayRate, dropPayRate } from '@/lib/domain/payrates/actions';
import { payRateAnswer, payRateEdit, payRateParams, payRateRemoval } from '@/lib/domain/payrates/schema';
import { otherMethods } from '@/lib/platform/http/plain-route';
import { actorOf } from '@/lib/platform/http/principal';
import { apiRoute } from '@/lib/platform/http/route';

export const PUT = apiRoute({
  tag: 'PUT /api/admin/pay-rates/:employeeId/:effectiveFrom',
  access: { session: ['admin'], pay: true },
  params: payRateParams,
  body: payRateEdit,
  docs: {
    summary: 'Set what a person is paid from a day on; needs the right to see pay',
    tags: ['Pay rates'],
    response: payRateAnswer,
  },
  handle: ({ site, params, body, principal, now }) => {
    const { revision, ...rate } = body;
    const { employeeId, effectiveFrom } = params;
    const actor = actorOf(principal);
    return changePayRate({ site, employeeId, rate: { effectiveFrom, ...rate }, revision, actor, now });
  },
});

export const DELETE = apiRoute({
  tag: 'DELETE /api/admin/pay-rates/:employeeId/:effectiveFrom',
  access: { session: ['admin'], pay: true },
  params: payRateParams,
  body: payRateRemoval,
  docs: {
    summary: 'Take a pay rate away: its days get the rate before, else the default; needs the right to see pay',
    tags: ['Pay rates'],
    response: payRateAnswer,
  },
  handle: ({ site, params, body, principal, now }) =>
    dropPayRate({ site, ...params, revision: body.revision, actor: actorOf(principal), now }),
});

export const { GET, POST, PATCH, OPTIONS } = otherMethods('PUT', 'DELETE');
