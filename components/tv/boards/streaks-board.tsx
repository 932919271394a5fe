import { Award, Flame } from 'lucide-react';
import type { ScreenFloor } from '@/lib/domain/screens/schema';
import { formatDay } from '@/lib/platform/time/format';
import { FitText } from '../fit-text';
import { Nothing } from './nothing';

const SHOWN = 5;

/** The longest running streaks and the newest awards. */
export function StreaksBoard({ floor }: { floor: ScreenFloor }) {
  if (floor.streaks.length === 0 && floor.awards.length === 0) {
    return <Nothing title="Streaks begin here">Two good days in a row make the first.</Nothing>;
  }
  return (
    <div className="grid h-full min-h-0 gap-tv-m landscape:grid-cols-2 portrait:grid-rows-2">
      <List title="Streaks" icon={<Flame className="size-[1em] text-tv-line-actual" aria-hidden />}>
        {floor.streaks.slice(0, SHOWN).map(({ employeeId, name, streak, isBest }) => (
          <Row key={employeeId} name={name} note={isBest ? 'personal best' : ''} value={`${streak} days`} />
        ))}
      </List>
      <List title="Awards" icon={<Award className="size-[1em] text-tv-line-actual" aria-hidden />}>
        {floor.awards.slice(0, SHOWN).map(({ employeeId, name, label, date }) => (
          <Row key={`${employeeId}/${label}/${date}`} name={name} note={formatDay(date).slice(0, -5)} value={label} />
        ))}
      </List>
    </div>
  );
}

function List({ title, icon, children }: { title: string; icon: React.ReactNode; children: React.ReactNode[] }) {
  return (
    <section className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] rounded-tv bg-tv-surface px-tv-l py-tv-m">
      <h2 className="mb-tv-xs flex items-center gap-[0.4em] text-tv-l font-semibold text-tv-muted">
        {icon}
        {title}
      </h2>
      {children.length === 0 ? (
        <p className="text-tv-m text-tv-muted">None yet</p>
      ) : (
        <ol className="grid auto-rows-fr" style={{ gridTemplateRows: `repeat(${SHOWN}, minmax(0, 1fr))` }}>
          {children}
        </ol>
      )}
    </section>
  );
}

function Row({ name, note, value }: { name: string; note: string; value: string }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-tv-m border-t border-tv-line text-tv-l">
      <span className="grid min-w-0">
        <FitText className="leading-tight font-medium">{name}</FitText>
        {note !== '' && <span className="text-tv-s leading-tight text-tv-muted">{note}</span>}
      </span>
      <span className="text-tv-m font-semibold whitespace-nowrap">{value}</span>
    </li>
  );
}
