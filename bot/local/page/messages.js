/** The list of messages: one element a message, kept in the order in which they were sent. */

import { drawCard, drawText } from "./cards.js";
import { drawFile, isFile, isPicture, isTwin } from "./files.js";

const CARD = "application/vnd.microsoft.card.adaptive";
const MESSAGE = "application/vnd.microsoft.activity.message";
const clock = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long" });

/** To see whether a card is the one that is drawn already: drawing it again would wipe what is being typed. */
const spelled = (attachments = []) => JSON.stringify(attachments.map(({ contentType, content }) => [contentType, content]));

const PICTURE = "Een geplakt plaatje";

/**
 * `press(messageId, action)` sends a press and gives the answer of the bot; `say(text)` sends a line;
 * `consent(messageId, accept)` answers a file that is offered.
 * What only this screen may show, the answer to an Execute, is kept here until the screen is loaded again
 * or the bot changes the message.
 */
export class Messages {
  constructor(list, { press, consent, say, reveal, problem }) {
    this.list = list;
    this.press = press;
    this.consent = consent;
    this.say = say;
    this.reveal = reveal;
    this.problem = problem;
    this.byId = new Map();
  }

  clear() {
    this.byId.clear();
    this.list.replaceChildren();
  }

  /** Show a new or changed message. Returns its element, or null when it was taken away. */
  put(message) {
    const old = this.byId.get(message.id);
    if (message.deleted) {
      old?.element.remove();
      this.byId.delete(message.id);
      return null;
    }
    const same = old && old.drawn === spelled(message.activity.attachments) && old.message.activity.text === message.activity.text;
    if (same) {
      old.message = message;
      return old.element;
    }
    const entry = { message, element: document.createElement("li"), busy: 0, drawn: "" };
    entry.element.className = message.fromBot ? "from-bot" : "from-you";
    entry.element.dataset.id = message.id;
    this.byId.set(message.id, entry);
    this.#draw(entry, message.activity.attachments ?? []);
    if (old) this.#replace(old.element, entry.element);
    else this.#insert(entry.element);
    this.#days();
    return entry.element;
  }

  #insert(element) {
    const all = this.list.querySelectorAll("li[data-id]");
    let before = null;
    for (let n = all.length - 1; n >= 0 && Number(all[n].dataset.id) > Number(element.dataset.id); n--) before = all[n];
    this.list.insertBefore(element, before);
  }

  #replace(old, element) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(element);
    if (focused) this.#focus(element);
  }

  /** A keyboard or screen reader goes on at the top of the new card, not at the top of the page. */
  #focus(element) {
    const body = element.querySelector(".body");
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
    this.reveal(element);
  }

  #draw(entry, attachments, note = "") {
    const { message, element } = entry;
    entry.drawn = spelled(attachments);
    const head = document.createElement("p");
    head.className = "head";
    const edited = message.updates && message.activity.text ? " · gewijzigd" : "";
    head.textContent = `${message.fromBot ? "IVP-bot" : "Jij"} · ${clock.format(new Date(message.at))}${edited}`;
    const body = document.createElement("div");
    body.className = "body";
    const text = message.activity.text;
    if (text) body.append(drawText(text, message.fromBot ? message.activity.textFormat : "plain"));
    for (const attachment of attachments) {
      if (attachment.contentType === CARD) body.append(drawCard(attachment.content, (action) => this.#pressed(entry, action)));
      else if (isFile(attachment)) body.append(drawFile(attachment, (accept) => this.#consented(entry, accept)));
      else if (isPicture(attachment)) body.append(drawText(PICTURE, "plain"));
      else if (!isTwin(attachment)) body.append(drawText(`Bijlage: ${attachment.name ?? attachment.contentType}`, "plain"));
    }
    if (note) body.append(this.#note(note));
    body.append(...this.#suggestions(message));
    element.classList.toggle("has-card", attachments.some((one) => one.contentType === CARD));
    element.replaceChildren(head, body);
  }

  #note(text) {
    const note = drawText(text);
    note.classList.add("only-here");
    note.setAttribute("role", "status");
    return note;
  }

  #suggestions(message) {
    return (message.activity.suggestedActions?.actions ?? []).map((action) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "suggestion";
      button.textContent = action.title;
      button.addEventListener("click", () => this.say(String(action.value ?? action.title)));
      return button;
    });
  }

  /** The button stays usable while the bot is busy, as in Teams: pressing twice is something people do. */
  #pressed(entry, action) {
    return this.#busy(entry, async () => {
      const outcome = await this.press(entry.message.id, action);
      const now = this.byId.get(entry.message.id);
      if (action.type === "Action.Execute" && now) this.#answered(now, outcome);
      else if (outcome.status < 200 || outcome.status > 299) this.problem();
    });
  }

  #consented(entry, accept) {
    return this.#busy(entry, async () => {
      const outcome = await this.consent(entry.message.id, accept);
      if (outcome.status < 200 || outcome.status > 299) this.problem();
    });
  }

  async #busy(entry, work) {
    entry.busy += 1;
    entry.element.classList.add("busy");
    entry.element.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch {
      this.problem();
    } finally {
      entry.busy -= 1;
      if (!entry.busy) {
        entry.element.classList.remove("busy");
        entry.element.removeAttribute("aria-busy");
      }
    }
  }

  #answered(entry, { status, answer }) {
    if (status !== 200 || !answer || answer.statusCode >= 400) {
      this.problem(answer?.value?.message);
    } else if (answer.type === CARD) {
      const attachments = [{ contentType: CARD, content: answer.value }];
      if (spelled(attachments) === entry.drawn) return;
      const focused = entry.element.contains(document.activeElement);
      this.#draw(entry, attachments);
      if (focused) this.#focus(entry.element);
    } else if (answer.type === MESSAGE) {
      entry.element.querySelector(".only-here")?.remove();
      entry.element.querySelector(".body").append(this.#note(String(answer.value)));
    }
  }

  #days() {
    let last = "";
    for (const mark of this.list.querySelectorAll(".day")) mark.remove();
    for (const element of this.list.querySelectorAll("li[data-id]")) {
      const name = day.format(new Date(this.byId.get(element.dataset.id).message.at));
      if (name !== last) {
        const mark = document.createElement("li");
        mark.className = "day";
        mark.textContent = name;
        element.before(mark);
      }
      last = name;
    }
  }
}
