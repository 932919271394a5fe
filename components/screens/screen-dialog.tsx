'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/components/layout/toast';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import { Button } from '@/components/ui/button';
import { Check } from '@/components/ui/check';
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { BOARD_LABELS, NAME_FORMAT_LABELS, THEME_LABELS } from '@/lib/domain/screens/labels';
import { NAME_FORMATS, SCREEN_BOARDS, SCREEN_THEMES } from '@/lib/domain/screens/rules';
import type { ListedScreen, ScreenSettings } from '@/lib/domain/screens/schema';

type ScreenDialogProps = { siteCode: string; screen: ListedScreen; onClose(hasChanged: boolean): void };

const statusSchema = () => import('@/lib/domain/screens/schema').then(({ doneAnswer }) => doneAnswer);

/** Name and settings of one screen; it follows within seconds. Removing it asks once more. */
export default function ScreenDialog({ siteCode, screen, onClose }: ScreenDialogProps) {
  const [name, setName] = useState(screen.name);
  const [settings, setSettings] = useState<ScreenSettings>(screen.settings);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const set = (changes: Partial<ScreenSettings>) => setSettings((known) => ({ ...known, ...changes }));
  const address = `/api/admin/screens/${screen.id}`;
  const site = `?site=${encodeURIComponent(siteCode)}`;
  const send = async (work: () => Promise<unknown>, said: string) => {
    setSending(true);
    try {
      await work();
      toast.success(said);
      onClose(true);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(Object.values(error.fields)[0] ?? error.message);
      setSending(false);
    }
  };
  const save = () =>
    send(
      () => sendJson('PATCH', `${address}${site}`, { version: screen.version, name, settings }, statusSchema),
      `${name} is changed`,
    );
  const remove = () =>
    send(() => sendJson('POST', `${address}/revoke${site}`, {}, statusSchema), `${screen.name} is removed`);
  const isRevoked = screen.status === 'revoked';
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose(false)}>
      <DialogContent aria-describedby={undefined} className="max-w-2xl">
        <DialogTitle>{screen.name}</DialogTitle>
        {isRevoked ? (
          <p className="text-ink-muted">This screen was removed. Pair it again with the code that it shows now.</p>
        ) : (
          <form
            className="grid gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <Field label="Name">
              {(field) => (
                <Input {...field} value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
              )}
            </Field>
            <Playlist playlist={settings.playlist} onChange={(playlist) => set({ playlist })} />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Theme">
                {(field) => (
                  <Select
                    {...field}
                    value={settings.theme}
                    onChange={({ target }) =>
                      set({ theme: SCREEN_THEMES.find((one) => one === target.value) ?? settings.theme })
                    }
                  >
                    {SCREEN_THEMES.map((theme) => (
                      <option key={theme} value={theme}>
                        {THEME_LABELS[theme]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="Names">
                {(field) => (
                  <Select
                    {...field}
                    value={settings.isTeamsOnly ? 'teams' : settings.nameFormat}
                    onChange={({ target }) => {
                      const nameFormat = NAME_FORMATS.find((one) => one === target.value);
                      set(nameFormat === undefined ? { isTeamsOnly: true } : { isTeamsOnly: false, nameFormat });
                    }}
                  >
                    {NAME_FORMATS.map((format) => (
                      <option key={format} value={format}>
                        {NAME_FORMAT_LABELS[format]}
                      </option>
                    ))}
                    <option value="teams">Teams only, no people</option>
                  </Select>
                )}
              </Field>
              <Field label="People shown at most" note="From the top; nobody is shown at the bottom.">
                {(field) => (
                  <Input
                    {...field}
                    type="number"
                    min={2}
                    max={50}
                    value={settings.cut}
                    onChange={({ target }) => set({ cut: Math.min(50, Math.max(2, Number(target.value) || 2)) })}
                  />
                )}
              </Field>
              <Field label="Volume" note="Heard for a new first and for the site's milestones.">
                {(field) => (
                  <Input
                    {...field}
                    type="range"
                    min={0}
                    max={1}
                    step={0.1}
                    value={settings.volume}
                    disabled={!settings.hasSound}
                    onChange={({ target }) => set({ volume: Number(target.value) })}
                  />
                )}
              </Field>
            </div>
            <div className="grid gap-1 sm:grid-cols-3">
              <Check label="Sounds" isOn={settings.hasSound} onChange={(hasSound) => set({ hasSound })} />
              <Check label="Ticker" isOn={settings.hasTicker} onChange={(hasTicker) => set({ hasTicker })} />
              <Check
                label="Darker when nobody works"
                isOn={settings.isDimmedWhenEmpty}
                onChange={(isDimmedWhenEmpty) => set({ isDimmedWhenEmpty })}
              />
            </div>
            {problem !== null && (
              <p role="alert" className="text-sm text-bad">
                {problem}
              </p>
            )}
            <div className="flex flex-wrap justify-between gap-2">
              {isRemoving ? (
                <Button onClick={remove} disabled={isSending} className="text-bad">
                  <Trash2 aria-hidden />
                  Yes, blank it for good
                </Button>
              ) : (
                <Button variant="ghost" onClick={() => setRemoving(true)} className="text-bad">
                  <Trash2 aria-hidden />
                  Remove the screen
                </Button>
              )}
              <Button variant="primary" type="submit" disabled={isSending || name.trim() === ''}>
                {isSending ? 'Saving' : 'Save'}
              </Button>
            </div>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}

type PlaylistProps = { playlist: ScreenSettings['playlist']; onChange(playlist: ScreenSettings['playlist']): void };

/** Which boards are shown, in which order and for how long. */
function Playlist({ playlist, onChange }: PlaylistProps) {
  const change = (index: number, entry: Partial<ScreenSettings['playlist'][number]>) =>
    onChange(playlist.map((one, place) => (place === index ? { ...one, ...entry } : one)));
  const swap = (index: number, other: number) =>
    onChange(
      playlist.map((one, place) =>
        place === index ? (playlist[other] ?? one) : place === other ? (playlist[index] ?? one) : one,
      ),
    );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">Boards, one after the other</legend>
      {playlist.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same board may come twice, its place is what it is
        <div key={index} className="flex items-center gap-1.5">
          <Select
            aria-label={`Board ${index + 1}`}
            value={entry.board}
            onChange={({ target }) =>
              change(index, { board: SCREEN_BOARDS.find((one) => one === target.value) ?? entry.board })
            }
            className="flex-1"
          >
            {SCREEN_BOARDS.map((board) => (
              <option key={board} value={board}>
                {BOARD_LABELS[board]}
              </option>
            ))}
          </Select>
          <Input
            type="number"
            aria-label={`Seconds of board ${index + 1}`}
            min={5}
            max={3600}
            value={entry.seconds}
            onChange={({ target }) =>
              change(index, { seconds: Math.min(3600, Math.max(5, Math.floor(Number(target.value)) || 5)) })
            }
            className="w-24"
          />
          <span className="text-sm text-ink-muted">s</span>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Earlier"
            disabled={index === 0}
            onClick={() => swap(index, index - 1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Later"
            disabled={index === playlist.length - 1}
            onClick={() => swap(index, index + 1)}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Take off"
            disabled={playlist.length === 1}
            onClick={() => onChange(playlist.filter((_, place) => place !== index))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {playlist.length < 20 && (
        <Button
          variant="ghost"
          className="justify-self-start"
          onClick={() => onChange([...playlist, { board: 'departments', seconds: 20 }])}
        >
          <Plus aria-hidden />
          Add a board
        </Button>
      )}
    </fieldset>
  );
}
