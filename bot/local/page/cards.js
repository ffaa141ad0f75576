/** Cards: drawn by Microsoft's renderer when it is installed, else shown as plain text. */

import { hostConfig } from "./host-config.js";

let renderer = null;
let cardMarkdown = null;
let chatMarkdown = null;

/** Load the npm packages. Returns whether cards can be drawn. */
export async function load(installed) {
  if (!installed) return false;
  try {
    await Promise.all([script("vendor/adaptivecards.js"), script("vendor/markdown-it.js"), style("vendor/adaptivecards.css")]);
  } catch {
    return false;
  }
  renderer = window.AdaptiveCards;
  chatMarkdown = safeMarkdown(["image", "table", "html_block", "html_inline"]);
  // Cards in Teams know bold, italics, lists and links, and nothing more.
  cardMarkdown = safeMarkdown([
    "image", "table", "html_block", "html_inline", "heading", "lheading", "code", "fence", "backticks",
    "blockquote", "hr", "reference", "strikethrough",
  ]);
  renderer.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = cardMarkdown.render(text);
    result.didProcess = true;
  };
  return true;
}

/** The text of a message as an element; Markdown unless the bot says it is plain. */
export function drawText(text, format) {
  const box = document.createElement("div");
  box.className = "text";
  if (chatMarkdown && format !== "plain") {
    box.innerHTML = chatMarkdown.render(text);
    box.classList.add("markdown");
    outside(box);
  } else {
    box.textContent = text;
  }
  return box;
}

/** A card as an element. `pressed(action)` gets each Execute or Submit with the inputs in its data. */
export function drawCard(content, pressed) {
  const box = document.createElement("div");
  box.className = "card";
  if (!renderer) {
    box.append(plainCard(content));
    return box;
  }
  const card = new renderer.AdaptiveCard();
  card.hostConfig = new renderer.HostConfig(hostConfig(window.innerWidth));
  card.onExecuteAction = (action) => execute(action, pressed);
  // The renderer would open links itself in ways that depend on the browser.
  card.onAnchorClicked = () => false;
  try {
    card.parse(content);
    const drawn = card.render();
    if (!drawn) throw new Error("nothing to draw");
    box.append(drawn);
    outside(box);
  } catch {
    box.append(plainCard(content));
  }
  return box;
}

function execute(action, pressed) {
  const kind = action.getJsonTypeName();
  if (kind === "Action.OpenUrl") {
    if (/^https?:\/\//i.test(action.url ?? "")) window.open(action.url, "_blank", "noopener,noreferrer");
  } else if (kind === "Action.Execute" || kind === "Action.Submit") {
    const message = { type: kind, title: action.title, data: action.data ?? {} };
    if (action.id) message.id = action.id;
    if (action.verb) message.verb = action.verb;
    pressed(message);
  }
}

function plainCard(card) {
  const box = document.createElement("div");
  const notes = [];
  const titles = [];
  walk(card, notes, titles);
  for (const note of notes) {
    const line = document.createElement("p");
    line.textContent = note.replace(/\*\*|\\(?=[!-/:-@[-`{-~])/g, "");
    box.append(line);
  }
  if (titles.length) {
    const line = document.createElement("p");
    line.className = "soft";
    line.textContent = `Knoppen op deze kaart: ${titles.join(" · ")}. Typ onderaan wat je wilt.`;
    box.append(line);
  }
  return box;
}

function walk(node, notes, titles) {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, notes, titles));
  if (!node || typeof node !== "object") return;
  if (node.type?.startsWith("Action.") && node.title) titles.push(node.title);
  if (node.type === "TextBlock") notes.push(node.text ?? "");
  if (node.type === "RichTextBlock") notes.push((node.inlines ?? []).map((run) => run.text ?? run).join(""));
  if (node.type?.startsWith("Input.")) notes.push(...inputLines(node));
  if (!node.type && node.title && node.value && !node.choices) notes.push(`${node.title}: ${node.value}`);
  for (const name of ["body", "items", "columns", "rows", "cells", "facts", "actions", "card"]) walk(node[name], notes, titles);
}

function inputLines(input) {
  const choices = (input.choices ?? []).map((choice) => `• ${choice.title}`);
  return [input.label, input.value && `Ingevuld: ${input.value}`, ...choices].filter(Boolean);
}

function safeMarkdown(without) {
  return window.markdownit({ html: false, linkify: false, breaks: true }).disable(without);
}

/** Links leave this page without telling where from. */
function outside(box) {
  for (const link of box.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

function script(path) {
  const element = document.createElement("script");
  element.src = path;
  return loaded(element);
}

function style(path) {
  const element = document.createElement("link");
  element.rel = "stylesheet";
  element.href = path;
  return loaded(element, document.getElementById("own-style"));
}

function loaded(element, before = null) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.insertBefore(element, before);
  });
}
