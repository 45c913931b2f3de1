// Small comforts. Every page works without them.
(function () {
  "use strict";

  // A menu closes when one clicks elsewhere or presses Escape.
  var menus = "details[data-closes-outside][open]";
  document.addEventListener("click", function (event) {
    document.querySelectorAll(menus).forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(menus).forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // A group of the navigation stays as the person left it.
  document.querySelectorAll("details[data-fold]").forEach(function (fold) {
    var key = "zhenxing.fold." + fold.dataset.fold;
    var here = fold.querySelector("[aria-current]");
    if (!here && localStorage.getItem(key)) fold.open = localStorage.getItem(key) === "open";
    fold.querySelector("summary").addEventListener("click", function () {
      localStorage.setItem(key, fold.open ? "shut" : "open");
    });
  });

  // What went wrong is read out and seen first.
  var first = document.querySelector("[data-focus]");
  if (first) first.focus();

  // A choice in a filter takes effect at once, where filters are not folded away; typing waits for Enter.
  document.querySelectorAll("form.zx-filters select").forEach(function (select) {
    select.addEventListener("change", function () {
      var fold = select.form.querySelector(".zx-fold");
      if (!fold || !fold.offsetParent) select.form.requestSubmit();
    });
  });

  // One press, one submission (the server's idempotency key holds it too).
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.addEventListener("pageshow", function () { delete form.dataset.sent; }, { once: true });
  });

  // Partial requests carry the token.
  document.body.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRFToken"] = document.body.dataset.csrf || "";
  });

  // Codes of a long table are offered while one types.
  document.querySelectorAll("input[data-offers]").forEach(function (box) {
    var waiting;
    box.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        fetch(box.dataset.offers + "&q=" + encodeURIComponent(box.value)).then(function (answer) {
          return answer.ok && !answer.redirected ? answer.text() : "";
        }).then(function (options) { box.list.innerHTML = options; });
      }, 200);
    });
  });

  // Leaving a form half filled asks first.
  var dirty = false;
  document.querySelectorAll("form.zx-form").forEach(function (form) {
    form.addEventListener("input", function () { dirty = true; });
    form.addEventListener("submit", function () { dirty = false; });
  });
  window.addEventListener("beforeunload", function (event) { if (dirty) event.preventDefault(); });
})();
