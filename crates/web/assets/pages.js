// Gradus on the pages of leads and administrators: copy buttons, and the way to mistakes.
// The pages work without it.
(() => {
  "use strict";

  // The design system's elements, on the pages that have one.
  const { elements } = document.currentScript.dataset;
  if (elements && document.querySelector("ds-error-summary")) {
    const script = document.createElement("script");
    script.src = elements;
    document.head.append(script);
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    if (!field) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        // Without a secure connection there is no clipboard; the text stays selected.
        document.execCommand?.("copy");
      }
      button.textContent = "✓ " + label;
      setTimeout(() => (button.textContent = label), 2000);
    });
    field.addEventListener("focus", () => field.select());
  }

  // Links and buttons with a key; the workshop has its own.
  document.addEventListener("keydown", (event) => {
    if (document.getElementById("room") || !window.gradus.isShortcut(event) || document.querySelector("dialog[open]")) return;
    document.querySelector(`[data-press="${CSS.escape(event.key)}"]`)?.click();
  });

  // What is wrong is read first.
  document.querySelector("[data-focus]")?.focus();

  // A mistake may lie in a folded part.
  for (const link of document.querySelectorAll(".mistakes a[href^='#']")) {
    link.addEventListener("click", () => {
      const target = document.getElementById(link.hash.slice(1));
      const part = target?.closest("details");
      if (part) part.open = true;
      target?.focus();
    });
  }
})();
