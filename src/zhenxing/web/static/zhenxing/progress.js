// Follows a background job (a compilation, an import); once it has ended the page is loaded anew.
const panel = document.querySelector("[data-progress]");
const bar = panel.querySelector("progress");
const stage = panel.querySelector("[data-stage]");
const count = panel.querySelector("[data-count]");
let wait = 400;

async function ask() {
  try {
    const answer = await fetch(panel.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.ok) return location.reload();
    const now = await answer.json();
    if (!now.running) return location.reload();
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
      count.textContent = `${now.done}/${now.total}`;
    }
    if (now.stage && stage.textContent !== now.stage) stage.textContent = now.stage;
    wait = Math.min(wait * 1.3, 3000);
  } catch {
    wait = Math.min(wait * 2, 15000); // the network is away; it may come back
  }
  setTimeout(ask, wait);
}
setTimeout(ask, wait);
