// Gradus on every page: light or dark, the menu, the list of shortcuts. The pages work
// without it. Nothing here writes style or markup into the page.
(() => {
  "use strict";

  const SCHEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  root.classList.add("js");

  // The cookie path is the base path, so that two installations on one host stay apart.
  const schemeCookie = (scheme, base) =>
    `gradus-scheme=${scheme}; path=${base || "/"}; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

  const chooseScheme = (scheme) => {
    if (!SCHEMES.includes(scheme)) return;
    root.dataset.colorScheme = scheme;
    document.cookie = schemeCookie(scheme, document.body.dataset.base);
    for (const button of document.querySelectorAll("[data-schemes] button")) {
      button.setAttribute("aria-pressed", String(button.value === scheme));
    }
  };

  // Is a key typed into a field, where it is text and no shortcut?
  const typing = (target) =>
    target instanceof Element &&
    (target.matches("textarea,select,[contenteditable]") ||
      target.matches("input:not([type=radio],[type=checkbox],[type=button],[type=submit])"));

  const isShortcut = (event) =>
    !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);

  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  // On a narrow screen the row of tabs scrolls: begin where the page stands.
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) {
    const { left, width } = tab.getBoundingClientRect();
    tab.parentElement.scrollLeft += left + width / 2 - innerWidth / 2;
  }

  document.addEventListener("click", (event) => {
    const scheme = event.target.closest("[data-schemes] button");
    if (scheme) {
      event.preventDefault();
      chooseScheme(scheme.value);
      return;
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    const dialog = event.target.closest("dialog");
    if (dialog && event.target === dialog) dialog.close();
    closeMenus(event.target.closest("details.menu"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details.menu[open]");
      closeMenus();
      menu?.querySelector("summary").focus();
      return;
    }
    if (!isShortcut(event) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      open("help");
    } else if (event.key === "g") {
      event.preventDefault();
      document.getElementById("main").focus();
    }
  });

  window.gradus = Object.freeze({ schemeCookie, typing, isShortcut, open });
})();
