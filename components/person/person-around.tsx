'use client';

import type { PersonDay } from '@/lib/domain/employees/schema';
import type { IsoDay } from '@/lib/platform/time/instant';
import { AchievementsPanel } from './achievements-panel';
import { ClockPanel } from './clock-panel';
import { LoginsPanel } from './logins-panel';
import { StreakPanel } from './streak-panel';
import { TrendPanel } from './trend-panel';
import type { PersonQueries } from './use-person-queries';

type PersonAroundProps = {
  employeeId: number;
  employee: PersonDay['employee'] | undefined;
  day: IsoDay;
  queries: PersonQueries;
};

/** What is known of a person besides the day. */
export default function PersonAround({ employeeId, employee, day, queries }: PersonAroundProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <TrendPanel employeeId={employeeId} stats={queries.stats} />
        <StreakPanel
          employeeId={employeeId}
          calendar={queries.calendar}
          day={day}
          isLatest={queries.isLatestWeeks}
          onEarlier={queries.showEarlierWeeks}
          onLater={queries.showLaterWeeks}
        />
        <LoginsPanel employee={employee} mapping={queries.mapping} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ClockPanel employeeId={employeeId} employee={employee} clock={queries.clock} />
        <AchievementsPanel
          employeeId={employeeId}
          achievements={queries.achievements}
          onMore={queries.showMoreAwards}
        />
      </div>
    </div>
  );
}
