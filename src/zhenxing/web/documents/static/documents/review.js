// The review page: two panes that answer each other, decisions without leaving the page, one-key work.
// Everything here is also a plain link or form; this file only saves the reload.

const root = document.querySelector("[data-review]");
const text = document.getElementById("document");
const pane = document.getElementById("review");
const list = root.querySelector(".rv-list");
const say = root.querySelector("[data-say]");
const toast = root.querySelector("[data-toast]");
const help = document.getElementById("rv-help");
const complete = root.hasAttribute("data-complete");
const KEYS = "zhenxing.review.keys";
const SAID = "zhenxing.review.said";

document.documentElement.classList.add("has-js");

let current = null;
let shownTab = "";
let onlyOpen = false;

// --- finding things ---------------------------------------------------------------------------------
const cards = () => [...list.querySelectorAll(".pc")];
const visible = () => cards().filter((card) => !card.hidden);
const cardOf = (number) => document.getElementById(`p-${number}`);
const isOpen = (card) => card.dataset.state === "pending";
const marksOf = (number) => text.querySelectorAll(`[data-p~="${number}"]`);
const phone = matchMedia("(max-width: 61.99rem)");

// --- choosing a card ----------------------------------------------------------------------------------
function select(card, { focus = true, follow = true, scroll = true } = {}) {
  if (!card) return;
  if (current && current !== card) current.classList.remove("is-current");
  current = card;
  card.classList.add("is-current");
  card.hidden = false;
  if (focus) card.focus({ preventScroll: true });
  if (scroll) reveal(card, pane);
  if (follow) point(card.dataset.number);
}

function reveal(element, scroller) {
  if (phone.matches) {
    element.scrollIntoView({ block: "center", behavior: motion() });
    return;
  }
  const box = element.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  const head = scroller === pane ? pane.querySelector(".rv-tabs").offsetHeight : 0;
  if (box.top < frame.top + head || box.bottom > frame.bottom) {
    const room = Math.max(0, (frame.height - head - box.height) / 3);
    const distance = box.top - frame.top - head - room;
    const far = Math.abs(distance) > frame.height * 1.5; // a long glide only makes one wait
    scroller.scrollBy({ top: distance, behavior: far ? "auto" : motion() });
  }
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** Show on the left where a proposal stands. */
function point(number, { show = false } = {}) {
  text.querySelectorAll(".is-pointed").forEach((mark) => mark.classList.remove("is-pointed"));
  const marks = marksOf(number);
  marks.forEach((mark) => mark.classList.add("is-pointed"));
  if (!marks.length) return;
  if (show && phone.matches) showPane("document");
  if (!phone.matches || show) reveal(marks[0], text);
}

function flash(element) {
  element.classList.remove("is-flashed");
  void element.offsetWidth; // restart the animation
  element.classList.add("is-flashed");
}

// --- moving -------------------------------------------------------------------------------------------
function move(step) {
  const all = visible();
  const at = all.indexOf(current);
  select(all[Math.min(Math.max(at + step, 0), all.length - 1)] ?? all[0]);
}

function nextOpen(from) {
  const all = visible();
  const at = all.indexOf(from ?? current);
  return all.slice(at + 1).find(isOpen) ?? all.slice(0, Math.max(at, 0)).find(isOpen) ?? null;
}

// --- deciding -----------------------------------------------------------------------------------------
async function decide(form, submitter) {
  const card = form.closest(".pc");
  if (card.dataset.busy) return;
  card.dataset.busy = "1";
  const body = new FormData(form, submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (answer.redirected || answer.status === 403 || answer.status === 404) return location.reload();
    const fresh = swap(card, await answer.text());
    if (answer.ok) decided(fresh, body.get("decision") === "reopen");
    else refused(fresh);
  } catch {
    announce(root.dataset.sayFault, true);
  } finally {
    delete card.dataset.busy;
  }
}

function decided(card, reopened) {
  // a place that was read brought up what its sentence says: those cards are not here yet
  if (complete && document.querySelector(".rv-bar").max > cards().length) {
    sessionStorage.setItem(SAID, root.dataset.sayAdded);
    location.hash = card.id;
    return location.reload();
  }
  const left = cards().filter(isOpen).length;
  const next = reopened ? card : nextOpen(card);
  filter();
  if (next) {
    select(next);
    announce(`#${card.dataset.number} ${root.dataset.sayDecided} ${left}`);
  } else {
    card.focus();
    announce(root.dataset.sayDone, true);
  }
}

function refused(card) {
  select(card, { follow: false });
  card.querySelector("[aria-invalid], .pc-notice")?.focus();
}

/** Put a fresh card in the place of the old one, and the counts that came with it. */
function swap(card, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fresh = parsed.querySelector(".pc");
  if (!fresh) return card;
  const wasCurrent = card === current;
  fresh.classList.toggle("is-current", wasCurrent);
  card.replaceWith(fresh);
  if (wasCurrent) current = fresh;
  const counts = { progress: "rv-progress", tabs: "rv-tabs", undo: "rv-undo" };
  for (const [name, id] of Object.entries(counts)) {
    const part = parsed.querySelector(`[data-oob="${name}"]`);
    if (part) document.getElementById(id).replaceChildren(...part.childNodes);
  }
  showChosenTab();
  for (const mark of marksOf(fresh.dataset.number)) {
    mark.className = mark.className.replace(/\bs-\w+/, `s-${fresh.dataset.state}`);
  }
  return fresh;
}

async function load(card, url) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return null;
  return swap(card, await answer.text());
}

