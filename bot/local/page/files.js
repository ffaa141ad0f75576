/** Files, as Teams shows them: what is about to be sent, what was sent, what the bot offers and what it gave. */

import * as api from "./api.js";

const KIND = "application/vnd.microsoft.teams.";
const OFFER = `${KIND}card.file.consent`;

export const isFile = (attachment) => attachment.contentType.startsWith(KIND);
export const isPicture = (attachment) => attachment.contentType.startsWith("image/");
/** Teams adds the text of a message once more, as HTML; nobody is shown that. */
export const isTwin = (attachment) => attachment.contentType === "text/html";

/** A file of a message as an element. `answer(accept)` says yes or no to an offer. */
export function drawFile(attachment, answer) {
  const box = document.createElement("div");
  box.className = "file";
  const name = element("span", "file-name", attachment.name ?? "bestand");
  box.append(name);
  if (attachment.contentType === OFFER) {
    const { description = "", sizeInBytes = 0 } = attachment.content ?? {};
    name.append(element("span", "soft", ` ${size(sizeInBytes)}`));
    box.append(element("p", "", description), element("p", "soft", "IVP-bot wil dit bestand in je OneDrive zetten."));
    const row = element("p", "file-buttons");
    row.append(button("Accepteren", "primary", () => answer(true)), button("Weigeren", "", () => answer(false)));
    box.append(row);
  } else if (attachment.contentUrl?.startsWith(`${location.origin}/`)) {
    const link = element("a", "", "Downloaden");
    link.href = attachment.contentUrl;
    link.download = attachment.name ?? "";
    link.setAttribute("aria-label", `Download ${attachment.name}`);
    box.append(link);
  }
  return box;
}

/** What is chosen to go along with the next message. `failed(text)` tells what went wrong. */
export class Chosen {
  constructor(list, person, failed) {
    this.list = list;
    this.person = person;
    this.failed = failed;
    this.clear();
  }

  get any() {
    return this.files.length > 0 || this.picture;
  }

  clear() {
    this.files = [];
    this.picture = false;
    this.#draw();
  }

  /** Put back what could not be sent. */
  restore({ files, picture }) {
    this.files = files;
    this.picture = picture;
    this.#draw();
  }

  /** Take the files out, as they must be named in the message. */
  take() {
    const taken = { files: this.files, picture: this.picture };
    this.clear();
    return taken;
  }

  /** A file first goes to OneDrive; the message only names it. */
  async add(file) {
    const to = this.person();
    try {
      const { file: id } = await api.upload(to.id, file);
      if (this.person() !== to) return;
      this.files.push({ id, name: file.name });
      this.#draw();
    } catch {
      this.failed(`${file.name} kon niet worden toegevoegd. Probeer het nog een keer.`);
    }
  }

  paste() {
    this.picture = true;
    this.#draw();
  }

  #draw() {
    const names = [...this.files.map((one) => one.name), ...(this.picture ? ["geplakt plaatje"] : [])];
    this.list.replaceChildren(...names.map((name, place) => this.#chip(name, place)));
    this.list.hidden = !names.length;
  }

  #chip(name, place) {
    const item = element("li", "chip", name);
    const away = button("×", "away", () => {
      if (place < this.files.length) this.files.splice(place, 1);
      else this.picture = false;
      this.#draw();
    });
    away.setAttribute("aria-label", `Haal ${name} weg`);
    item.append(away);
    return item;
  }
}

/** Choosing, dropping and pasting, all of which add to `chosen`. */
export function choosing(chosen, { button: opener, input, area, box }) {
  const addAll = (files) => [...files].forEach((file) => chosen.add(file));
  opener.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    addAll(input.files);
    input.value = "";
    box.focus();
  });
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    addAll(event.dataTransfer.files);
  });
  box.addEventListener("paste", (event) => {
    if (![...(event.clipboardData?.files ?? [])].some((file) => file.type.startsWith("image/"))) return;
    event.preventDefault();
    chosen.paste();
  });
}

function size(bytes) {
  return bytes < 1_000_000 ? `(${Math.max(1, Math.round(bytes / 1000))} kB)` : `(${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB)`;
}

function button(title, name, work) {
  const made = element("button", name, title);
  made.type = "button";
  made.addEventListener("click", work);
  return made;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
