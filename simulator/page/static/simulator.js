// Makes the page live. Everything works without this file, by forms and reloading.
"use strict";
(() => {
  const base = document.body.dataset.base;
  const openPhones = () => [...document.querySelectorAll("[data-phone]")];

  // ---- putting new parts in place ----

  function isBeingUsed(part) {
    return part.contains(document.activeElement) && part.querySelector("details[open]") !== null;
  }

  function replace(phone, fresh) {
    const part = phone.querySelector(`[data-part="${fresh.dataset.part}"]`);
    if (!part || isBeingUsed(part)) return;
    if (fresh.dataset.part === "foot") {
      if (part.dataset.mode === fresh.dataset.mode && !part.matches(":empty")) return keepFoot(part, fresh);
      part.dataset.mode = fresh.dataset.mode;
      updateBlock(phone, fresh.dataset.mode === "blocked");
    }
    part.replaceChildren(fresh.content);
    enhance(part);
  }

  // What is being written must stay; only a new placeholder or command menu is taken over.
  function keepFoot(part, fresh) {
    const old = part.querySelector(".compose textarea"), next = fresh.content.querySelector(".compose textarea");
    if (old && next) old.placeholder = next.placeholder;
    const menu = fresh.content.querySelector(".commands"), shown = part.querySelector(".commands");
    if (menu && !shown) part.querySelector(".compose").before(menu);
  }

  function updateBlock(phone, blocked) {
    const button = phone.querySelector("[data-block]");
    if (!button) return;
    button.textContent = blocked ? "Buka blokir bot" : "Blokir bot";
    button.form.action = `${base}/phones/${phone.dataset.phone}/${blocked ? "unblock" : "block"}`;
  }

  const loading = new Map(); // phone id → "again" when news came while loading
  async function refresh(phone) {
    const id = phone.dataset.phone;
    if (loading.has(id)) return loading.set(id, true);
    loading.set(id, false);
    try {
      const query = location.search.includes("all=") ? "?all=1" : "";
      const answer = await fetch(`${base}/phones/${id}/parts${query}`);
      if (answer.ok) {
        const holder = document.createElement("div");
        holder.innerHTML = await answer.text();
        holder.querySelectorAll("template").forEach((fresh) => replace(phone, fresh));
      }
    } catch { /* the stream or the next poll tries again */ }
    const again = loading.get(id);
    loading.delete(id);
    if (again) refresh(phone);
  }

  // ---- news from the server ----

  function showClock({ day, time, awake, status }) {
    document.querySelectorAll("[data-time]").forEach((e) => { e.textContent = time; });
    document.querySelectorAll("[data-day]").forEach((e) => { e.textContent = day; });
    document.querySelectorAll("[data-status]").forEach((e) => { e.textContent = status; e.classList.toggle("awake", awake); });
  }

  function showPhone({ id, unread }) {
    const phone = document.querySelector(`[data-phone="${id}"]`);
    if (phone && phone.offsetParent !== null) return refresh(phone);
    document.querySelectorAll(`[data-unread="${id}"]`).forEach((badge) => { badge.textContent = unread; badge.hidden = !unread; });
  }

  let polling = 0;
  function poll() { polling ||= setInterval(() => openPhones().forEach(refresh), 4000); }

  function listen() {
    if (!window.EventSource) return poll();
    const stream = new EventSource(`${base}/events`);
    stream.addEventListener("clock", (event) => showClock(JSON.parse(event.data)));
    stream.addEventListener("phone", (event) => showPhone(JSON.parse(event.data)));
    stream.onopen = () => { clearInterval(polling); polling = 0; openPhones().forEach(refresh); };
    stream.onerror = poll; // EventSource goes on trying by itself
  }

  // ---- sending without leaving the page ----

  function say(phone, words) {
    const note = document.createElement("p");
    note.className = "toast alert";
    note.setAttribute("role", "alert");
    note.textContent = words;
    phone.querySelector("[data-part=log]").append(note);
  }

  async function post(form, button) {
    const phone = form.closest("[data-phone]");
    const data = new FormData(form);
    if (button && button.name) data.set(button.name, button.value);
    const isFile = form.enctype === "multipart/form-data";
    button?.classList.add("waiting");
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { "x-live": "1" }, body: isFile ? data : new URLSearchParams(data) });
      if (answer.status === 409) say(phone, await answer.text());
      else {
        if (form.matches(".compose") || isFile) form.reset();
        form.closest("details")?.removeAttribute("open");
      }
    } catch { say(phone, "Simulator tidak menjawab. Coba lagi."); }
    button?.classList.remove("waiting");
    refresh(phone);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("[data-phone]") || form.action.endsWith("/advance")) return;
    event.preventDefault();
    post(form, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll(".screen details[open]").forEach((d) => d.removeAttribute("open"));
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".compose textarea")) return;
    event.preventDefault();
    if (event.target.value.trim()) event.target.form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll(".screen details[open]").forEach((d) => { if (!d.contains(event.target)) d.removeAttribute("open"); });
  });

  // ---- voice and place, where the browser can ----

  async function record(button) {
    const form = button.form;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream), pieces = [], begun = Date.now();
    button.textContent = "Berhenti dan kirim";
    button.classList.add("recording");
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = async () => {
      stream.getTracks().forEach((track) => track.stop());
      button.textContent = "Rekam";
      button.classList.remove("recording");
      const data = new FormData();
      const kind = recorder.mimeType.split(";")[0];
      data.set("voice", new Blob(pieces, { type: kind }), `suara.${kind.split("/")[1]}`);
      data.set("duration", Math.max(1, Math.round((Date.now() - begun) / 1000)));
      await fetch(form.action, { method: "POST", headers: { "x-live": "1" }, body: data });
      form.closest("details").removeAttribute("open");
      refresh(form.closest("[data-phone]"));
    };
    recorder.start();
    button.onclick = () => { button.onclick = null; recorder.stop(); };
  }

  function enhance(root) {
    if (window.MediaRecorder && navigator.mediaDevices) root.querySelectorAll("[data-record]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (!button.onclick) record(button).catch(() => say(button.closest("[data-phone]"), "Mikrofon tidak dapat dipakai."));
      });
    });
    if (navigator.geolocation) root.querySelectorAll("[data-here]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
        button.form.latitude.value = coords.latitude.toFixed(6);
        button.form.longitude.value = coords.longitude.toFixed(6);
        button.form.requestSubmit();
      }, () => say(button.closest("[data-phone]"), "Lokasi tidak dapat dibaca.")));
    });
  }

  enhance(document);
  listen();
})();
