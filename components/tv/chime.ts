const NOTES = [523.25, 659.25, 783.99];
const NOTE_SECONDS = 0.16;

/** Three soft tones. Browsers that allow no sound without a click stay silent. `volume` 0 to 1. */
export function playChime(volume: number): void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = volume * 0.4;
  gain.connect(context.destination);
  NOTES.forEach((frequency, index) => {
    const tone = context.createOscillator();
    tone.type = 'sine';
    tone.frequency.value = frequency;
    tone.connect(gain);
    const startsAt = context.currentTime + index * NOTE_SECONDS;
    tone.start(startsAt);
    tone.stop(startsAt + NOTE_SECONDS * 1.6);
  });
  setTimeout(() => void context.close(), 2_000);
}
