// What a list fetches once its rows stand, and choosing many rows at once. Every list works without it.
(function () {
  "use strict";

  document.documentElement.classList.add("zx-scripted");

  // A part that says where it is to be had is fetched after the page; the link in it stays if that fails.
  document.querySelectorAll("[data-fill]").forEach(function (part) {
    fetch(part.dataset.fill, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
      .then(function (html) {
        if (!html) return;
        var held = document.createElement("template");
        held.innerHTML = html;
        part.replaceChildren.apply(part, held.content.firstElementChild.childNodes);
      })
      .catch(function () { /* without the network the link to count remains */ });
  });

  var all = document.querySelector("[data-pick-all]");
  if (!all) return;
  var boxes = Array.prototype.slice.call(document.querySelectorAll("input[name=pick]"));
  var bar = document.querySelector("[data-picked]");
  var said = bar && bar.querySelector("[data-picked-count]");

  function show() {
    var picked = boxes.filter(function (box) { return box.checked; }).length;
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
    if (bar) bar.classList.toggle("zx-bulk-idle", picked === 0);
    if (said) said.textContent = String(picked);
  }
  all.hidden = false;
  all.addEventListener("change", function () {
    boxes.forEach(function (box) { box.checked = all.checked; });
    show();
  });
  var last = null;
  boxes.forEach(function (box, at) {
    box.addEventListener("click", function (event) {
      if (event.shiftKey && last !== null) {
        boxes.slice(Math.min(last, at), Math.max(last, at) + 1).forEach(function (one) { one.checked = box.checked; });
      }
      last = at;
      show();
    });
    box.addEventListener("change", show);
  });
  window.addEventListener("pageshow", show);
  show();
})();
