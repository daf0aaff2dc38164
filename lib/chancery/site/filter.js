/* Filters of the list: made here, so that without scripts nothing is shown that does not work. */
(function () {
  "use strict";
  var place = document.getElementById("filter");
  var items = Array.prototype.slice.call(document.querySelectorAll("li.report"));
  var choices = JSON.parse(document.getElementById("choices").textContent);
  if (!place || items.length < 2) { return; }
  var form = document.createElement("form");
  form.setAttribute("aria-label", "Filter the briefings");
  var fields = {};
  function labelled(words, control, name) {
    var label = document.createElement("label");
    label.textContent = words;
    control.name = name;
    label.appendChild(control);
    form.appendChild(label);
    fields[name] = control;
    control.addEventListener("input", apply);
  }
  function option(value, words) {
    var made = document.createElement("option");
    made.value = value;
    made.textContent = words;
    return made;
  }
  choices.forEach(function (choice) {
    var select = document.createElement("select");
    select.appendChild(option("", "All"));
    choice.entries.forEach(function (entry) { select.appendChild(option(entry[0], entry[1])); });
    labelled(choice.words, select, choice.name);
  });
  [["from", "From"], ["to", "To"]].forEach(function (pair) {
    var input = document.createElement("input");
    input.type = "date";
    labelled(pair[1], input, pair[0]);
  });
  var reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show all";
  reset.addEventListener("click", function () { form.reset(); apply(); });
  form.appendChild(reset);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var status = document.createElement("p");
  status.setAttribute("role", "status");
  place.appendChild(form);
  place.appendChild(status);
  function shown(item) {
    var data = item.dataset;
    return (!fields.theatre || !fields.theatre.value || data.theatre === fields.theatre.value) &&
      (!fields.actor || !fields.actor.value || (" " + data.actors + " ").indexOf(" " + fields.actor.value + " ") >= 0) &&
      (!fields.marking || !fields.marking.value || data.marking === fields.marking.value) &&
      (!fields.from.value || data.date >= fields.from.value) &&
      (!fields.to.value || (data.date && data.date <= fields.to.value));
  }
  function apply() {
    var left = 0;
    items.forEach(function (item) {
      item.hidden = !shown(item);
      left += item.hidden ? 0 : 1;
    });
    document.querySelectorAll("section.year").forEach(function (year) {
      year.hidden = !year.querySelector("li.report:not([hidden])");
    });
    status.textContent = left === items.length ? "" : left + " of " + items.length + " briefings";
  }
  apply();
})();
