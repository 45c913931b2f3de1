// A grid that takes a paste from Excel and has every cell checked as it is filled. Without it the
// table is a plain form.
const form = document.querySelector("[data-grid]");
const body = form.querySelector("tbody");
const fields = [...form.querySelectorAll("th[data-field]")].map((head) => ({
  name: head.dataset.field,
  label: head.textContent.replace(/\*$/, "").trim(),
}));
const said = form.querySelector("[data-said]");
const most = Number(form.dataset.most);
let timer = 0;
let asked = 0;

// Tab-separated text as Excel copies it: a cell with line breaks or quotes stands in quotes.
function parsed(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const mark = source[at];
    if (quoted && mark === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
    else if (quoted && mark === '"') quoted = false;
    else if (!quoted && mark === '"' && cell === "") quoted = true;
    else if (!quoted && (mark === "\t" || mark === "\n")) {
      rows.at(-1).push(cell);
      cell = "";
      if (mark === "\n") rows.push([]);
    } else cell += mark;
  }
  rows.at(-1).push(cell);
  return rows;
}

// When the first line holds headings, the columns go where these say; else from where one pasted.
function columnsOf(rows, start) {
  const places = rows[0].map((text) => fields.findIndex((field) => field.label === text.trim()));
  if (places.filter((place) => place >= 0).length >= 2) return { places, rows: rows.slice(1) };
  return { places: rows[0].map((_text, at) => start + at), rows };
}

function grow(count) {
  while (body.rows.length < Math.min(count, most)) {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    const number = body.rows.length;
    row.cells[0].textContent = String(number + 1);
    row.querySelectorAll("input").forEach((input, at) => {
      input.name = input.id = `c-${number}-${fields[at].name}`;
      input.value = "";
      clear(input);
    });
    body.append(row);
  }
  form.querySelector("[data-rows]").value = String(body.rows.length);
}

function clear(input) {
  input.removeAttribute("aria-invalid");
  input.removeAttribute("title");
}

body.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!/[\t\n]/.test(text.trim()) || !event.target.matches("input")) return;
  event.preventDefault();
  const cell = event.target.closest("td");
  const first = cell.parentElement.sectionRowIndex;
  const { places, rows } = columnsOf(parsed(text), cell.cellIndex - 1);
  grow(first + rows.length + 1);
  rows.slice(0, most - first).forEach((values, down) => {
    const inputs = body.rows[first + down].querySelectorAll("input");
    values.forEach((value, at) => {
      const place = places[at];
      if (place >= 0 && place < inputs.length) inputs[place].value = value.trim();
    });
  });
  if (first + rows.length > most) said.textContent = said.dataset.full;
  else check();
});

// Enter goes down and the arrows up and down, as in a sheet.
body.addEventListener("keydown", (event) => {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("input") || event.isComposing) return;
  event.preventDefault();
  const cell = event.target.closest("td");
  if (step > 0 && cell.parentElement.sectionRowIndex === body.rows.length - 1) grow(body.rows.length + 1);
  body.rows[cell.parentElement.sectionRowIndex + step]?.cells[cell.cellIndex].querySelector("input").focus();
});

body.addEventListener("change", () => {
  clearTimeout(timer);
  timer = setTimeout(check, 400);
});

async function check() {
  const turn = (asked += 1);
  let answer;
  try {
    answer = await fetch(location.href, {
      method: "POST",
      headers: { "X-Check": "1", "X-CSRFToken": document.body.dataset.csrf || "" },
      body: new FormData(form),
    });
  } catch {
    return; // the network is away: the check comes with the submission
  }
  if (!answer.ok || answer.redirected || turn !== asked) return;
  show((await answer.json()).faults);
}

function show(faults) {
  body.querySelectorAll("[aria-invalid]").forEach(clear);
  for (const [row, name, words] of faults) {
    const input = document.getElementById(`c-${row}-${name}`);
    if (!input) continue;
    input.setAttribute("aria-invalid", "true");
    input.title = words;
  }
  if (!faults.length) {
    said.textContent = "";
    return;
  }
  const [row, name, words] = faults[0];
  const label = fields.find((field) => field.name === name)?.label ?? "";
  const one = said.dataset.template.replace("{row}", row + 1).replace("{label}", label).replace("{said}", words);
  const more = faults.length > 1 ? ` ${said.dataset.more.replace("{n}", faults.length - 1)}` : "";
  said.textContent = one + more;
}
