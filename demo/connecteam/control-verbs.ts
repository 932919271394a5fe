import * as z from 'zod';
import { type Verb, verb } from './control-verb';
import { faultEffectSchema } from './faults';
import { modesSchema } from './modes';

const key = z.string().min(1);

/** What is done to the server rather than at the company: keys, quota, faults, webhooks, modes. */
export const controlVerbs: Record<string, Verb> = {
  setModes: verb(z.strictObject(modesSchema.shape).partial(), ({ control }, input) => control.setModes(input)),

  addApiKey: verb(z.strictObject({ key }), ({ control }, input) => control.addApiKey(input.key)),
  disableApiKey: verb(z.strictObject({ key: key.optional() }), ({ control }, input) =>
    control.disableApiKey(input.key),
  ),
  enableApiKey: verb(z.strictObject({ key: key.optional() }), ({ control }, input) => control.enableApiKey(input.key)),
  addOAuthClient: verb(
    z.strictObject({ clientId: key, clientSecret: key, scopes: z.array(z.string()).optional() }),
    ({ control }, input) => control.addOAuthClient(input),
  ),

  setPlan: verb(z.strictObject({ plan: z.enum(['sbp', 'expert', 'enterprise']) }), ({ control }, input) =>
    control.setPlan(input.plan),
  ),
  setLimits: verb(
    z.strictObject({ minute: z.int().min(0).optional(), day: z.int().min(0).optional() }),
    ({ control }, input) => control.setLimits(input),
  ),
  consumeQuota: verb(z.strictObject({ calls: z.int().min(1) }), ({ control }, input) =>
    control.consumeQuota(input.calls),
  ),
  resetQuota: verb(z.strictObject({}), ({ control }) => control.rate.reset()),

  addFault: verb(
    z.strictObject({
      effect: faultEffectSchema,
      path: z.string().optional(),
      method: z.string().optional(),
      after: z.int().min(0).optional(),
      times: z.int().min(1).optional(),
    }),
    ({ control }, input) => void control.addFault(input),
  ),
  clearFaults: verb(z.strictObject({}), ({ control }) => control.clearFaults()),

  registerWebhook: verb(
    z.strictObject({
      url: z.url(),
      secret: z.string().optional(),
      featureType: z.enum(['time_activity', 'users']).optional(),
      clockId: z.int().positive().optional(),
      eventTypes: z.array(z.string()).min(1).optional(),
    }),
    ({ control }, input) => ({ id: control.webhooks.register(input).id }),
  ),
  setWebhooks: verb(
    z.strictObject({
      mode: z.enum(['automatic', 'manual', 'off']).optional(),
      copies: z.int().min(1).optional(),
      secret: z.enum(['right', 'wrong', 'missing']).optional(),
      reorder: z.boolean().optional(),
      lose: z.int().min(0).optional(),
    }),
    ({ control }, { mode, ...faults }) => {
      control.webhooks.mode = mode ?? control.webhooks.mode;
      Object.assign(control.webhooks.faults, faults);
    },
  ),
  deliverDueWebhooks: verb(z.strictObject({}), ({ control }) => control.webhooks.deliverDue()),
  releaseHeldWebhooks: verb(z.strictObject({}), ({ control }) => control.webhooks.releaseHeld()),
  listWebhookAttempts: verb(z.strictObject({}), ({ control }) => control.webhooks.attempts),
};
