"use strict";
(() => {
  // The settings were one page once: an anchor that is not here leads to the page that has it.
  const anchor = location.hash.slice(1);
  if (anchor && !document.getElementById(anchor)) {
    const name = anchor.replace(/^field-/, "");
    const place = [...document.querySelectorAll("[data-places]")]
      .find((link) => link.dataset.places.split(" ").includes(name));
    if (place) location.replace(`${place.pathname}${location.hash}`);
  }

  const form = document.querySelector("form[data-settings]");
  if (!form) return;
  const isOn = (name) => Boolean(form.querySelector(`[name="${name}"]:checked`));

  // The bar to save is there when there is something to save.
  form.classList.add("quiet-bar");

  const update = () => {
    // The sentence of a rule names the source as it is chosen or typed.
    form.querySelectorAll("[data-source]").forEach((place) => {
      const key = place.dataset.source;
      const list = form.elements[key];
      const added = form.elements[`${key}_new`].value.trim();
      place.textContent = added || list.options[list.selectedIndex]?.text || "";
    });
    // Folded lists of people name those who are chosen.
    form.querySelectorAll("[data-nobody]").forEach((summary) => {
      const names = [...summary.parentElement.querySelectorAll(":checked")].map((box) => box.nextElementSibling.textContent);
      summary.textContent = names.join(", ") || summary.dataset.nobody;
    });
    // A switch that reaches nobody says so.
    form.querySelectorAll("[data-reach]").forEach((warning) => {
      const own = warning.closest(".switch").querySelector("[role=switch]");
      const { reach, needs } = warning.dataset;
      const reaches = (!needs || isOn(needs)) && reach.split(" ").some((name) => name && isOn(name));
      warning.hidden = !own.checked || reaches;
    });
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  update();

  // A field that is wrong or looked for is not left folded.
  const unfold = () => {
    let place = document.getElementById(location.hash.slice(1));
    while (place) {
      if (place.tagName === "DETAILS") place.open = true;
      place = place.parentElement;
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

  // What-if takes what is typed, except the form's token and version.
  document.querySelectorAll("form[data-topic]").forEach((question) => {
    const says = question.parentElement.querySelector("[data-typed]");
    if (says) says.textContent = says.dataset.typed;
    question.addEventListener("formdata", ({ formData }) => {
      formData.set("topic", question.dataset.topic);
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden" || field.disabled) continue;
        if (/^(checkbox|radio)$/.test(field.type) && !field.checked) continue;
        formData.append(field.name, field.value);
      }
    });
  });
})();
