'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { Age } from '@/components/alerts/age';
import { PanelFrame, PanelPart, PanelProblem } from '@/components/alerts/panel-frame';
import { useSite } from '@/components/layout/hub-context';
import { Segmented } from '@/components/layout/segmented';
import { useKept } from '@/components/query/use-kept';
import { useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { sourceLabel } from '@/lib/domain/identity/labels';
import type { MappedIdentity, MappingPreview } from '@/lib/domain/identity/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';
import { type Draft, LoginForm } from './login-form';
import { MODES, type Mode, modesOf, orderOf } from './login-modes';
import { MovePreview } from './move-preview';
import { PersonChoice } from './person-choice';
import type { FoundPerson } from './person-search';
import type { useDecide } from './use-decide';
import { ValuesCompare } from './values-compare';

/** What the keys of the page do in the open panel. */
export type PanelKeys = { link(): void; ignore(): void; create(): void; reject(): void; search(): void };

type LoginPanelProps = {
  login: MappedIdentity;
  decide: ReturnType<typeof useDecide>;
  keys: RefObject<PanelKeys | null>;
  /** After a decision that takes the login out of the list. */
  onDecided(): void;
  onClose(): void;
};

/** A login: what is known of it, who it may be, and what each decision would move. */
export default function LoginPanel({ login, decide, keys, onDecided, onClose }: LoginPanelProps) {
  const { send, busy, problem } = decide;
  const [first, ...otherModes] = modesOf(login);
  const [mode, setMode] = useState<Mode>(first);
  const [found, setFound] = useState<FoundPerson | null>(null);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [draft, setDraft] = useState<Draft>(() => ({
    name: login.connecteam?.name ?? login.externalName ?? '',
    email: login.externalEmail ?? '',
    isContractor: false,
  }));
  const confirm = useRef<HTMLButtonElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const best = login.suggestions[0];
  // A suggestion that was rejected meanwhile is chosen no more.
  const candidates = [...login.suggestions, ...(found === null ? [] : [found])];
  // The best of those who are hardly alike is nobody's choice before somebody made it.
  const likely = best?.level === 'BEST AVAILABLE' ? undefined : best;
  const chosen = candidates.find((one) => one.employeeId === chosenId) ?? likely ?? null;
  const person = mode === 'link' ? chosen : null;
  const preview = usePreview(login, mode, person);
  const text = MODES[mode].confirm(login, person?.name ?? draft.name);
  const isReady = mode === 'link' ? person !== null : mode !== 'create' || draft.name.trim() !== '';

  const act = async () => {
    const body = orderOf(login, mode, { employeeId: person?.employeeId ?? 0, ...draft });
    const done = MODES[mode].done(login, person?.name ?? draft.name.trim());
    const path = '/api/admin/mappings/decisions';
    if (await send({ name: mode, path, body: { decisions: [body] }, done })) onDecided();
  };
  const reject = async (suggestion: FoundPerson) => {
    const { id: identityId, revision } = login;
    const decisions = [{ action: 'reject', identityId, revision, employeeId: suggestion.employeeId }];
    const done = `${suggestion.name} is not suggested for “${nameOf(login)}” again`;
    await send({ name: 'reject', path: '/api/admin/mappings/decisions', body: { decisions }, done });
  };
  useEffect(() => {
    const go = (wanted: Mode) => {
      if (!modesOf(login).includes(wanted)) return;
      setMode(wanted);
      // Once the button says what it does; where nobody is chosen yet, to the choice.
      requestAnimationFrame(() => (wanted === 'link' && chosen === null ? search : confirm).current?.focus());
    };
    keys.current = {
      link: () => go('link'),
      ignore: () => go('ignore'),
      create: () => go('create'),
      reject: () => {
        if (mode === 'link' && best !== undefined && busy === null) void reject(best);
      },
      search: () => {
        setMode(modesOf(login).includes('link') ? 'link' : mode);
        requestAnimationFrame(() => search.current?.focus());
      },
    };
    return () => {
      keys.current = null;
    };
  });

  return (
    <PanelFrame title={nameOf(login)} onClose={onClose} marks={<SourceMark source={login.source} />}>
      <LoginFacts login={login} />
      {login.connecteam !== null && (
        <PanelPart title="Connecteam and hub">
          <ValuesCompare
            login={login}
            busy={busy !== null}
            onTakeOver={(changes) =>
              void send({
                name: 'take over',
                method: 'PATCH',
                path: `/api/admin/employees/${login.employee?.employeeId}`,
                body: { changes },
                done: `Taken over for ${login.employee?.name}`,
              })
            }
          />
        </PanelPart>
      )}
      <PanelPart title={login.status === 'verified' ? 'Change it' : 'Who is it?'}>
        {otherModes.length > 0 && (
          <div className="-mx-1 overflow-x-auto px-1">
            <Segmented<Mode>
              label="What to do"
              options={[first, ...otherModes].map((value) => ({ value, label: MODES[value].label(login) }))}
              value={mode}
              onChange={setMode}
            />
          </div>
        )}
        {mode === 'link' && (
          <PersonChoice
            suggestions={login.suggestions}
            found={found}
            chosenId={chosen?.employeeId ?? null}
            searchRef={search}
            busy={busy !== null}
            empty="Nobody here looks like this login. Search by name, or add the person."
            onChoose={(one) => {
              setChosenId(one.employeeId);
              if (!login.suggestions.some((known) => known.employeeId === one.employeeId)) setFound(one);
            }}
            onReject={(suggestion) => void reject(suggestion)}
          />
        )}
        {mode === 'create' && <LoginForm draft={draft} onChange={setDraft} fields={problem?.fields ?? {}} />}
        {MODES[mode].note !== null && <p className="text-sm text-ink-muted">{MODES[mode].note}</p>}
      </PanelPart>
      {isReady && (
        <PanelPart title="What moves">
          <DataPart
            query={preview}
            errorTitle="The preview could not be loaded"
            skeleton={<Skeleton className="h-24 w-full" />}
          >
            {(data) => <MovePreview preview={data} />}
          </DataPart>
        </PanelPart>
      )}
      {problem !== null && <PanelProblem message={problem.message} />}
      <div className="sticky bottom-14 -mx-4 -mb-4 rounded-b-xl border-t bg-surface p-4 sm:-mx-5 sm:-mb-5 sm:px-5 lg:bottom-0">
        <Button
          ref={confirm}
          variant="primary"
          disabled={busy !== null || !isReady}
          onClick={() => void act()}
          className="h-auto w-full py-2 whitespace-normal"
        >
          {busy === mode ? 'Saving' : text}
        </Button>
      </div>
    </PanelFrame>
  );
}

function usePreview(login: MappedIdentity, mode: Mode, person: FoundPerson | null) {
  return useKept(
    useSiteQuery<MappingPreview>({
      path: '/api/admin/mappings/preview',
      params: {
        identityId: login.id,
        action: mode === 'create' ? 'link' : mode,
        employeeId: person?.employeeId,
      },
      schema: () => import('@/lib/domain/identity/schema').then(({ mappingPreview }) => mappingPreview),
      everySeconds: 30,
      isEnabled: mode !== 'link' || person !== null,
    }),
    `${login.id}/${mode}/${person?.employeeId}`,
  );
}

/** What people call a login. */
export function nameOf(login: Pick<MappedIdentity, 'externalName' | 'externalId'>): string {
  return login.externalName ?? login.externalId;
}

function SourceMark({ source }: { source: string }) {
  return <span className="rounded-full border px-2.5 py-0.5 text-xs">{sourceLabel(source)}</span>;
}

function LoginFacts({ login }: { login: MappedIdentity }) {
  const { timeZone } = useSite();
  const moment = (at: string) => formatMoment(fromIsoInstant(at), timeZone);
  /** `12 scans since Thu, 12 Nov 2026, 08:00` */
  const countText = ({ count, first }: MappedIdentity['scans'], one: 'scan' | 'punch') => {
    const many = one === 'scan' ? 'scans' : 'punches';
    return `${formatNumber(count)} ${count === 1 ? one : many}${first === null ? '' : ` since ${moment(first)}`}`;
  };
  const facts: [string, React.ReactNode][] = [
    ['Id', login.externalId],
    ...(login.externalEmail === null || login.externalEmail === login.externalId
      ? []
      : [['Email', login.externalEmail] satisfies [string, string]]),
    [
      'Scans',
      login.scans.count === 0 ? 'none' : `${formatNumber(login.items)} items in ${countText(login.scans, 'scan')}`,
    ],
    ...(login.punches.count === 0 ? [] : [['Punches', countText(login.punches, 'punch')] satisfies [string, string]]),
    ['Last seen', <Age key="age" at={login.lastSeenAt} />],
    ...(login.employee === null || login.linkedAt === null
      ? []
      : [
          [
            'Linked',
            `to ${login.employee.name}, ${moment(login.linkedAt)}${login.linkedBy === null ? '' : `, by ${login.linkedBy}`}`,
          ] satisfies [string, string],
        ]),
  ];
  return (
    <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