async function edit(card, url) {
  const fresh = await load(card, url);
  if (!fresh) return;
  select(fresh, { focus: false });
  fresh.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

async function see(card, url) {
  const place = card.querySelector("[data-source]");
  if (place.firstChild) return place.replaceChildren();
  const answer = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) return announce(root.dataset.sayFault, true);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...parsed.body.childNodes);
  reveal(card, pane);
}

// --- taking back ----------------------------------------------------------------------------------------
/** Undo the person's last deed; the cards it touched are fetched afresh. */
async function undo(form) {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { "X-Fragment": "1" },
  }).catch(() => null);
  if (!answer || answer.redirected) return location.reload();
  const said = await answer.json();
  const changed = (said.restored ?? []).map(cardOf).filter(Boolean);
  // what was added has gone, or too much has changed to fetch it piece by piece
  if (!answer.ok || said.gone.length || changed.length > 20) {
    sessionStorage.setItem(SAID, said.message);
    location.hash = changed[0]?.id ?? "";
    return location.reload();
  }
  for (const card of changed) await load(card, cardUrl(card));
  filter();
  select(changed.length ? cardOf(changed[0].dataset.number) : current);
  announce(said.message, true);
}

const cardUrl = (card) => root.dataset.card.replace("/0/", `/${card.dataset.number}/`);

document.getElementById("rv-undo").addEventListener("submit", (event) => {
  event.preventDefault();
  undo(event.target);
});

// --- what the machine missed: select it, say what it is ---------------------------------------------------
const pick = root.querySelector("[data-pick]");

