// Makes the page live: forms without a reload, and news as they come. Without it all still works.
"use strict";
const base = document.currentScript.dataset.base;
const phoneOf = (node) => node.closest("[data-phone]");
const toast = document.querySelector(".toast");
const AWAY = "Simulator tidak menjawab. Coba lagi sebentar.";
let toastTimer = 0;

function say(text) {
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.hidden = true; }, 5000);
}

// ------------------------------------------------------------------ putting news in place

// One at a time for each phone; what comes meanwhile leads to one more look.
const looking = new Map();

async function refresh(phone) {
  const id = phone.dataset.phone;
  if (looking.has(id)) { looking.set(id, true); return; }
  looking.set(id, false);
  try {
    const all = new URLSearchParams(location.search).has("all") ? "?all" : "";
    const answer = await fetch(`${base}/phones/${id}/parts${all}`);
    if (answer.ok) putInPlace(phone, await answer.text());
  } catch { /* the server is away; the stream tells when it is back */ }
  const again = looking.get(id);
  looking.delete(id);
  if (again) await refresh(phone);
}

function putInPlace(phone, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = phone.querySelector(`[data-part="${part.dataset.part}"]`);
    if (part.dataset.part === "foot" && old.dataset.mode === part.dataset.mode) {
      keepWriting(old, part);
    } else if (part.dataset.part === "chat") {
      putChat(old, part);
    } else if (old.innerHTML !== part.innerHTML) {
      const again = keptOpen(old);
      old.replaceWith(document.adoptNode(part));
      again(part);
    }
  }
  enhance(phone);
}

function keepWriting(old, part) {
  const [mine, theirs] = [old, part].map((one) => one.querySelector(".compose textarea"));
  if (mine && theirs) mine.placeholder = theirs.placeholder;
}

// What the person has opened or chosen stays so when the part around it is put anew.
function keptOpen(old) {
  const opened = [...old.querySelectorAll("[data-keep][open]")].map((one) => {
    const message = one.closest("[data-message]")?.dataset.message;
    const own = `[data-keep="${one.dataset.keep}"]`;
    const chosen = one.querySelector("input[type=radio]:checked")?.value;
    return [message ? `[data-message="${message}"] ${own}` : own, chosen];
  });
  return (part) => {
    for (const [path, chosen] of opened) {
      const again = part.querySelector(path);
      if (!again) continue;
      again.open = true;
      for (const field of again.querySelectorAll("input[type=radio]")) field.checked = field.value === chosen;
    }
  };
}

function putChat(old, part) {
  if (old.innerHTML === part.innerHTML) return;
  const openAgain = keptOpen(old);
  const editing = old.querySelector(".edit[open] textarea");
  const id = editing?.closest("[data-message]").dataset.message;
  const hadFocus = editing === document.activeElement;
  const place = old.scrollTop;
  // Bubbles that stay the same stay in place, so that a voice note plays on.
  const known = new Map([...old.querySelectorAll("[data-message]")].map((b) => [b.outerHTML, b]));
  for (const bubble of part.querySelectorAll("[data-message]")) {
    const same = known.get(bubble.outerHTML);
    if (same) bubble.replaceWith(same);
  }
  old.replaceChildren(...[...part.childNodes].map((node) => document.adoptNode(node)));
  old.scrollTop = place > -80 ? 0 : place;
  openAgain(old);
  const again = id && old.querySelector(`[data-message="${id}"] .edit`);
  if (!again) return;
  again.open = true;
  const field = again.querySelector("textarea");
  field.value = editing.value;
  if (hadFocus) field.focus();
}

// ------------------------------------------------------------------ forms

