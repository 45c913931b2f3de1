// Comforts of a list's layouts: a card's menu opens in place, arrows walk a board. All works without it.
(function () {
  "use strict";

  var open = null;

  function shut(back) {
    if (!open) return;
    var button = open.button;
    open.menu.remove();
    button.setAttribute("aria-expanded", "false");
    open = null;
    if (back) button.focus();
  }

  function links(menu) {
    return Array.prototype.slice.call(menu.querySelectorAll("a[href]"));
  }

  function show(place, button) {
    shut(false);
    fetch(place.dataset.menu, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (html) {
        shut(false);
        var menu = document.createElement("div");
        menu.className = "zl-menu";
        menu.innerHTML = html; // the server's own page, escaped there
        place.appendChild(menu);
        button.setAttribute("aria-expanded", "true");
        open = { menu: menu, button: button };
        var first = links(menu)[0];
        if (first) { first.focus(); } else { menu.tabIndex = -1; menu.focus(); }
        menu.scrollIntoView({ block: "nearest", inline: "nearest" });
      })
      .catch(function () { window.location.assign(button.dataset.href); });
  }

  // the link to the page of deeds becomes a button that opens the same deeds here
  document.querySelectorAll("[data-menu]").forEach(function (place) {
    var link = place.querySelector("a");
    var button = document.createElement("button");
    button.type = "button";
    button.dataset.href = link.href;
    button.setAttribute("aria-expanded", "false");
    button.append.apply(button, link.childNodes);
    link.replaceWith(button);
    button.addEventListener("click", function () {
      if (open && open.button === button) { shut(true); } else { show(place, button); }
    });
  });

  document.addEventListener("click", function (event) {
    if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) shut(false);
  });

  function inMenu(event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { shut(true); event.preventDefault(); return; }
    if (event.key === "Tab") { window.setTimeout(function () { if (open && !open.menu.contains(document.activeElement)) shut(false); }); return; }
    if (!step) return;
    var all = links(open.menu);
    if (!all.length) return;
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    event.preventDefault();
  }

  function names(lane) {
    return Array.prototype.slice.call(lane.querySelectorAll(".zl-card-name a"));
  }

  // up and down in a lane, left and right to the next lane with cards
  function onBoard(event, lane) {
    var all = names(lane);
    var at = all.findIndex(function (one) { return one.closest("li").contains(document.activeElement); });
    if (at < 0) return;
    var target = null;
    if (event.key === "ArrowDown") target = all[at + 1];
    if (event.key === "ArrowUp") target = all[at - 1];
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      var side = event.key === "ArrowRight" ? "nextElementSibling" : "previousElementSibling";
      var next = lane[side];
      while (next && !names(next).length) next = next[side];
      if (next) target = names(next)[Math.min(at, names(next).length - 1)];
    }
    if (!target) return;
    target.focus();
    event.preventDefault();
  }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (open && (open.menu.contains(document.activeElement) || event.key === "Escape")) { inMenu(event); return; }
    var lane = document.activeElement && document.activeElement.closest("[data-board] .zl-lane");
    if (lane) onBoard(event, lane);
  });

  // a choice takes effect at once, as in the filters
  document.querySelectorAll("form.zl-lane-choice select").forEach(function (select) {
    select.addEventListener("change", function () { select.form.requestSubmit(); });
  });
})();
