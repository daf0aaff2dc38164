/* Search within the page: the index is built when the first letter is typed. */
(function () {
  "use strict";
  var MOST = 50;
  var place = document.getElementById("search");
  var documents = JSON.parse(document.getElementById("documents").textContent);
  var index = null;
  document.getElementById("without").remove();
  /* Words without accents and without what stands around them, in any script; the engine's own trimmer knows ASCII only. */
  function folded(token) {
    return token.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  }
  elasticlunr.Pipeline.registerFunction(folded, "folded");
  function built() {
    if (!index) {
      index = elasticlunr(function () {
        this.pipeline.before(elasticlunr.trimmer, folded);
        this.pipeline.remove(elasticlunr.trimmer);
        this.setRef("id");
        this.addField("title");
        this.addField("names");
        this.addField("lead");
        this.addField("words");
        this.saveDocument(false);
      });
      documents.forEach(function (each, number) {
        index.addDoc({ id: number, title: each.title, names: each.names, lead: each.lead, words: each.words });
      });
    }
    return index;
  }
  function found(text) {
    var fields = { title: { boost: 8 }, names: { boost: 4 }, lead: { boost: 3 }, words: { boost: 1 } };
    var all = built().search(text, { fields: fields, bool: "AND", expand: true });
    return all.length ? all : built().search(text, { fields: fields, bool: "OR", expand: true });
  }
  var form = document.createElement("form");
  form.setAttribute("role", "search");
  var label = document.createElement("label");
  label.textContent = "Words, names or places";
  var input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  label.appendChild(input);
  form.appendChild(label);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var status = document.createElement("p");
  status.setAttribute("role", "status");
  var list = document.createElement("ol");
  list.className = "reports";
  list.setAttribute("role", "list");
  place.appendChild(form);
  place.appendChild(status);
  place.appendChild(list);
  function line(name, words, parent) {
    var made = document.createElement(name);
    made.textContent = words;
    parent.appendChild(made);
    return made;
  }
  function show(each) {
    var item = document.createElement("li");
    item.className = "report";
    var over = line("p", "", item);
    over.className = "overline";
    var time = line("time", each.day, over);
    time.dateTime = each.date;
    if (each.theatre) { line("span", each.theatre, over); }
    if (each.marking) { line("span", each.marking, over).className = "marking " + each.look; }
    var link = line("a", each.title, line("h2", "", item));
    link.href = each.address;
    if (each.lead) { line("p", each.short, item).className = "gist"; }
    list.appendChild(item);
  }
  function run() {
    var text = input.value.trim();
    list.textContent = "";
    try { history.replaceState(null, "", "#" + (text ? "q=" + encodeURIComponent(text) : "")); } catch (error) { /* file: of some browsers */ }
    if (!text) { status.textContent = ""; return; }
    var hits = found(text);
    status.textContent = hits.length === 1 ? "1 briefing" : hits.length + " briefings" + (hits.length > MOST ? ", the closest " + MOST + " shown" : "");
    hits.slice(0, MOST).forEach(function (hit) { show(documents[hit.ref]); });
  }
  var waiting = 0;
  input.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(run, 120); });
  var asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) { try { input.value = decodeURIComponent(asked[1]); } catch (error) { input.value = ""; } run(); }
})();
