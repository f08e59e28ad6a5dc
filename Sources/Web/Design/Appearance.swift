import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Takes the language and the colours somebody chose; the language of an employee is kept with
    /// the person, that of others in their browser.
    func chooseAppearance(_ visit: PageVisit) throws -> Answer {
        let form = visit.form
        var answer = Answer.seeOther(Pages.way(back: form["return"]))
        let cookies = visit.visitor.cookies
        if let language = form["language"].flatMap(Language.init) {
            if let employee = visit.visitor.employee {
                _ = try store.updateEmployee(employee.id, at: visit.now) { $0.language = language }
            }
            answer.setCookie(
                cookies.setting(.language, to: language.rawValue, seconds: Pages.year))
        }
        if let theme = form["theme"].flatMap(Visitor.Theme.init) {
            answer.setCookie(cookies.setting(.theme, to: theme.rawValue, seconds: Pages.year))
        }
        return answer
    }

    private static let year = 365 * 24 * 3600

    /// Where to go after a form: one of our own pages, or the start. What a form says is never
    /// taken as an address: it is read as a route and written anew.
    static func way(back path: String?) -> String {
        guard let path, case .page(let route)? = Route(path: path[...]) else {
            return PageRoute.home.path
        }
        return route.path
    }
}

/// The choice of language: a small form on every page.
struct AppearanceForm {
    let visitor: Visitor

    var languages: HTML {
        let localize = visitor.localizer
        return """
            <form class="languages" method="post" action="\(PageRoute.appearance.path)">
            \(FormGuard(visitor).html)<input type="hidden" name="return" value="\(visitor.route.redirectTarget.path)">
            <span class="unseen">\(localize(CommonStrings.language))</span>
            \(Language.allCases.map(button))</form>
            """
    }

    private func button(_ language: Language) -> HTML {
        """
        <button class="quiet" name="language" value="\(language.rawValue)" lang="\(language.rawValue)"\
        \(.current, language == visitor.language ? "true" : nil)>\(AppearanceForm.name(language))</button>
        """
    }

    static func name(_ language: Language) -> String {
        switch language {
        case .uk: "Українська"
        case .en: "English"
        }
    }
}
