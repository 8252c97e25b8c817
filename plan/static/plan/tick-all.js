// Shows the box that ticks every row of a list. Without scripts it stays hidden and nothing is missing.
document.addEventListener("DOMContentLoaded", () => {
  const all = document.getElementById("action-toggle");
  const boxes = document.querySelectorAll("tr input.action-select");
  if (!all || !boxes.length) return;
  all.classList.add("shown");
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
});
