import { TOASTER_READY, TOASTER_WANTED } from './toast-events';

type ToastOptions = { description?: string };
type Show = ((message: string, options?: ToastOptions) => void) & {
  success(message: string, options?: ToastOptions): void;
  error(message: string, options?: ToastOptions): void;
};

let ready: Promise<void> | undefined;

/** Short messages at the edge of the screen. Their library is loaded with the first one: most visits need none. */
export const toast: Show = Object.assign(
  (message: string, options?: ToastOptions) => void load().then((sonner) => sonner.toast(message, options)),
  {
    success: (message: string, options?: ToastOptions) =>
      void load().then((sonner) => sonner.toast.success(message, options)),
    error: (message: string, options?: ToastOptions) =>
      void load().then((sonner) => sonner.toast.error(message, options)),
  },
);

/** What is said before the toaster is there would not be shown. */
async function load() {
  ready ??= new Promise<void>((resolve) => {
    window.addEventListener(TOASTER_READY, () => resolve(), { once: true });
    window.dispatchEvent(new Event(TOASTER_WANTED));
  });
  await ready;
  return import('sonner');
}
