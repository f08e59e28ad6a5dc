import CallRules
import Store

/// The form of somebody's page or card: its fields, a bar to save or leave it, and what went wrong.
/// What it was filled in from goes along, so that nobody saves over somebody else.
struct EditForm {
    let route: PageRoute
    /// Where one goes without saving.
    let way: PageRoute
    /// When what it was filled in from was saved; nil: it is new.
    let version: Int64?
    let problems: [FieldProblem]
    /// Somebody else saved while this was typed; `problems` says what.
    var isOvertaken = false
    /// What the fields are called on the page, by name.
    let labels: [String: LocalizedText]
    let visitor: Visitor
    let fields: HTML

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        \(isOvertaken ? OvertakenNote(words: Strings.overtaken, localize: localize).html : problems.summary(localize, labels: labels))
        <form class="form" method="post" action="\(route.path)" \
        data-unsaved="\(problems.isEmpty && !isOvertaken ? "" : "already")" novalidate>
        \(FormGuard(visitor).html)\(version.map(hidden))
        \(fields)
        <div class="savebar"><button class="primary">\(localize(CommonStrings.save))</button>
        <a class="button" href="\(way.path)">\(localize(CommonStrings.cancel))</a>
        <span class="state" hidden>\(localize(CommonStrings.unsavedChanges))</span></div></form>
        """
    }

    private func hidden(_ version: Int64) -> HTML {
        "<input type=\"hidden\" name=\"version\" value=\"\(version)\">"
    }

    private enum Strings {
        static let overtaken = LocalizedText(
            uk: """
                Поки Ви редагували, цю картку зберіг хтось інший. Ваші зміни ще не записано: порівняйте \
                поля нижче та збережіть ще раз.
                """,
            en: """
                While you were editing, somebody else saved this card. Your changes are not written \
                yet: compare the fields below and save again.
                """)
    }
}

/// Says above a form that somebody else was faster.
struct OvertakenNote {
    let words: LocalizedText
    let localize: Localizer

    var html: HTML {
        """
        <div class="note alert" role="alert" tabindex="-1" data-focus><p>\(Icon.warning.html) \
        \(localize(words))</p></div>
        """
    }
}

/// What somebody else saved while a form was filled in.
enum SavedMeanwhile {
    /// Every field with its value, in words and in one order.
    typealias Fields = [(field: String, value: String)]

    /// Says what is saved now, at the fields where that is something else than what is typed.
    static func problems(_ typed: Fields, _ saved: Fields, _ localize: Localizer) -> [FieldProblem]
    {
        zip(typed, saved).filter { $0.value != $1.value }.map { typed, saved in
            FieldProblem(
                typed.field, now(saved.value.isEmpty ? localize(CommonStrings.empty) : saved.value))
        }
    }

    private static func now(_ value: String) -> LocalizedText {
        LocalizedText(uk: "зараз збережено: \(value)", en: "saved now: \(value)")
    }
}
