"""Reads the visible text of a page."""

import re

# Words that are the same in every language, and product names.
COMMON = {
    "phonet", "apikey", "api", "url", "urls", "crm", "ip", "cidr", "sip", "http", "https", "e-mail", "email", "mail", "english",
    "europe", "kyiv", "utc", "id", "external", "phone", "ua", "com", "betell", "voip", "kb", "ok", "csv", "chrome", "headlesschrome",
    "chromium", "linux", "html", "iana", "of", "json", "utf", "windows", "jwt", "hs", "get",
}

TEXTS = """
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentElement;
  if (parent.closest("code, script, style, textarea, [lang]:not(html), [data-from-people]")) continue;
  texts.push(walker.currentNode.data);
}
for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
  for (const name of ["aria-label", "placeholder", "title"])
    if (element.hasAttribute(name) && element.tagName !== "TIME" && !element.closest("[lang]:not(html)"))
      texts.push(element.getAttribute(name));
texts.push(document.title);
return texts;
"""


def foreign_words(browser, language):
    """Returns words of the page in another language, except names."""
    script = {"uk": r"[A-Za-z][A-Za-z'’-]+", "en": r"[А-Яа-яЇїІіЄєҐґ][А-Яа-яЇїІіЄєҐґ'’-]+"}[language]
    words = set()
    for text in browser.driver.execute_script(TEXTS):
        text = re.sub(r"\S+@\S+|\S+\.\S*[a-z]{2}\S*|/\S+|\{\w+\}|\w+_\w+", " ", text)
        words |= set(re.findall(script, text))
    return sorted(word for word in words if word.lower().strip("-") not in COMMON)


def overflow(browser):
    """Returns the HTML of elements beyond the right edge, at most 5; empty when the page fits the window."""
    return browser.driver.execute_script("""
        const width = document.documentElement.clientWidth;
        const over = document.documentElement.scrollWidth - width;
        if (over <= 0) return [];
        return [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > width + 1)
          .slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
    """)
