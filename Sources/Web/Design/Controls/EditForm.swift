import CallRules
import Store

/// The form of a contact or employee: fields, validation messages, and buttons to save and cancel.
/// It sends the version it was filled from, so that two people who edit the same record do not
/// overwrite each other.
struct EditForm {
    let route: PageRoute
    /// The page that the cancel button leads to.
    let way: PageRoute
    /// The time of the save that the form was filled from, in milliseconds since 1970; nil for a
    /// new record.
    let version: Int64?
    let problems: [FieldProblem]
    /// Whether somebody else saved the record in the meantime; then `problems` has the saved
    /// values.
    var isStale = false
    /// Labels of the fields, by field name.
    let labels: [String: LocalizedText]
    let visitor: Visitor
    /// Whether the fields have what was typed and not saved.
    var isTyped = false
    let fields: HTML

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        \(isStale ? OvertakenNote(words: Strings.stale, localize: localize).html : problems.summary(localize, labels: labels))
        <form class="form" method="post" action="\(route.path)" \
        data-unsaved="\(problems.isEmpty && !isStale && !isTyped ? "" : "already")" novalidate>
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
        static let stale = LocalizedText(
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

/// The note above a form whose record somebody else saved in the meantime.
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

/// Differences between the typed and the saved values of a form.
enum SavedMeanwhile {
    /// All fields with their values as text, always in the same order.
    typealias Fields = [(field: String, value: String)]

    /// One validation message for each field whose saved value differs from the typed one. It names
    /// the saved value.
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
