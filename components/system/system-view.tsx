'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { PageFrame } from '@/components/layout/page-frame';
import { Panel } from '@/components/layout/panel';
import { useNow } from '@/components/live/live-provider';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { CsvButton } from '@/components/table/csv-button';
import { Skeleton } from '@/components/ui/skeleton';
import type { SystemState } from '@/lib/domain/system/schema';
import { formatNumber, formatPercent, NO_NUMBER } from '@/lib/platform/format/number';
import { formatAge, formatMoment, formatSpan } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { formatBytes } from './measures';
import { StatusMark } from './status-mark';
import { CACHE_FILE, MEASURE_FILE, SOURCE_FILE, TABLE_FILE } from './system-files';
import { CacheTable, MeasureTable, SlowStatements, SourceTable, TableSizes } from './system-tables';

const LOOK_SECONDS = 10;

/** How every part of the hub is, held against its thresholds. */
export function SystemView({ initial }: { initial: Initial<SystemState> }) {
  const system = useSiteQuery<SystemState>({
    path: '/api/admin/system',
    params: {},
    schema: () => import('@/lib/domain/system/schema').then(({ systemState }) => systemState),
    initial,
    everySeconds: LOOK_SECONDS,
  });
  return (
    <PageFrame title="System" queries={[system]}>
      <DataPart
        query={system}
        errorTitle="The state of the system could not be loaded"
        skeleton={<Skeleton className="h-96 rounded-xl" />}
      >
        {(state) => <Parts state={state} />}
      </DataPart>
    </PageFrame>
  );
}

function Parts({ state }: { state: SystemState }) {
  const { timeZone } = useSite();
  const now = useNow();
  const { health, redis, versions, statements, webServers } = state;
  const { primary, replica, queue, workers, backup, cache, sources, redis: redisPart } = health.parts;
  const ago = (instant: string) => `${formatAge(now - fromIsoInstant(instant))} ago`;
  return (
    <>
      <Panel
        title="Thresholds"
        note="Checked every minute by the hub itself, which raises and closes alerts."
        action={
          <Marked status={health.status}>
            <CsvButton file="thresholds" of="Thresholds" rows={state.measures} columns={MEASURE_FILE} />
          </Marked>
        }
      >
        <MeasureTable measures={state.measures} />
      </Panel>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <Part title="Database" part={primary}>
          <Line label="Answers in">{millisText(primary.latencyMillis)}</Line>
          <Line label="Pool of this web server">
            {primary.pool.used} of {primary.pool.size} in use, {primary.pool.waiting} waiting
          </Line>
          <Line label="Connections">{formatPercent(primary.connectionsShare)} of the server</Line>
          <Line label="Statements since start">
            {formatNumber(statements.count)}, on average {millisText(statements.meanMillis)}
          </Line>
          <Line label="Replica">
            {replica.status === 'off' ? 'none is set up' : `${formatSpan(replica.lagSeconds ?? 0)} behind`}
          </Line>
        </Part>
        <Part title="Redis" part={redisPart}>
          <Line label="Answers in">{millisText(redisPart.latencyMillis)}</Line>
          <Line label="Memory">
            {formatBytes(redis?.usedBytes ?? null)}
            {redis?.maxBytes != null && ` of ${formatBytes(redis.maxBytes)}`}
          </Line>
          <Line label="Keys">{formatNumber(redis?.keys ?? null)}</Line>
          <Line label="Clients">{formatNumber(redis?.clients ?? null)}</Line>
        </Part>
        <Part title="Queue" part={queue}>
          <Line label="Waiting">{formatNumber(queue.waiting)}</Line>
          <Line label="At work">{formatNumber(queue.active)}</Line>
          <Line label="Planned">{formatNumber(queue.delayed)}</Line>
          <Line label="Kept as failed">{formatNumber(queue.failed)}</Line>
          <Line label="Oldest waiting">
            {queue.oldestSeconds === null ? NO_NUMBER : formatSpan(queue.oldestSeconds)}
          </Line>
        </Part>
        <Part title="Backups" part={backup}>
          <Line label="Last backup">
            {backup.lastBackupAt === null
              ? 'none has been made here yet'
              : formatMoment(fromIsoInstant(backup.lastBackupAt), timeZone)}
          </Line>
          <Line label="Last proven restore">
            {backup.lastProvenRestoreAt === null
              ? 'no restore has been proven here yet'
              : formatMoment(fromIsoInstant(backup.lastProvenRestoreAt), timeZone)}
          </Line>
          <p className="mt-2 text-sm text-ink-muted">
            Only what the jobs <b className="font-medium">backup</b> and <b className="font-medium">verify-backup</b> of
            this hub did is known here.
          </p>
        </Part>
        <Part title="Processes" part={workers}>
          {(webServers ?? []).map(({ version, startedAt }) => (
            <Line key={`web ${startedAt}`} label="Web server">
              {version}, started {ago(startedAt)}
            </Line>
          ))}
          {workers.processes.map(({ version, startedAt }) => (
            <Line key={`worker ${startedAt}`} label="Worker">
              {version}, started {ago(startedAt)}
            </Line>
          ))}
          {webServers === null && <Line label="Web servers">not known</Line>}
        </Part>
        <Part title="Versions">
          <Line label="Hub">{versions.hub}</Line>
          <Line label="Build">{versions.build}</Line>
          <Line label="Node">{versions.node}</Line>
          <Line label="Database">{versions.database ?? NO_NUMBER}</Line>
          <Line label="Redis">{redis?.version ?? NO_NUMBER}</Line>
        </Part>
      </div>
      <Panel
        title="Sources"
        action={
          <Marked status={sources.status}>
            <CsvButton file="sources" of="Sources" rows={sources.sources} columns={SOURCE_FILE} />
          </Marked>
        }
      >
        <SourceTable sources={sources.sources} ago={ago} />
      </Panel>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <Panel
          title="Cache"
          note="Reads of the web server that answered, since it started."
          action={
            <Marked status={cache.status}>
              <CsvButton file="cache" of="Cache" rows={cache.keys} columns={CACHE_FILE} />
            </Marked>
          }
        >
          <CacheTable keys={cache.keys} total={cache.hitShare} />
        </Panel>
        <Panel
          title="Tables"
          note="The largest first; rows as the database estimates them."
          action={<CsvButton file="tables" of="Tables" rows={state.tables ?? undefined} columns={TABLE_FILE} />}
        >
          <TableSizes tables={state.tables} />
        </Panel>
      </div>
      <Panel title="Slow statements" note="Over 500 ms, the last 20 of the web server that answered.">
        <SlowStatements statements={state.slowStatements} ago={ago} />
      </Panel>
    </>
  );
}

type PartProps = {
  title: string;
  part?: { status: 'ok' | 'warning' | 'critical' | 'off' | 'unknown'; problem: string | null };
  children: ReactNode;
};

function Part({ title, part, children }: PartProps) {
  return (
    <Panel title={title} action={part && <StatusMark status={part.status} />}>
      {part?.problem != null && <p className="mb-2 text-sm font-medium">{part.problem}</p>}
      <div className="grid gap-1.5 text-sm tabular-nums">{children}</div>
    </Panel>
  );
}

/** A status beside what can be done with its table. */
function Marked({ status, children }: { status: ComponentProps<typeof StatusMark>['status']; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <StatusMark status={status} />
      {children}
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      <span className="text-ink-muted">{label}</span>
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}

function millisText(millis: number | null): string {
  return millis === null ? NO_NUMBER : `${formatNumber(millis, 1)} ms`;
}
