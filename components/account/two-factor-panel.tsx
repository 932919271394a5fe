'use client';

import { ShieldCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { SecretOnce } from '@/components/secrets/secret-once';
import { Button } from '@/components/ui/button';
import { PasswordStep } from './password-step';

const ScanStep = lazy(() => import('./scan-step'));

type Begun = { totpUri: string; backupCodes: string[] };
type Step =
  | { at: 'start' }
  | { at: 'password'; for: 'on' | 'off' | 'codes' }
  | ({ at: 'scan' } & Begun)
  | { at: 'codes'; backupCodes: string[] };

/** Switches the second factor on (password, QR code, first code, backup codes), off, or makes new backup codes. */
export function TwoFactorPanel({ isOn }: { isOn: boolean }) {
  const router = useRouter();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const cancel = () => setStep({ at: 'start' });
  const done = (backupCodes: string[] | null) => {
    setStep(backupCodes === null ? { at: 'start' } : { at: 'codes', backupCodes });
    router.refresh();
  };
  switch (step.at) {
    case 'start':
      return (
        <div className="grid justify-items-start gap-4">
          <p className="flex items-center gap-2 text-sm">
            {isOn && <ShieldCheck className="size-4 shrink-0 text-good" aria-hidden />}
            {isOn
              ? 'On: signing in also takes a code from your phone.'
              : 'Off: your password alone opens this hub. An authenticator app on your phone can guard it.'}
          </p>
          {isOn ? (
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setStep({ at: 'password', for: 'codes' })}>New backup codes</Button>
              <Button variant="ghost" className="text-bad" onClick={() => setStep({ at: 'password', for: 'off' })}>
                Switch it off
              </Button>
            </div>
          ) : (
            <Button variant="primary" size="large" onClick={() => setStep({ at: 'password', for: 'on' })}>
              Switch it on
            </Button>
          )}
        </div>
      );
    case 'password':
      return (
        <PasswordStep
          purpose={step.for}
          onCancel={cancel}
          onBegun={(begun) => setStep({ at: 'scan', ...begun })}
          onCodes={(backupCodes) => setStep({ at: 'codes', backupCodes })}
          onOff={() => done(null)}
        />
      );
    case 'scan':
      return (
        <Suspense fallback={null}>
          <ScanStep totpUri={step.totpUri} onCancel={cancel} onDone={() => done(step.backupCodes)} />
        </Suspense>
      );
    case 'codes':
      return (
        <div className="grid gap-4">
          <SecretOnce
            label="Backup codes, each good for one sign-in"
            secret={step.backupCodes.join('\n')}
            note="Keep them where you find them without your phone. Earlier ones are good no more."
          />
          <Button variant="primary" size="large" className="justify-self-start" onClick={() => done(null)}>
            I have kept them
          </Button>
        </div>
      );
  }
}
