import CallRules

/// The bars and the dialog that `session.js` shows over a page of a signed-in person: the session has ended,
/// the server does not answer, somebody else has signed in, the rights have changed.
struct SessionBars {
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <div id="session" class="bars" data-door="\(PageRoute.signIn.path)" data-sign-out="\(PageRoute.signOut.path)">
        \(bar("over", """
            <span>\(localize(Strings.over)) – </span>\(button("enter", Strings.signIn))\
            <span>\(localize(Strings.stopped))</span>\(held)
            """))
        \(bar("lost", "<span>\(localize(Strings.lost))</span>\(held)"))
        \(bar("other", """
            <span>\(localize(Strings.other)) <b data-name data-from-people></b>. \(localize(Strings.notSent))</span>\
            \(button("enter", Strings.asBefore))\(button("reload", Strings.reload))
            """))
        \(bar("rights", "<span>\(localize(Strings.rights))</span>\(button("reload", Strings.reload))"))
        <dialog id="door" aria-labelledby="door-title"><div class="top"><h2 id="door-title">\(localize(Strings.title))</h2>\
        <button type="button" class="quiet" data-act="close" title="\(localize(CommonStrings.cancel))" \
        aria-label="\(localize(CommonStrings.cancel))">\(Icon.cross.html)</button></div>
        <p class="help">\(localize(Strings.kept))</p><div data-box></div></dialog></div>
        """
    }

    private func bar(_ name: String, _ content: HTML) -> HTML {
        """
        <div class="bar" role="alert" data-bar="\(name)" hidden>\(Icon.warning.html)\(content)</div>
        """
    }

    private var held: HTML { "<span data-held hidden>\(localize(Strings.held))</span>" }

    private func button(_ act: String, _ word: LocalizedText) -> HTML {
        "<button type=\"button\" class=\"small\" data-act=\"\(act)\">\(localize(word))</button>"
    }

    private enum Strings {
        static let over = LocalizedText(uk: "Сеанс завершено", en: "Your session has ended")
        static let signIn = LocalizedText(uk: "увійти", en: "sign in")
        static let stopped = LocalizedText(
            uk: "Дзвінки та сповіщення тут більше не з’являються.",
            en: "Calls and notices no longer appear here.")
        static let lost = LocalizedText(
            uk: "Немає зв’язку, пробую… Дзвінки на сторінці зупинилися.",
            en: "No connection, trying again… Calls on this page stand still.")
        static let held = LocalizedText(
            uk: "Форму буде надіслано після цього.", en: "The form is sent after that.")
        static let other = LocalizedText(uk: "Тут тепер увійшов", en: "Signed in here now:")
        static let notSent = LocalizedText(
            uk: "Введене на цій сторінці не надіслано.",
            en: "What is typed on this page is not sent.")
        static let asBefore = LocalizedText(uk: "Увійти, як раніше", en: "Sign in as before")
        static let rights = LocalizedText(
            uk: "Ваші права змінилися. Збережіть або скопіюйте введене, тоді оновіть сторінку.",
            en: "Your rights have changed. Save or copy what you typed, then reload the page.")
        static let reload = LocalizedText(uk: "Оновити сторінку", en: "Reload the page")
        static let title = LocalizedText(uk: "Увійдіть, щоб продовжити", en: "Sign in to go on")
        static let kept = LocalizedText(
            uk: "Сторінка лишається, як була: введене не пропаде.",
            en: "The page stays as it was: nothing you typed is lost.")
    }
}
