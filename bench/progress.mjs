/** A progress bar on the terminal's standard error, above which lines can be printed; nothing where there is no terminal. */
import { SingleBar } from "cli-progress";

export function progressBar(total) {
  const bar = new SingleBar({
    format: "{bar} {percentage}% | {value}/{total} | {what} | about {eta_formatted} left",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 60,
  });
  bar.start(total, 0, { what: "" });
  return {
    step: (what) => bar.increment(1, { what }),
    print(text) {
      if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
      console.log(text);
    },
    stop: () => bar.stop(),
  };
}
