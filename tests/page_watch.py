"""What a tab sees of a page: what lives, what fires, what is asked for."""

WATCH = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"]) {
  window[name] = (...what) => { window.fired.push([name, String(what)]); };
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.fired.push(["policy", event.effectiveDirective, event.blockedURI, event.sample]);
});
"""
LOOK = """
() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const live = "script, iframe, frame, object, embed, applet, base, link, form, input, button, select, textarea, "
    + "template, foreignObject, animate, set, video, audio, math, meta[http-equiv=refresh], body style, [style]";
  const found = [...document.querySelectorAll(live)].map((element) => element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const leads = ["href", "xlink:href", "src", "action", "data", "poster", "background", "srcset"].includes(name);
      const web = element.localName === "a" && /^(https?:[/][/]|#)/.test(value);
      if (name.startsWith("on") || (leads && !web && !(element.localName === "use" && value.startsWith("#")))) {
        found.push(`${element.localName} ${name}=${value}`.slice(0, 200));
      }
    }
  }
  return { found, fired: window.fired, count: document.querySelectorAll("*").length };
}
"""


def seen(tab, path) -> dict:
    """What a tab saw of a page: live elements, what fired, what was asked for."""
    asked, dialogs = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    tab.goto(path.as_uri())
    result = tab.evaluate(LOOK)
    for name in ("request", "dialog"):
        for listener in list(tab.listeners(name)) if hasattr(tab, "listeners") else ():
            tab.remove_listener(name, listener)
    return {**result, "asked": [url for url in asked if url != path.as_uri()], "dialogs": dialogs}
