// Buttons of the rule builder without leaving the page: the same form, sent to the same address, comes back
// changed. Saving goes the ordinary way, and without this file so does everything else.
const QUIET = new Set(["draft", "publish", "remove"]);

document.addEventListener("click", async (event) => {
  const button = event.target.closest("#rule-form button[name=do]");
  if (!button || QUIET.has(button.value)) return;
  const form = button.form;
  event.preventDefault();
  const data = new FormData(form, button);
  form.setAttribute("aria-busy", "true");
  try {
    const headers = { "X-Requested-With": "builder" };
    const answer = await fetch(form.action, { method: "POST", body: data, headers });
    if (answer.redirected || !answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#rule-form");
    if (!fresh) throw new Error("no form");
    form.replaceWith(fresh);
    focusOn(fresh, button.value);
  } catch {
    form.removeAttribute("aria-busy");
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: button.value });
    form.append(hidden);
    form.submit();
  }
});

function focusOn(form, deed) {
  const place = deed === "preview" ? form.querySelector("#seen") : form.querySelector(`[id="n-${form.dataset.place}"]`);
  const wrong = form.querySelector("[data-focus]");
  const target = wrong ?? place;
  if (!target) return;
  const field = deed === "preview" || wrong ? target : target.querySelector("select, input:not([type=hidden])") ?? target;
  field.focus();
  target.scrollIntoView({ block: "nearest" });
}
