// Keeps the answer up with the typing: asks when the typing rests, drops what has become stale.

export class Follower<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly ask: (signal: AbortSignal) => Promise<T>,
    private readonly take: (answer: T) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  // Asks after so many milliseconds without another call; the answer to anything asked before is dropped.
  request(delay: number): void {
    this.stop();
    if (delay === 0) void this.run();
    else this.timer = setTimeout(() => void this.run(), delay);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  private async run(): Promise<void> {
    const mine = new AbortController();
    this.running = mine;
    try {
      const answer = await this.ask(mine.signal);
      if (!mine.signal.aborted) this.take(answer);
    } catch (error) {
      if (!mine.signal.aborted) this.fail(error);
    }
  }
}
