/**
 * A page whose scripts did not come, since the server was replaced at just that moment, would show its first numbers
 * forever. So the page itself, before any other script, looks whether the program has begun, and loads itself anew. React
 * escapes text, so there are no quotes and no angle brackets in it.
 */
export const START_GUARD = `setInterval(function () {
  if (document.documentElement.dataset.screenHasBegun) return;
  fetch(location.href).then(function (page) { if (page.ok) location.reload() }, function () {})
}, 15000)`;