async function send(form, body) {
  const phone = phoneOf(form);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "x-live": "1" } });
  if (!answer.ok) say(await answer.text());
  // The bubble whose button was pressed may be far above what it leads to.
  else if (!form.closest("header, .edit, .react")) phone.querySelector(".chat").scrollTop = 0;
  await refresh(phone);
  return answer.ok;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-live]")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const isText = form.matches(".compose");
  const written = isText ? form.elements.text.value : "";
  const edit = form.closest(".edit");
  if (isText) { form.elements.text.value = ""; fit(form.elements.text); }
  if (edit) edit.open = false;
  form.closest(".attach, [data-keep]")?.removeAttribute("open");
  if (form.matches(".no-room")) form.parentElement.querySelector(".attach").open = false;
  try {
    const done = await send(form, body);
    if (done && form.enctype === "multipart/form-data") form.reset();
    if (!done && isText && !form.elements.text.value) form.elements.text.value = written;
  } catch {
    if (isText && !form.elements.text.value) form.elements.text.value = written;
    say(AWAY);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".attach[open], [data-keep][open]").forEach((d) => { d.open = false; });
  const field = event.target;
  if (!field.matches(".compose textarea") || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form.requestSubmit();
});

function fit(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
document.addEventListener("click", (event) => {
  if (event.target.matches("[data-close]")) event.target.closest("details").open = false;
  for (const one of document.querySelectorAll("[data-keep][open]")) {
    if (!one.contains(event.target)) one.open = false;
  }
});
document.addEventListener("input", (event) => {
  if (event.target.matches(".compose textarea")) fit(event.target);
});

// ------------------------------------------------------------------ recording

function enhance(scope) {
  for (const button of scope.querySelectorAll("[data-close]")) button.hidden = false;
  if (!window.MediaRecorder || !navigator.mediaDevices) return;
  for (const form of scope.querySelectorAll("[data-voice]:not([data-ready])")) {
    form.dataset.ready = "";
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Rekam" });
    form.querySelector(".pair").append(button);
    button.addEventListener("click", () => record(form, button));
  }
}

async function record(form, button) {
  if (button.recorder) { button.recorder.stop(); return; }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say("Mikrofon tidak dapat dipakai. Silakan pilih berkas suara.");
    return;
  }
  // Voice notes are OGG; where a browser records WebM, the server packs the same sound anew.
  const ogg = "audio/ogg;codecs=opus";
  const recorder = new MediaRecorder(stream, MediaRecorder.isTypeSupported(ogg) ? { mimeType: ogg } : {});
  const [parts, begun] = [[], Date.now()];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = async () => {
    stream.getTracks().forEach((track) => track.stop());
    button.recorder = null;
    button.textContent = "Rekam";
    button.classList.remove("recording");
    const body = new FormData();
    const kind = recorder.mimeType.split(";")[0];
    body.append("voice", new Blob(parts, { type: kind }), `rekaman.${kind.split("/")[1]}`);
    body.append("duration", String(Math.max(1, Math.round((Date.now() - begun) / 1000))));
    form.closest(".attach").open = false;
    try { await send(form, body); } catch { say(AWAY); }
  };
  button.recorder = recorder;
  button.textContent = "Berhenti dan kirim";
  button.classList.add("recording");
  recorder.start();
}

// ------------------------------------------------------------------ news

function listen() {
  const stream = new EventSource(`${base}/events`);
  const isSeen = (phone) => phone && phone.offsetParent !== null;
  stream.addEventListener("open", () => {
    document.querySelectorAll("[data-phone]").forEach((p) => { if (isSeen(p)) refresh(p); });
  });
  stream.addEventListener("phone", (event) => {
    const { id, unread } = JSON.parse(event.data);
    const phone = document.querySelector(`[data-phone="${id}"]`);
    const badge = document.querySelector(`[data-unread="${id}"]`);
    if (badge) {
      badge.textContent = unread;
      badge.hidden = isSeen(phone) || unread === 0;
    }
    if (isSeen(phone)) refresh(phone);
  });
  stream.addEventListener("clock", (event) => {
    const { day, time, awake, status } = JSON.parse(event.data);
    document.querySelector("[data-day]").textContent = day;
    document.querySelector("[data-time]").textContent = time;
    const line = document.querySelector("[data-status]");
    line.textContent = status;
    line.className = `status ${awake ? "awake" : "asleep"}`;
  });
  addEventListener("pagehide", () => stream.close());
}

// Pages come back from the browser's memory as they were: show what is new.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
document.querySelector(".list .first")?.scrollIntoView({ block: "nearest", inline: "nearest" });
enhance(document);
listen();
