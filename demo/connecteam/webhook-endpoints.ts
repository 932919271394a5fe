import * as z from 'zod';
import { domainError, ValidationError } from './http-reply';
import { pageOf } from './query';
import type { ApiCall, ApiResult, Route } from './route';
import type { WebhookSubscription } from './webhooks';

const FEATURES = ['users', 'forms', 'time_activity', 'shift_scheduler', 'tasks', 'chat'] as const;
const LIST = '/settings/v1/webhooks';
const ONE = '/settings/v1/webhooks/:webhookId';

/** `/settings/v1/webhooks` (connecteam-api.md 8.1). The secret goes in and never comes out. */
export const webhookRoutes: Route[] = [
  { method: 'GET', pattern: LIST, scope: 'settings.read', handle: list },
  { method: 'POST', pattern: LIST, scope: 'settings.write', handle: create },
  { method: 'GET', pattern: ONE, scope: 'settings.read', handle: (call) => ({ data: render(known(call)) }) },
  { method: 'PUT', pattern: ONE, scope: 'settings.write', handle: update },
  { method: 'DELETE', pattern: ONE, scope: 'settings.delete', handle: remove },
];

const fieldsSchema = z.object({
  name: z.string().min(1),
  url: z.url(),
  featureType: z.enum(FEATURES),
  eventTypes: z.array(z.string()).min(1),
  entityId: z.string().nullish(),
  objectId: z.int().nullish(),
  secretKey: z.string().nullish(),
  isDisabled: z.boolean().optional(),
  webhookVersion: z.int().optional(),
});

function list({ control, query }: ApiCall): ApiResult {
  const page = query.page(100);
  const featureType = query.choice('featureType', FEATURES);
  query.check();
  const all = [...control.webhooks.subscriptions.values()];
  const { rows, offset } = pageOf(
    all.filter((webhook) => featureType === null || webhook.featureType === featureType),
    page,
  );
  return {
    data: { webhooks: rows.map((webhook) => ({ ...render(webhook), origin: webhook.origin })) },
    paging: { offset },
  };
}

function create(call: ApiCall): ApiResult {
  const input = parseBody(fieldsSchema, call);
  const { entityId, objectId } = input;
  if (input.featureType !== 'users' && !entityId && !objectId) {
    throw new ValidationError('body', [
      { key: '__root__', message: `entityId is required for ${input.featureType}`, type: 'value_error' },
    ]);
  }
  const webhook = call.control.webhooks.add({
    ...input,
    entityId: entityId ?? null,
    objectId: entityId ? null : (objectId ?? null),
    secretKey: input.secretKey ?? null,
  });
  return { data: render(webhook) };
}

function update(call: ApiCall): ApiResult {
  const webhook = known(call);
  const changes = parseBody(fieldsSchema.partial(), call);
  for (const [key, value] of Object.entries(changes)) if (value !== undefined) Object.assign(webhook, { [key]: value });
  return { data: render(webhook) };
}

function remove(call: ApiCall): ApiResult {
  const webhook = known(call);
  call.control.webhooks.subscriptions.delete(webhook.id);
  return { data: { id: webhook.id } };
}

function known({ control, params, path }: ApiCall): WebhookSubscription {
  const webhook = control.webhooks.subscriptions.get(Number(params.webhookId));
  if (!webhook) throw domainError(404, path, `Webhook with ID ${params.webhookId} not found`, 1004);
  return webhook;
}

function render({ secretKey, origin, eventTypes, ...webhook }: WebhookSubscription): Record<string, unknown> {
  return { ...webhook, eventTypes: eventTypes ?? [] };
}

function parseBody<T extends { url?: string }>(schema: z.ZodType<T>, { body, world }: ApiCall): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      key: `body.${issue.path.join('.')}`,
      message: issue.message,
      type: 'value_error',
    }));
    throw new ValidationError('body', problems);
  }
  const { url } = parsed.data;
  if (url !== undefined && !url.startsWith('https://') && !world.modes.allowHttpWebhooks) {
    throw new ValidationError('body', [{ key: 'body.url', message: 'URL must use https', type: 'value_error.url' }]);
  }
  return parsed.data;
}
