"""Checks a page for accessibility with axe-core."""

from pathlib import Path

import axe_core_python

SOURCE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then((found) => done(found.violations), (error) => done(String(error)));
"""


def violations(browser):
    """Returns one text for each violation: the rule and the element that breaks it."""
    browser.driver.execute_script(SOURCE)
    found = browser.driver.execute_async_script(RUN)
    assert isinstance(found, list), found
    return [
        f"{rule['id']}: {node['html'][:160]} — {node['failureSummary'][:200]}"
        for rule in found for node in rule["nodes"]
    ]
