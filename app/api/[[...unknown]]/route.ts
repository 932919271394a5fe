import { unknownAddress } from '@/lib/platform/http/plain-route';

/** Whatever no other route answers. */
export {
  unknownAddress as DELETE,
  unknownAddress as GET,
  unknownAddress as OPTIONS,
  unknownAddress as PATCH,
  unknownAddress as POST,
  unknownAddress as PUT,
};
