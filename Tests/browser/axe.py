"""Checks a page for accessibility with axe-core."""

from pathlib import Path

import axe_core_python

SOURCE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

# Passed rules are not listed: naming every element that is well takes as long as the rules themselves.
RUN = """
const done = arguments[arguments.length - 1];
const rules = Object.fromEntries(arguments[1].map((rule) => [rule, {enabled: false}]));
axe.run(document, {runOnly: arguments[0], rules, resultTypes: ["violations"], preload: false})
  .then((found) => done(found.violations), (error) => done(String(error)));
"""


def violations(browser, only_colours=False, but_colours=False):
    """Returns one text for each violation: the rule and the element that breaks it.

    `only_colours`: of a page whose other rules were checked in other colours; `but_colours`: of one whose colours
    were checked in another language."""
    if not browser.driver.execute_script("return Boolean(window.axe)"):
        browser.driver.execute_script(SOURCE)
    found = browser.driver.execute_async_script(
        RUN, COLOUR_RULES if only_colours else RULES, COLOUR_RULES if but_colours else [])
    assert isinstance(found, list), found
    return [
        f"{rule['id']}: {node['html'][:160]} — {node['failureSummary'][:200]}"
        for rule in found for node in rule["nodes"]
    ]
