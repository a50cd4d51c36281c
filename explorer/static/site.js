// Improves the pages; none of them needs it.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const kept = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      return localStorage.getItem(name);
    } catch {
      return null; // storage may be refused: a choice then holds for one page
    }
  };

  // A button that goes round some values and keeps the chosen one.
  const choice = (id, values, label, act) => {
    let at = Math.max(0, values.indexOf(kept(id)));
    act(values[at]);
    document.addEventListener("DOMContentLoaded", () => {
      const button = byId(id);
      const tell = () => (button.textContent = label + values[at]);
      button.addEventListener("click", () => {
        at = (at + 1) % values.length;
        kept(id, values[at]);
        act(values[at]);
        tell();
      });
      tell();
      button.hidden = false;
    });
  };
  choice("theme", ["as the system", "light", "dark"], "Theme: ", (theme) => {
    if (theme.length > 5) delete root.dataset.theme;
    else root.dataset.theme = theme;
  });
  let slash;
  choice("slash", ["on", "off"], "Key / to search: ", (value) => (slash = value === "on"));
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea");
    const box = byId("q");
    if (event.key !== "/" || !slash || busy || !box) return;
    event.preventDefault();
    box.focus();
  });

  const copyButtons = () => {
    if (!navigator.clipboard) return;
    for (const text of document.querySelectorAll(".calls pre, .copied pre, .cited")) {
      const button = make("button", { type: "button", textContent: "Copy" });
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      });
      text.after(button);
    }
  };

  const banner = (textContent) => {
    document.querySelector(".banner")?.remove();
    document.body.append(make("p", { className: "banner", role: "alert", textContent }));
  };

  const on = (name, act) => document.addEventListener(name, ({ detail }) => act(detail));
  on("DOMContentLoaded", copyButtons);
  on("htmx:before:request", ({ ctx }) => (ctx.target.ariaBusy = "true"));
  on("htmx:finally:request", ({ ctx }) => (ctx.target.ariaBusy = null));
  on("htmx:error", () => banner("The connection failed. Try again, or open the link in a new tab."));
  on("htmx:after:settle", ({ newContent }) => {
    if (document.activeElement !== document.body) return; // whoever types goes on typing
    newContent.find((node) => node.querySelector?.("a"))?.querySelector("a").focus();
  });
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    byId("accessed").textContent = `, accessed ${day}`;
  });
})();
