/** The clock of the stand-in when it runs fast: shown wherever the page has a place for it. */

const day = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
const words = new Intl.DateTimeFormat("nl-NL", { ...day, timeZone: "Europe/Amsterdam" });

/** Keep showing the moment; `now` (ISO) is the moment at which `speed` seconds began to pass in one. */
export function show(elements, { now, speed }) {
  const start = Date.parse(now);
  const begun = performance.now();
  const tick = () => {
    const moment = new Date(start + (performance.now() - begun) * speed);
    for (const one of elements) {
      one.hidden = false;
      one.textContent = `Klok: ${words.format(moment).replace(":", ".")}`;
    }
  };
  tick();
  setInterval(tick, 250);
}
