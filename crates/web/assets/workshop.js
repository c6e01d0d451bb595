// Gradus in a workshop: hears what happens, counts votes and time, listens to keys. The pages
// work without it, by their buttons and by looking again.
(() => {
  "use strict";

  let room = document.getElementById("room");
  if (!room || !room.dataset.events) return;
  const phone = "phone" in room.dataset;
  document.documentElement.classList.add("hears");

  // The page is fetched anew when what happens is another; what is typed elsewhere stays.
  const later = () => new Promise((go) => setTimeout(go, 1000 + Math.random() * 1000));
  let busy = false;
  let again = false;
  async function renew() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    let done = false;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
      if (answer.ok) {
        done = true;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.getElementById("room");
        if (!next) location.reload();
        else {
          const focused = document.activeElement?.dataset?.press;
          room.replaceWith(document.adoptNode(next));
          room = next;
          if (focused) room.querySelector(`[data-press="${focused}"]`)?.focus();
          setClock();
          tick();
        }
      }
    } catch {
      // The line is cut, perhaps for this alone: the stream need not have noticed.
    }
    busy = false;
    if (!done) {
      await later();
      renew();
      return;
    }
    if (again) {
      again = false;
      renew();
    }
  }

  function hear(now) {
    const state = `${now.statement ?? ""}|${now.round}|${now.open}|${now.closed}`;
    if (state !== room.dataset.state) {
      // Many phones shall not ask in the same moment.
      setTimeout(renew, phone ? Math.random() * 300 : 0);
      return;
    }
    for (const place of room.querySelectorAll("[data-cast]")) place.textContent = now.cast;
    for (const place of room.querySelectorAll("[data-guests]")) place.textContent = now.guests;
    for (const place of room.querySelectorAll("[data-guests-text]")) place.hidden = now.guests === 0;
    const clock = room.querySelector(".clock");
    if (clock && clock.dataset.until !== String(now.until ?? "")) {
      clock.dataset.until = now.until ?? "";
      tick();
    }
  }

  // A browser opens the stream again by itself; some give up after an error.
  let stream;
  function open() {
    stream = new EventSource(room.dataset.events);
    stream.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    stream.addEventListener("open", () => room.classList.remove("is-cut"));
    stream.addEventListener("error", () => {
      room.classList.add("is-cut");
      if (stream.readyState === EventSource.CLOSED) later().then(open);
    });
  }
  open();
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && open());

  // By the server's clock, however wrong the one of this machine is.
  let ahead = 0;
  function setClock() {
    const now = Number(room.querySelector(".clock")?.dataset.now);
    if (now) ahead = now - Date.now();
  }
  setClock();

  function tick() {
    const clock = room.querySelector(".clock");
    if (!clock) return;
    const until = Number(clock.dataset.until);
    if (!until) {
      clock.textContent = "";
      return;
    }
    const left = Math.round((until - Date.now() - ahead) / 1000);
    const size = Math.abs(left);
    clock.textContent = `${left < 0 ? "−" : ""}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
    clock.classList.toggle("is-over", left < 0);
  }
  tick();
  setInterval(tick, 1000);

  // A vote goes without leaving the page.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!phone || !form.matches(".choices")) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    fields.set("value", event.submitter.value);
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button === event.submitter);
    // A vote that does not get through is sent again, as long as its round is open.
    while (form.isConnected) {
      try {
        const answer = await fetch(form.action, { method: "POST", body: fields });
        if (answer.status < 500) break;
      } catch {
        room.classList.add("is-cut");
      }
      await later();
    }
    renew();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,select,textarea")) return;
    room.querySelector(`[data-press="${CSS.escape(event.key)}"]`)?.click();
  });
})();
