import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/app-shell';
import { HubProvider } from '@/components/layout/hub-context';
import { PageGround } from '@/components/layout/page-ground';
import { PasswordNotice } from '@/components/layout/password-notice';
import { THEME_COOKIE, themeOf } from '@/components/layout/themes';
import { loadAlertCounts } from '@/lib/domain/alerts/loaders';
import { loadMappingCounts } from '@/lib/domain/identity/loaders';
import { loadFrameSites } from '@/lib/domain/sites/loaders';
import { loadSources } from '@/lib/domain/sources/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';
import { maySeePay } from '@/lib/platform/auth/rights';
import { getEnv } from '@/lib/platform/env/env';
import { loadPart } from '@/lib/platform/http/page-part';
import { businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';

/** What stands around every signed-in page. */
export async function SignedInFrame({ children }: { children: ReactNode }) {
  const user = await requirePageUser();
  const now = currentInstant();
  const { sites, asked } = await loadFrameSites();
  const [sources, alertCounts, mappingCounts] = await Promise.all([
    loadPart('sources', loadSources(asked.id, now)),
    user.role === 'viewer' ? null : loadPart('alert counts', loadAlertCounts(asked, now)),
    user.role === 'admin' ? loadPart('mapping counts', loadMappingCounts(asked)) : null,
  ]);
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <PageGround isDemo={getEnv().DEMO_MODE}>
      <HubProvider
        user={{
          name: user.name,
          email: user.email,
          role: user.role,
          canSeePay: maySeePay(user),
          seesAllSites: user.siteIds === null,
        }}
        sites={sites.map((site) => ({
          code: site.code,
          name: site.name,
          timeZone: site.timeZone,
          currency: site.currency,
          weekStart: site.weekStart,
          today: businessDayOf(site, now),
        }))}
      >
        <AppShell
          theme={theme}
          now={now}
          sources={sources ?? []}
          alertCounts={alertCounts}
          mappingCounts={mappingCounts}
          notice={user.mustChangePassword ? <PasswordNotice /> : null}
        >
          {children}
        </AppShell>
      </HubProvider>
    </PageGround>
  );
}
