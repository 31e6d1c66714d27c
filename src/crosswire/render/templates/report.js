// Reading needs none of this: it shows and hides kinds of marks, opens the folded part that a link leads to, and zooms
// the timeline.
(function () {
  "use strict";
  var layers = document.querySelector(".layers"), texts = document.getElementById("texts");
  if (layers && texts) {
    layers.hidden = false;
    layers.addEventListener("change", function (event) {
      texts.classList.toggle("hide-" + event.target.dataset.layer, !event.target.checked);
    });
  }
  function unfold() {
    var id = decodeURIComponent(location.hash.slice(1)), found = id && document.getElementById(id);
    for (var node = found; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
  }

  // The timeline: marks move with the days that are shown. render/chronicle.py draws the same ticks.
  var SVG = "http://www.w3.org/2000/svg", MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  var UNIX = 719163; // 1 January 1970 in days since 1 January of year 1, counted from 1
  function date(day) { return new Date((day - UNIX) * 864e5); }
  function ticks(low, high, room) {
    var out = [], year = 0, step = [1, 2, 7, 14].find(function (s) { return (high - low) / s <= room; }), day, days = [];
    if (step) {
      for (day = Math.ceil(low); day <= high; day++) { if (day % step === 0) { days.push(day); } }
    } else {
      var each = [1, 2, 3, 6, 12, 24, 60, 120, 240].find(function (s) { return (high - low) / 30.44 / s <= room; }) || 600;
      var month = date(low).getUTCFullYear() * 12 + date(low).getUTCMonth() + 1;
      for (; (day = Date.UTC(2000, month - 24000, 1) / 864e5 + UNIX) <= high; month++) {
        if (month % each === 0) { days.push(day); }
      }
    }
    days.forEach(function (tick) {
      var at = date(tick), name = MONTHS[at.getUTCMonth()];
      name = step ? at.getUTCDate() + " " + name : name;
      out.push([tick, at.getUTCFullYear() === year ? name : name + " " + at.getUTCFullYear()]);
      year = at.getUTCFullYear();
    });
    return out;
  }
  function zoomable(figure) {
    var svg = figure.querySelector("svg.chronicle"), bar = figure.querySelector(".zoom"), given = svg.dataset;
    var side = +given.side, plot = +given.plot, main = [+given.low, +given.high], low = main[0], high = main[1];
    var margin = Math.max(1, (given.last - given.first) / 20), all = [+given.first - margin, +given.last + margin];
    var axis = svg.querySelector(".axis"), bottom = axis.firstElementChild ? axis.firstElementChild.getAttribute("y2") : 0;
    var base = svg.viewBox.baseVal.height - 8, said = bar.querySelector(".outside");
    var marks = Array.prototype.map.call(svg.querySelectorAll(".mark"), function (mark) {
      return { node: mark, from: +mark.dataset.from, to: +mark.dataset.to, label: +mark.dataset.label,
               text: mark.querySelector("text"), bar: mark.querySelector(".stretch"),
               y: mark.transform.baseVal.getItem(0).matrix.f };
    });
    function x(day) { return (day - low) / (high - low) * plot; }
    function show(node, yes) { if (yes) { node.removeAttribute("visibility"); } else { node.setAttribute("visibility", "hidden"); } }
    function draw() {
      var lanes = {}, before = 0, after = 0;
      marks.forEach(function (mark) {
        var at = x(mark.from), length = x(mark.to) - at;
        show(mark.node, mark.to >= low && mark.from <= high);
        before += mark.to < low; after += mark.from > high;
        mark.node.setAttribute("transform", "translate(" + (side + at).toFixed(1) + "," + mark.y + ")");
        if (mark.bar) { mark.bar.setAttribute("width", Math.max(3, length).toFixed(1)); }
        mark.text.setAttribute("x", (length + 12).toFixed(1));
        lanes[mark.y] = lanes[mark.y] || [];
        if (!mark.bar) { lanes[mark.y].push([at - 8, at + 8]); }
      });
      marks.slice().reverse().forEach(function (mark) { // the weightiest are drawn last and choose first
        var start = x(mark.to) + 12, end = start + mark.label, taken = lanes[mark.y];
        var free = start >= 0 && end <= plot && !taken.some(function (box) { return box[0] < end && start < box[1]; });
        show(mark.text, free && mark.to >= low && mark.from <= high);
        if (free) { taken.push([start, end]); }
      });
      axis.replaceChildren();
      ticks(low, high, Math.max(2, Math.floor(plot / 75))).forEach(function (tick) {
        var line = document.createElementNS(SVG, "line"), text = document.createElementNS(SVG, "text"), at = side + x(tick[0]);
        [["x1", at], ["x2", at], ["y1", 0], ["y2", bottom]].forEach(function (pair) { line.setAttribute(pair[0], pair[1]); });
        text.setAttribute("x", at); text.setAttribute("y", base); text.textContent = tick[1];
        axis.append(line, text);
      });
      said.textContent = [before && before + " earlier", after && after + " later"].filter(Boolean).join(", ");
    }
    function go(from, to) {
      var wide = Math.min(Math.max(to - from, 2), all[1] - all[0]);
      low = Math.min(Math.max((from + to - wide) / 2, all[0]), all[1] - wide); high = low + wide; draw();
    }
    function zoom(by, about) { go(about - (about - low) * by, about + (high - about) * by); }
    var acts = {
      "in": function () { zoom(0.5, (low + high) / 2); }, out: function () { zoom(2, (low + high) / 2); },
      back: function () { go(low - (high - low) / 2, high - (high - low) / 2); },
      on: function () { go(low + (high - low) / 2, high + (high - low) / 2); },
      all: function () { go(all[0], all[1]); }, main: function () { go(main[0], main[1]); }
    };
    bar.addEventListener("click", function (event) {
      var act = acts[event.target.dataset.do];
      if (act) { act(); }
    });
    function day(event) {
      var box = svg.getBoundingClientRect();
      return low + ((event.clientX - box.left) / box.width * svg.viewBox.baseVal.width - side) / plot * (high - low);
    }
    svg.addEventListener("wheel", function (event) {
      if (event.ctrlKey || event.metaKey) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : 0.8, day(event)); }
    }, { passive: false });
    var held = null, moved = false;
    svg.addEventListener("pointerdown", function (event) { held = { at: day(event), x: event.clientX }; moved = false; });
    window.addEventListener("pointermove", function (event) {
      if (held && (moved || Math.abs(event.clientX - held.x) > 4)) {
        var by = held.at - day(event);
        moved = true; go(low + by, high + by);
      }
    });
    window.addEventListener("pointerup", function () { held = null; });
    svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
    svg.addEventListener("click", function (event) { if (moved) { event.preventDefault(); } }, true);
    bar.hidden = false; draw();
  }
  document.querySelectorAll(".zoomable").forEach(zoomable);
  window.addEventListener("hashchange", unfold);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  unfold();
})();
