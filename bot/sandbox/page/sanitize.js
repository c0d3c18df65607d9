/* Rebuilds a message's HTML from a short list of tags; everything else becomes its text. */
import { el } from "./dom.js";

const ALSO = { STRONG: "b", EM: "i", INS: "u", DEL: "s", STRIKE: "s" };
const PLAIN = { B: "b", I: "i", U: "u", S: "s", CODE: "code", PRE: "pre", BR: "br", ...ALSO };
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH", "NOSCRIPT", "TITLE"]);
const LINK = /^(https?|tg|mailto|tel):/i;

/** Gives safe nodes for `html`; `follow(address)` is called when a link is used. */
export function safeNodes(html, follow) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return childrenOf(parsed.body, follow);
}

function childrenOf(node, follow) {
  return [...node.childNodes].flatMap((child) => rebuilt(child, follow));
}

function rebuilt(node, follow) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName.toUpperCase())) return [];
  const children = childrenOf(node, follow);
  if (PLAIN[node.nodeName]) return [el(PLAIN[node.nodeName], {}, ...children)];
  if (node.nodeName === "A") return [link(node.getAttribute("href") ?? "", children, follow)];
  if (node.nodeName === "TIME") return [el("time", { datetime: moment(node.getAttribute("datetime")) }, ...children)];
  if (node.nodeName === "BLOCKQUOTE") return [quote(node, children)];
  if (node.nodeName === "SPAN") return span(node, children, follow);
  return children;
}

function span(node, children, follow) {
  if (/spoiler/.test(node.className)) return [spoiler(children)];
  if (node.classList.contains("tg-command")) return [pressed(node.textContent, children, follow)];
  return children;
}

function moment(written) {
  return /^\d+$/.test(written ?? "") ? new Date(Number(written) * 1000).toISOString() : written;
}

function link(address, children, follow) {
  if (!LINK.test(address)) return el("span", {}, ...children);
  return pressed(address, children, follow);
}

function pressed(address, children, follow) {
  const node = el("a", { role: "link", tabindex: "0", title: address }, ...children);
  pressable(node, () => follow(address));
  return node;
}

function spoiler(children) {
  const cover = el("span", { class: "spoiler-text", "aria-hidden": "true" }, ...children);
  const named = { role: "button", tabindex: "0", "aria-label": "Hidden words. Press to show." };
  const node = el("span", { class: "spoiler", ...named }, cover);
  const reveal = () => {
    node.classList.add("shown");
    Object.keys(named).forEach((name) => node.removeAttribute(name));
    cover.removeAttribute("aria-hidden");
  };
  pressable(node, reveal);
  return node;
}

function quote(node, children) {
  const folds = node.hasAttribute("expandable") || /expandable/.test(node.className);
  if (!folds) return el("blockquote", {}, ...children);
  const text = el("blockquote", { class: "folded" }, ...children);
  const toggle = el("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show more");
  toggle.addEventListener("click", () => {
    const folded = text.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "Show more" : "Show less";
  });
  text.addEventListener("click", () => text.classList.contains("folded") && toggle.click());
  return el("div", { class: "quote" }, text, toggle);
}

function pressable(node, run) {
  node.addEventListener("click", run);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    run();
  });
}