function offer() {
  const selection = getSelection();
  const chosen = selection.rangeCount && text.contains(selection.anchorNode) ? String(selection).trim() : "";
  pick.hidden = chosen.length < 2;
  if (pick.hidden) return;
  root.dataset.chosen = chosen.slice(0, 2000);
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const top = box.bottom + pick.offsetHeight + 12 > innerHeight ? box.top - pick.offsetHeight - 8 : box.bottom + 8;
  pick.style.setProperty("top", `${Math.max(8, Math.min(top, innerHeight - pick.offsetHeight - 8))}px`);
  pick.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - pick.offsetWidth - 8))}px`);
}

async function propose(kind) {
  const asked = new URLSearchParams({ kind, quote: root.dataset.chosen });
  pick.hidden = true;
  getSelection().removeAllRanges();
  const answer = await fetch(`${pick.dataset.pick}?${asked}`, { headers: { "X-Fragment": "1" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return announce(root.dataset.sayFault, true);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("rv-add").replaceWith(parsed.getElementById("rv-add"));
  showPane("review");
  const form = document.querySelector("#rv-add details[open] form");
  form.scrollIntoView({ block: "center", behavior: motion() });
  form.querySelector("input:not([type=hidden]), textarea:not([data-quote])").focus({ preventScroll: true });
}

// the pointer is let go, or the keyboard has moved the selection
document.addEventListener("pointerup", (event) => { if (!pick.contains(event.target)) setTimeout(offer); });
text.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offer(); });
text.addEventListener("scroll", () => { if (!pick.hidden) offer(); });
pick.addEventListener("click", (event) => {
  const button = event.target.closest("[data-as]");
  if (button) propose(button.dataset.as);
});

// --- tabs, filters, panes -----------------------------------------------------------------------------
function filter() {
  if (!complete) return;
  for (const card of cards()) {
    const inTab = !shownTab || card.dataset.tab === shownTab;
    const wanted = !onlyOpen || isOpen(card) || card === current;
    card.hidden = !(inTab && wanted);
  }
}

function showTab(name) {
  shownTab = name;
  filter();
  showChosenTab();
  pane.scrollTo({ top: 0 });
  select(visible().find(isOpen) ?? visible()[0], { focus: false });
}

function showChosenTab() {
  if (!complete) return;
  for (const link of pane.querySelectorAll("[data-show]")) {
    if (link.dataset.show === shownTab) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function showPane(name) {
  root.dataset.shown = name;
  root.querySelectorAll("[data-pane]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  });
}

// --- what others do meanwhile ---------------------------------------------------------------------------
async function lookAround() {
  if (document.hidden) return;
  const answer = await fetch(root.dataset.versions).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const now = await answer.json();
  const changed = cards().filter((card) => {
    const version = now.versions[card.dataset.number];
    return version && String(version) !== card.dataset.version && !card.dataset.busy && !("editing" in card.dataset);
  });
  for (const card of changed.slice(0, 20)) {
    const fresh = await load(card, cardUrl(card));
    if (fresh) flash(fresh);
  }
  if (changed.length) announce(`${root.dataset.sayOther} #${changed.map((card) => card.dataset.number).join("、#")}`, true);
  filter();
}

function announce(words, loud = false) {
  say.textContent = words;
  if (!loud) return;
  toast.textContent = words;
  toast.hidden = false;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { toast.hidden = true; }, 5000);
}

// --- events -------------------------------------------------------------------------------------------
list.addEventListener("submit", (event) => {
  event.preventDefault();
  decide(event.target, event.submitter);
});

list.addEventListener("click", (event) => {
  const card = event.target.closest(".pc");
  const link = event.target.closest("a");
  if (!card) return;
  if (link?.dataset.edit) {
    event.preventDefault();
    edit(card, link.dataset.edit);
  } else if (link?.dataset.cancel) {
    event.preventDefault();
    load(card, link.dataset.cancel).then((fresh) => select(fresh));
  } else if (link && "see" in link.dataset) {
    event.preventDefault();
    see(card, link.href);
  } else if (link && "place" in link.dataset) {
    event.preventDefault();
    select(card, { focus: false, follow: false, scroll: false });
    point(card.dataset.number, { show: true });
    marksOf(card.dataset.number).forEach(flash);
  } else if (link?.hash.startsWith("#p-")) {
    event.preventDefault();
    jump(link.hash.slice(3));
  } else if (!event.target.closest("button, input, select, textarea, label, summary, a")) {
    select(card, { scroll: false });
    marksOf(card.dataset.number).forEach(flash);
  }
});

