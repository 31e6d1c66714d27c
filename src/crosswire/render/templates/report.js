// Reading needs none of this: it only shows and hides kinds of marks, and opens the folded part that a link leads to.
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
  window.addEventListener("hashchange", unfold);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  unfold();
})();
