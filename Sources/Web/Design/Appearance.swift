import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Saves the chosen language and colours. An employee's language is stored in the database,
    /// everything else in cookies of the browser.
    func chooseAppearance(_ visit: PageVisit) throws -> Answer {
        let form = visit.form
        var answer = Answer.seeOther(Pages.way(back: form["return"]))
        let cookies = visit.visitor.cookies
        if let language = form["language"].flatMap(Language.init) {
            if let employee = visit.visitor.employee {
                try store.chooseLanguage(language, of: employee.id, at: visit.now)
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

    /// The path to redirect to after a form: a page of the gateway, else the home page. The path
    /// from the form is parsed as a route and written again, so that it cannot lead to another
    /// site.
    static func way(back path: String?) -> String {
        guard let path, case .page(let route)? = Route(path: path[...]) else {
            return PageRoute.home.path
        }
        return route.path
    }
}

/// The form on every page that changes the language.
struct AppearanceForm {
    let visitor: Visitor

    var languages: HTML {
        let localize = visitor.localizer
        return """
            <form class="languages" method="post" action="\(PageRoute.appearance.path)">
            \(FormGuard(visitor).html)<input type="hidden" name="return" value="\(visitor.route.redirectTarget.path)">
            <span class="visually-hidden">\(localize(CommonStrings.language))</span>
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
