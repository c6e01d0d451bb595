// Rating with one tap: each answer is put into a queue kept by the browser, sent in order,
// tried again until the server has it, and then the parts of the page that it changed are
// replaced. Without this file the same forms are sent with their buttons.
(() => {
  "use strict";

  // The queue: pure functions over lists of entries {kind, subject, component, action,
  // fields, version}. An entry that is being sent has `sent: true`; one that was sent once has
  // `tried: true`, and may have arrived although no reply came. Neither is changed.

  const sameSubject = (a, b) =>
    a.kind === b.kind && a.subject === b.subject && a.component === b.component;

  // A later answer to the same question takes the place of one that still waits. After one that
  // was tried it waits behind: only the reply to that one tells which version it goes on from.
  const enqueue = (queue, entry) => {
    const at = queue.findIndex((other) => !other.sent && !other.tried && sameSubject(other, entry));
    if (at < 0) return [...queue, entry];
    const older = queue[at];
    const merged = { ...entry, version: older.version };
    return queue.map((other, place) => (place === at ? merged : other));
  };

  // How many questions have an answer that waits.
  const questions = (queue) =>
    queue.filter((entry, at) => queue.findIndex((other) => sameSubject(other, entry)) === at).length;

  // After an answer was taken, what waits for the same question goes on from its version.
  const settle = (queue, entry, version) =>
    queue
      .filter((other) => other.id !== entry.id)
      .map((other) =>
        version !== null && sameSubject(other, entry) ? { ...other, version } : other,
      );

  // Milliseconds before the next attempt: 1, 2, 4 … 30 seconds.
  const backoff = (attempts) => Math.min(30000, 1000 * 2 ** Math.min(attempts, 5));

  // What a reply means: taken, conflict, refused (leave the queue), barred (keep it, but do not
  // try again on this page), signed-out, or later.
  const outcome = (status) => {
    if (status >= 200 && status < 300) return "taken";
    if (status === 409) return "conflict";
    if (status === 401) return "signed-out";
    if (status === 403) return "barred";
    if (status === 408 || status === 425 || status === 429 || status >= 500) return "later";
    return "refused";
  };

  const body = (entry, csrf) => {
    const form = new URLSearchParams();
    form.set("csrf", csrf);
    form.set("subject_kind", entry.kind);
    form.set("subject", entry.subject);
    form.set("version", String(entry.version));
    for (const [name, value] of Object.entries(entry.fields)) form.set(name, value);
    return form;
  };

  // Lists read from the store may be of another version or broken: then nothing waits.
  const readQueue = (text) => {
    try {
      const list = JSON.parse(text ?? "[]");
      return Array.isArray(list)
        ? list
            .filter((entry) => entry && entry.kind && entry.subject && entry.action && entry.fields)
            .map((entry) => ({ ...entry, sent: false }))
        : [];
    } catch {
      return [];
    }
  };

  const pure = Object.freeze({ sameSubject, enqueue, questions, settle, backoff, outcome, body, readQueue });
  if (typeof document === "undefined") {
    globalThis.gradusRate = pure;
    return;
  }
  window.gradusRate = pure;

  const room = document.getElementById("rate");
  if (!room) return;
  const words = (name) => room.dataset[`words${name}`] ?? "";
  const key = `gradus-answers:${room.dataset.home}:${room.dataset.owner}`;

  let memory = "[]";
  const load = () => {
    try {
      return localStorage.getItem(key) ?? memory;
    } catch {
      return memory;
    }
  };
  const keep = () => {
    memory = JSON.stringify(queue);
    try {
      if (queue.length) localStorage.setItem(key, memory);
      else localStorage.removeItem(key);
    } catch {
      // A full or forbidden store: the answers live as long as the page.
    }
  };

  let queue = readQueue(load());
  let attempts = 0;
  let timer = 0;
  let busy = false;
  let signedOut = false;
  let arrowed = false;

  // Cards and their fields

  const cards = () => [...document.querySelectorAll("[data-rate]")];
  const cardOf = (node) => node?.closest?.("[data-rate]") ?? null;
  const cardFor = (entry) =>
    cards().find(
      (card) =>
        card.dataset.kind === entry.kind &&
        card.dataset.subject === entry.subject &&
        card.dataset.component === entry.component,
    );
  const own = (card, selector) =>
    [...card.querySelectorAll(selector)].filter((node) => cardOf(node) === card);
  const field = (card, name) =>
    own(card, `[name="${name}"],[name^="${name}."]`).find(
      (node) => node.type !== "radio" || node.checked,
    );
  const fieldsOf = (card) => {
    const fields = { value: field(card, "value")?.value ?? "" };
    for (const name of ["reason", "note", "confidence"]) {
      const node = field(card, name);
      if (node) fields[name] = node.value;
    }
    return fields;
  };

  const say = (card, state, text) => {
    card.dataset.state = state;
    const place = own(card, "[data-state-text]")[0];
    if (place) place.textContent = text;
  };

  const waits = (card) => queue.some((entry) => cardFor(entry) === card);

  const show = () => {
    for (const entry of queue) {
      const card = cardFor(entry);
      if (!card || entry.held) continue;
      if (attempts > 0 || !navigator.onLine || signedOut) say(card, "waiting", words("Waiting"));
      else say(card, "saving", words("Saving"));
    }
    const line = document.getElementById("queue");
    const late = queue.length > 0 && (attempts > 0 || !navigator.onLine || signedOut);
    line.hidden = !late;
    const text = signedOut ? words("SignedOut") : `${words("WaitingMany")} ${questions(queue)}`;
    if (late && line.dataset.text !== text) {
      line.dataset.text = text;
      line.textContent = text;
      if (signedOut) {
        const link = document.createElement("a");
        link.href = room.dataset.signIn;
        link.textContent = " →";
        line.append(link);
      }
    }
  };

  // Answers that wait are shown as given, also after the page was loaded again.
  const paint = () => {
    for (const entry of queue) {
      const card = cardFor(entry);
      if (!card) continue;
      for (const [name, value] of Object.entries(entry.fields)) {
        if (name === "value") {
          for (const radio of own(card, 'input[type="radio"]')) radio.checked = radio.value === value;
        } else {
          const node = field(card, name);
          if (node && document.activeElement !== node) node.value = value;
        }
      }
    }
  };

  const put = (card, fields, version, delay) => {
    const entry = {
      id: `${Date.now()}-${Math.random().toString(36).slice(2)}`,
      kind: card.dataset.kind,
      subject: card.dataset.subject,
      component: card.dataset.component,
      action: card.dataset.action,
      version,
      fields,
    };
    queue = enqueue(queue, entry);
    keep();
    show();
    schedule(delay);
  };

  const save = (card, delay = 0) => {
    if (!card) return;
    const fields = fieldsOf(card);
    if (fields.value === "na" && !(fields.reason ?? "").trim()) {
      // Answers that the arrow keys passed on the way here were not meant.
      if (arrowed) queue = queue.filter((entry) => entry.sent || cardFor(entry) !== card);
      keep();
      say(card, "reason", words("Reason"));
      if (!arrowed) field(card, "reason")?.focus();
      return;
    }
    put(card, fields, Number(card.dataset.version), delay);
  };

  // Sending

  const schedule = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };

  const later = () => {
    const wait = backoff(attempts);
    attempts += 1;
    show();
    schedule(wait);
  };

  const send = async () => {
    if (busy || signedOut) return;
    const entry = queue.find((other) => !other.held);
    if (!entry) return;
    busy = true;
    entry.sent = true;
    entry.tried = true;
    keep();
    let status = 0;
    let text = "";
    try {
      const reply = await fetch(entry.action, {
        method: "POST",
        body: entry.undo ? new URLSearchParams({ csrf: room.dataset.csrf, undo: entry.undo }) : body(entry, room.dataset.csrf),
        headers: { "HX-Request": "true", Accept: "text/html" },
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(20000),
      });
      status = reply.status;
      text = await reply.text();
    } catch {
      status = 0;
    }
    busy = false;
    entry.sent = false;
    const parts = text.includes("<hx-partial");
    let what = status === 0 ? "later" : outcome(status);
    // A conflict comes with both values; without them the phase has ended, or the like.
    if (what === "conflict" && !parts) what = "refused";
    if (what === "later") {
      later();
      return;
    }
    attempts = 0;
    if (what === "signed-out") {
      signedOut = true;
      keep();
      show();
      return;
    }
    // What waits behind an answer in conflict was given without a look at the other one: it is
    // asked about too.
    const version = what === "conflict" ? null : versionIn(text, entry);
    const card = cardFor(entry);
    if (what === "barred" || (what === "conflict" && !card)) {
      // Asked again on the page where it was given; the others go on.
      entry.held = true;
      queue = [...queue];
    } else {
      queue = settle(queue, entry, version);
    }
    keep();
    if (parts) await place(text, card);
    else if (card && (what === "refused" || what === "barred")) say(card, "refused", words("Refused"));
    show();
    if (what === "conflict" && card) announce(words("Conflict"));
    paint();
    if (queue.some((other) => !other.held)) schedule(0);
  };

  // The version that the reply gives the question.
  const versionIn = (text, entry) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const card of page.querySelectorAll("[data-rate]")) {
      const { kind, subject, component, version } = card.dataset;
      if (sameSubject({ kind, subject, component }, entry)) return Number(version);
    }
    return null;
  };

  const announce = (text) => {
    const line = document.getElementById("queue");
    line.hidden = false;
    line.dataset.text = text;
    line.textContent = text;
  };

  // Replaces what the reply brings, but keeps what is open and being typed, and leaves out a
  // card that has a newer answer on its way.
  const place = async (text, card) => {
    const open = [...document.querySelectorAll("details[open][id]")].map((node) => node.id);
    const refined = [...document.querySelectorAll(".refine:not([hidden])")].map((node) => node.id);
    const typed = document.activeElement?.matches?.("textarea,input[type=text]")
      ? { id: document.activeElement.id, value: document.activeElement.value }
      : null;
    await window.htmx.swap({ text, swap: "none", sourceElement: card ?? document.body, target: card ?? document.body });
    for (const id of open) {
      const node = document.getElementById(id);
      if (node) node.open = true;
    }
    for (const id of refined) setRefined(id, true);
    if (typed) {
      const node = document.getElementById(typed.id);
      if (node) node.value = typed.value;
    }
  };

  document.addEventListener("htmx:before:swap", (event) => {
    const tasks = event.detail.tasks ?? [];
    for (let at = tasks.length - 1; at >= 0; at -= 1) {
      const target = typeof tasks[at].target === "string"
        ? document.querySelector(tasks[at].target)
        : tasks[at].target;
      if (!target?.matches?.(".rate-card,.statement")) continue;
      const inside = [target, ...target.querySelectorAll("[data-rate]")];
      const newer = inside.some(
        (node) => node.matches("[data-rate]") && (waits(node) || node.dataset.state === "reason"),
      );
      if (!newer) continue;
      for (const fresh of tasks[at].fragment.querySelectorAll("[data-rate]")) {
        const node = document.getElementById(fresh.id);
        if (node) node.dataset.version = fresh.dataset.version;
      }
      tasks.splice(at, 1);
    }
  });

  // What people do

  document.addEventListener("change", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    if (event.target.type === "radio") {
      // Arrow keys pass over answers; the one they rest on is meant.
      save(card, arrowed ? 600 : 0);
    } else if (event.target.matches('[name^="reason"]')) {
      if (field(card, "value")?.value === "na") save(card);
    } else if (event.target.matches('[name^="note"],[name^="confidence"]')) {
      save(card);
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.querySelector("[data-rate]") && !cardOf(form)) return;
    const pressed = button?.matches("[data-keep],[data-keep-other],[data-undo],[data-clear]") ? cardOf(button) : null;
    const typed = form.contains(document.activeElement) ? cardOf(document.activeElement) : null;
    const card = pressed ?? typed ?? cardOf(form);
    event.preventDefault();
    if (!card) return;
    if (button?.dataset.keep !== undefined) {
      const fields = { ...fieldsOf(card), value: button.dataset.keep };
      put(card, fields, Number(card.dataset.version), 0);
    } else if (button?.dataset.keepOther !== undefined) {
      put(card, { value: button.dataset.keepOther }, Number(card.dataset.version), 0);
    } else if (button?.matches("[data-clear]")) {
      clear(card);
    } else if (button?.matches("[data-undo]")) {
      undo(card, button.value);
    } else {
      save(card);
    }
  });

  const clear = (card) => {
    for (const radio of own(card, 'input[type="radio"]:checked')) radio.checked = false;
    save(card);
  };

  const undo = (card, token) => {
    // What still waits for this question is taken back with nothing sent.
    const before = queue.length;
    queue = queue.filter((entry) => entry.sent || cardFor(entry) !== card);
    keep();
    if (queue.length < before) {
      location.reload();
      return;
    }
    const id = `${Date.now()}-undo`;
    const { kind, subject, component, action, version } = card.dataset;
    queue = [...queue, { id, kind, subject, component, action, version: Number(version), fields: {}, undo: token }];
    keep();
    say(card, "saving", words("Saving"));
    schedule(0);
  };

  const setRefined = (id, shown) => {
    const part = document.getElementById(id);
    const link = document.querySelector(`[data-toggles="${id}"]`);
    if (!part || !link) return;
    part.hidden = !shown;
    link.setAttribute("aria-expanded", String(shown));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-toggles]");
    if (link) {
      event.preventDefault();
      setRefined(link.dataset.toggles, document.getElementById(link.dataset.toggles).hidden);
      return;
    }
    if (event.target.closest("[data-save]")) save(cardOf(event.target));
  });

  const shown = (card) => card.offsetParent !== null;
  const focusCard = (card) => {
    if (!card) return;
    const level = card.closest("details.level");
    if (level) level.open = true;
    const radios = own(card, 'input[type="radio"]');
    const target = radios.find((radio) => radio.checked) ?? radios[0];
    target?.focus({ preventScroll: true });
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
  };

  const move = (step) => {
    const all = cards().filter((card) => shown(card) || card.closest("details.level:not([open])"));
    const here = all.indexOf(cardOf(document.activeElement));
    focusCard(all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step]);
  };

  document.addEventListener("pointerdown", () => (arrowed = false), true);
  document.addEventListener("keydown", (event) => {
    arrowed = event.key.startsWith("Arrow");
    if (!window.gradus.isShortcut(event) || document.querySelector("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      move(event.key === "j" ? 1 : -1);
      return;
    }
    const card = cardOf(document.activeElement);
    if (!card) return;
    const radio = own(card, `[data-key="${CSS.escape(event.key)}"]`)[0];
    if (radio && !radio.closest("fieldset:disabled")) {
      event.preventDefault();
      radio.focus();
      if (!radio.checked) {
        radio.checked = true;
        save(card);
      } else if (radio.value === "na") {
        field(card, "reason")?.focus();
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      const chosen = own(card, 'input[type="radio"]:checked')[0];
      if (chosen && !chosen.closest("fieldset:disabled")) {
        event.preventDefault();
        clear(card);
      }
    } else if (event.key === "u") {
      own(card, "[data-undo]")[0]?.click();
    } else if (event.key === "e") {
      const remark = own(card, "details.remark")[0];
      if (remark) {
        event.preventDefault();
        remark.open = true;
        remark.querySelector("textarea").focus();
      }
    } else if (event.key === "r") {
      const link = own(card, "[data-toggles]")[0];
      if (link) link.click();
    }
  });

  const again = () => {
    if (!queue.length) return;
    clearTimeout(timer);
    show();
    send();
  };
  window.addEventListener("online", again);
  window.addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
  // Two tabs share the store: what the other has sent or added is taken over.
  window.addEventListener("storage", (event) => {
    if (event.key === key && !busy) {
      const before = queue;
      queue = readQueue(event.newValue);
      for (const entry of before) {
        const card = cardFor(entry);
        if (card && !waits(card)) say(card, "saved", words("Saved"));
      }
      paint();
      show();
    }
  });

  // On phones the list of components takes one line until asked for.
  if (matchMedia("(max-width: 52rem)").matches) {
    for (const list of document.querySelectorAll("details.way")) list.open = false;
  }
  // A conflict held back on another page is asked for again here.
  queue = queue.map((entry) => (cardFor(entry) ? { ...entry, held: false } : entry));
  paint();
  if (queue.length) {
    show();
    schedule(0);
  }
})();
