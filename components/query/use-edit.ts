'use client';

import { useState } from 'react';
import { toast } from '@/components/layout/toast';
import { RequestError } from '@/components/query/fetch-json';

const CONFLICT = 409;

/** Sends an edit and tells how it went; when somebody was faster, what is there is read again. */
export function useEdit(onChanged: () => void) {
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const refuse = (error: RequestError) => {
    setProblems(error.fields);
    setMessage(error.message);
    if (error.status === CONFLICT) onChanged();
  };
  const send = async <Answer>(work: () => Promise<Answer>, said: (answer: Answer) => string): Promise<boolean> => {
    setSending(true);
    clear();
    try {
      toast.success(said(await work()));
      onChanged();
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      refuse(error);
      return false;
    } finally {
      setSending(false);
    }
  };
  const clear = () => {
    setProblems({});
    setMessage(null);
  };
  return { problems, message, isSending, send, refuse, clear };
}
