/** The search of the compose box, as Teams shows it: results while you type, and the card that is inserted. */

import * as api from "./api.js";
import { drawCard } from "./cards.js";

const PAUSE = 250;  // Teams, too, waits a moment before it asks
const at = (id) => document.getElementById(id);
let asked = 0;
let timer;

/** Make the dialog work; `person()` tells who searches. */
export function searching(person) {
  at("search-text").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(person()), PAUSE);
  });
  at("search-close").addEventListener("click", () => at("search").close());
}

/** Open the dialog, empty. */
export function open() {
  at("search-text").value = "";
  show([], "");
  at("search").showModal();
  at("search-text").focus();
}

async function search(person) {
  const turn = ++asked;
  let outcome;
  try {
    outcome = await api.search(person.id, at("search-text").value);
  } catch {
    outcome = { status: 0 };
  }
  if (turn !== asked) return;  // a later letter was answered first
  const answer = outcome.answer?.composeExtension;
  if (!answer) show([], "De bot gaf geen antwoord. Probeer het nog een keer.");
  else show(answer.attachments ?? [], answer.text ?? "");
}

function show(found, said) {
  at("search-said").textContent = said;
  at("search-card").replaceChildren();
  at("search-found").replaceChildren(...found.map(resultItem));
}

function resultItem(one) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  const { title, text } = one.preview.content;
  for (const [name, words] of [["name", title], ["soft", text]]) {
    const line = document.createElement("span");
    line.className = name;
    line.textContent = words;
    button.append(line);
  }
  button.addEventListener("click", () => {
    at("search-card").replaceChildren(drawCard(one.content, () => {}));
    at("search-card").scrollIntoView({ block: "nearest" });
  });
  item.append(button);
  return item;
}
