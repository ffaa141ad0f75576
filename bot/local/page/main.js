/** The page: who you are, the conversation, the box to type in. One open page is one device. */

import * as api from "./api.js";
import { load } from "./cards.js";
import { Chosen, choosing } from "./files.js";
import * as clock from "./clock.js";
import { Messages } from "./messages.js";
import * as search from "./search.js";

const at = (id) => document.getElementById(id);
const log = at("log");
const box = at("text");
const drafts = new Map();
let people = [];
let person = null;
let stop = () => {};
let caughtUp = false;
let typingTimer;
let atEnd = true;

const messages = new Messages(at("messages"), {
  press: (message, action) => api.press(person.id, message, action),
  consent: (message, accept) => api.consent(person.id, message, accept),
  say: (text) => send(text),
  reveal: (element) => reveal(element, false),
  problem: (text) => tell(text || "De bot gaf geen antwoord. Probeer het nog een keer."),
});

const chosen = new Chosen(at("chosen"), () => person, tell);

async function start() {
  const answer = await api.people();
  people = answer.people;
  if (answer.clock) clock.show(document.querySelectorAll(".clock"), answer.clock);
  const drawn = await load(answer.cards);
  at("plain-notice").hidden = drawn;
  at("people").replaceChildren(...people.map(personItem));
  window.addEventListener("hashchange", choose);
  choose();
}

function personItem(one, place) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${one.id}`;
  link.dataset.person = one.id;
  const avatar = document.createElement("span");
  avatar.className = `avatar tint-${place % 6}`;
  avatar.setAttribute("aria-hidden", "true");
  avatar.textContent = initials(one.name);
  const words = document.createElement("span");
  words.className = "words";
  words.append(line("name", one.name), line("soft", [one.role, one.guest && "gast"].filter(Boolean).join(" · ")));
  if (one.themes.length) words.append(line("soft themes", one.themes.join(", ")));
  link.append(avatar, words);
  const second = document.createElement("a");
  second.href = `#${one.id}`;
  second.target = "_blank";
  second.className = "second";
  second.textContent = "↗";
  second.title = "Open in een nieuw tabblad";
  second.setAttribute("aria-label", `Open ${one.name} in een nieuw tabblad`);
  item.append(link, second);
  return item;
}

function line(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

const initials = (name) => {
  const words = name.split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
};

function choose() {
  if (person) drafts.set(person.id, box.value);
  stop();
  stop = () => {};
  person = people.find((one) => one.id === location.hash.slice(1)) ?? null;
  document.body.classList.toggle("chatting", Boolean(person));
  at("chat").hidden = !person;
  at("empty").hidden = Boolean(person);
  for (const link of document.querySelectorAll("[data-person]")) {
    if (link.dataset.person === person?.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.title = person ? `${person.name} – IVP-bot` : "IVP-bot";
  messages.clear();
  chosen.clear();
  if (!person) return;
  at("you").textContent = `Je bent ${person.name}${person.role ? ` (${person.role})` : ""}`;
  at("second").href = location.href;
  box.value = drafts.get(person.id) ?? "";
  grow();
  box.focus({ preventScroll: true });
  follow();
  api.open(person.id).then(check, noAnswer);
}

function follow() {
  caughtUp = false;
  stop = api.follow(person.id, {
    reset: () => messages.clear(),
    message: show,
    typing: showTyping,
    ready: () => {
      caughtUp = true;
      toEnd();
    },
    state: showState,
  });
}

function show(message) {
  const near = atEnd;
  const element = messages.put(message);
  if (message.fromBot) hideTyping();
  if (!caughtUp || !element) return;
  if (message.fromBot) announce(element);
  if (near || !message.fromBot) reveal(element, !message.updates);
  else at("jump").hidden = message.updates > 0;
}

/** Bring a message into sight. One that is taller than the window is read from its top. */
function reveal(element, isNew) {
  const tall = element.offsetHeight > log.clientHeight - 24;
  const above = element.getBoundingClientRect().top < log.getBoundingClientRect().top;
  if (tall || above) {
    atEnd = false;
    element.scrollIntoView({ block: "start" });
  } else if (isNew) toEnd();
  else element.scrollIntoView({ block: "nearest" });
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
  atEnd = true;
  at("jump").hidden = true;
}

function announce(element) {
  const text = element.querySelector(".body").innerText.replace(/\s+/g, " ").slice(0, 600);
  at("announce").textContent = `IVP-bot: ${text}`;
}

function showTyping() {
  at("typing").hidden = false;
  toEnd();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hideTyping, 10_000);
}

function hideTyping() {
  clearTimeout(typingTimer);
  at("typing").hidden = true;
}

function showState(state) {
  const texts = {
    open: "",
    waiting: "De verbinding is even weg. Ik probeer het opnieuw.",
    refused: "De bot is opnieuw gestart. Open het nieuwe adres dat in het venster van de bot staat.",
  };
  at("connection").textContent = texts[state];
  at("connection").hidden = state === "open";
}

function tell(text) {
  at("connection").textContent = text;
  at("connection").hidden = false;
}

const check = (outcome) => {
  if (outcome.status >= 200 && outcome.status < 300) return showState("open");
  return noAnswer();
};

const noAnswer = () => {
  hideTyping();
  tell("De bot gaf geen antwoord. Je bericht is wel verstuurd. Kies ‘Proberen’ om het nog een keer te bezorgen.");
};

async function send(text, along = { files: [], picture: false }) {
  const to = person;
  try {
    check(await api.say(to.id, text, along.files.map((file) => file.id), along.picture));
  } catch {
    if (person === to && !box.value) box.value = text;
    else drafts.set(to.id, text);
    if (person === to && !chosen.any) chosen.restore(along);
    grow();
    tell("Je bericht is niet verstuurd. De tekst staat nog in het vak. Probeer het zo nog een keer.");
  }
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, window.innerHeight * 0.4)}px`;
}

at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value;
  if (!text.trim() && !chosen.any) return;
  box.value = "";
  grow();
  box.focus();
  send(text, chosen.take());
});

box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});

log.addEventListener("scroll", () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  if (atEnd) at("jump").hidden = true;
});
// A card that opens, or a window that gets lower, does not push the last line out of sight.
const sizes = new ResizeObserver(() => atEnd && toEnd());
sizes.observe(log);
sizes.observe(at("messages"));
at("jump").addEventListener("click", toEnd);
at("back").addEventListener("click", () => {
  location.hash = "";
  document.querySelector("[data-person]")?.focus();
});

function menuItem(id, work) {
  at(id).addEventListener("click", async () => {
    at("menu").open = false;
    await work();
  });
}

menuItem("compose", () => search.open());
menuItem("reload", () => location.reload());
menuItem("second", () => {});
menuItem("again", () => api.again(person.id).then(check, noAnswer));
menuItem("fail-send", () => api.fail("send"));
menuItem("fail-update", () => api.fail("update"));
document.addEventListener("click", (event) => {
  if (!at("menu").contains(event.target)) at("menu").open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && at("menu").open) {
    at("menu").open = false;
    at("menu").querySelector("summary").focus();
  }
});

search.searching(() => person);
choosing(chosen, { button: at("attach"), input: at("file"), area: at("chat"), box });
start().catch(() => {
  document.querySelector(".people").append(
    Object.assign(document.createElement("p"), {
      className: "notice",
      textContent: "Deze pagina krijgt geen antwoord. Start de bot en open het adres dat in zijn venster staat.",
    }),
  );
});
