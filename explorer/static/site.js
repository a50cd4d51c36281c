// Improves the pages; none of them needs it.
(() => {
  const root = document.documentElement;
  const themes = ["system", "light", "dark"];
  const stored = () => {
    try {
      return localStorage.getItem("theme") ?? "system";
    } catch {
      return "system"; // storage may be refused
    }
  };
  const store = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      return; // the choice then holds for this page alone
    }
  };
  const show = (theme) => {
    if (themes.indexOf(theme) > 0) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  show(stored());

  const themeButton = () => {
    const button = document.getElementById("theme");
    let theme = themes.includes(stored()) ? stored() : "system";
    const name = () => (button.textContent = theme === "system" ? "Theme: as the system" : `Theme: ${theme}`);
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      store(theme);
      show(theme);
      name();
    });
    name();
    button.hidden = false;
  };

  const copyButtons = () => {
    if (!navigator.clipboard) return;
    for (const pre of document.querySelectorAll(".calls pre, .copied pre")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(pre.textContent);
        button.textContent = "Copied";
      });
      pre.after(button);
    }
  };

  const banner = (text) => {
    document.querySelector(".banner")?.remove();
    const found = document.createElement("p");
    found.className = "banner";
    found.setAttribute("role", "alert");
    found.textContent = text;
    document.body.append(found);
  };

  document.addEventListener("DOMContentLoaded", () => {
    themeButton();
    copyButtons();
  });
  document.addEventListener("htmx:before:request", (event) => event.detail.ctx.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:finally:request", (event) => event.detail.ctx.target.removeAttribute("aria-busy"));
  document.addEventListener("htmx:error", () => banner("The connection failed. Try again, or open the link in a new tab."));
  document.addEventListener("htmx:after:settle", ({ detail }) => {
    if (document.activeElement !== document.body) return; // whoever types goes on typing
    detail.newContent.find((node) => node.querySelector?.("a"))?.querySelector("a").focus();
  });
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    document.getElementById("accessed").textContent = `, accessed ${day}`;
  });
})();