list.addEventListener("focusin", (event) => {
  const card = event.target.closest(".pc");
  if (card && card !== current) select(card, { focus: false, scroll: false });
});

function jump(number) {
  const card = cardOf(number);
  if (!card) return;
  if (complete && shownTab && card.dataset.tab !== shownTab) { shownTab = ""; filter(); showChosenTab(); }
  if (phone.matches) showPane("review");
  select(card, { follow: false });
  point(number);
  flash(card);
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-p]");
  if (!mark) return;
  event.preventDefault();
  const numbers = mark.dataset.p.split(" ");
  const first = mark.getAttribute("href").slice(3);
  const at = current ? numbers.indexOf(current.dataset.number) : -1;
  jump(at < 0 || numbers.length === 1 ? first : numbers[(at + 1) % numbers.length]);
});

root.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-show]");
  const only = event.target.closest("[data-only-open]");
  const button = event.target.closest("[data-pane]");
  if (tab && complete) { event.preventDefault(); showTab(tab.dataset.show); }
  if (only && complete) {
    event.preventDefault();
    onlyOpen = !onlyOpen;
    only.setAttribute("aria-pressed", String(onlyOpen));
    filter();
  }
  if (button) showPane(button.dataset.pane);
});

text.querySelector("[data-repairs]").addEventListener("change", (event) => {
  text.classList.toggle("shows-repairs", event.target.checked);
});

// --- one key, one deed --------------------------------------------------------------------------------
const keys = help.querySelector("[data-keys]");
keys.checked = localStorage.getItem(KEYS) !== "off";
keys.addEventListener("change", () => localStorage.setItem(KEYS, keys.checked ? "on" : "off"));
document.querySelector("[data-help]").addEventListener("click", () => help.showModal());

const typing = (element) => element.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

const deeds = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  n: () => select(nextOpen()),
  z: () => document.querySelector("#rv-undo button")?.click(),
  "?": () => help.showModal(),
  Enter: () => { if (current) { point(current.dataset.number, { show: true }); marksOf(current.dataset.number).forEach(flash); } },
};
for (const key of "aervucsm") deeds[key] = () => press(key, current);

function press(key, card) {
  const control = card?.querySelector(`[data-key="${key}"]`);
  if (!control) return false;
  if (control.matches("input")) control.focus();
  else control.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { pick.hidden = true; return escape(event); }
  if (!keys.checked || help.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) return;
  const within = root.contains(event.target) || event.target === document.body || event.target.id === "main";
  if (!within) return;
  const plain = event.target.matches(".pc, .rv-cards, body, main") || event.target === text;
  if ((event.key === "Enter" || event.key.startsWith("Arrow")) && (!plain || event.target === text)) return;
  const digit = current?.querySelector(`[data-digit="${event.key}"]`);
  const deed = digit ? () => digit.click() : deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!deed || (event.shiftKey && event.key !== "?")) return;
  event.preventDefault();
  deed();
});

function escape(event) {
  if (help.open) return;
  const card = event.target.closest?.(".pc");
  const cancel = card?.querySelector("[data-cancel]");
  if (cancel) cancel.click();
  else if (card && typing(event.target)) card.focus();
}

// --- beginning ------------------------------------------------------------------------------------------
showPane(phone.matches && location.hash === "#document" ? "document" : "review");
const asked = location.hash.startsWith("#p-") ? cardOf(location.hash.slice(3)) : null;
// without a place asked for, the document is seen from its beginning
select(asked ?? visible().find(isOpen) ?? visible()[0], { focus: Boolean(asked), follow: Boolean(asked) });
if (sessionStorage.getItem(SAID)) announce(sessionStorage.getItem(SAID), true);
sessionStorage.removeItem(SAID);
setInterval(lookAround, 8000);
document.addEventListener("visibilitychange", lookAround);
