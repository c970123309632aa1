/**
 * Something to be done when nothing more has come for a moment: what a server has to say of files that browsers ask for
 * one by one. It keeps no process running.
 */
export class QuietMoment {
  private readonly act: () => void;
  private readonly milliseconds: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void, milliseconds = 500) {
    this.act = act;
    this.milliseconds = milliseconds;
  }

  /** Something has come. */
  wait(): void {
    this.cancel();
    this.timer = setTimeout(this.act, this.milliseconds);
    this.timer.unref();
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
