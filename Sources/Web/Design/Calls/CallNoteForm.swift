import CallRules
import Store

/// The form of what people say about a call: one field and one row of categories. The script keeps what is
/// typed in the browser, by person and call, until it is saved.
struct CallNoteForm {
    let call: CallRow
    let categories: [CallCategory]
    let visitor: Visitor
    /// What was typed and not saved; nil: the form shows what is stored.
    var typed: CallNote?
    var problems: [FieldProblem] = []
    /// The page to return to without the script; the script sets it to the page the form is on.
    var back: PageRoute?
    /// The rows of the field.
    var rows = 2
    /// Whether the form has a choice for no category; else only the script takes a choice back.
    var offersNone = false

    private typealias Strings = CallNoteStrings
    private var localize: Localizer { visitor.localizer }
    private var note: CallNote { typed ?? call.note }

    var html: HTML {
        """
        <form class="callnote" method="post" action="\(PageRoute.callNote(call.uuid).path)" data-note="\(call.uuid)" \
        data-person="\(visitor.employee?.id.value ?? 0)" data-who="\(CallParty(call: call, localize: localize).title)" \
        data-page="\(PageRoute.call(call.uuid).path)" data-door="\(PageRoute.signIn.path)">
        \(FormGuard(visitor).html)<input type="hidden" name="back" value="\((back ?? .call(call.uuid)).path)">\
        <input type="hidden" name="seen_note" value="\(call.note.text ?? "")">\
        <input type="hidden" name="seen_category" value="\(value(call.note.categoryID))">
        <div class="field"><textarea name="note" rows="\(rows)" maxlength="\(CallNote.longest)" \
        aria-label="\(localize(CommonStrings.note))" placeholder="\(localize(Strings.placeholder))"\
        \(.invalid, problems["note"] == nil ? nil : "true")>
        \(note.text ?? "")</textarea>\(problem("note"))</div>
        \(pills)
        <div class="buttons"><button class="small primary">\(localize(CommonStrings.save))</button>\
        <span class="muted" role="status" data-said data-saved="\(localize(CommonStrings.saved))" \
        data-draft="\(localize(Strings.draft))" data-offline="\(localize(Strings.offline))" \
        data-over="\(localize(Strings.over))" data-enter="\(localize(CommonStrings.enter))"></span></div></form>
        """
    }

    private var pills: HTML? {
        guard !categories.isEmpty else { return nil }
        let none: HTML? =
            offersNone
            ? pill("", localize(Strings.noCategory), isChosen: note.categoryID == nil) : nil
        let all = categories.map {
            pill("\($0.id.value)", $0.name, isChosen: $0.id == note.categoryID)
        }
        return """
            <fieldset class="pills"><legend class="visually-hidden">\(localize(CommonStrings.category))</legend>\
            \(all)\(none)</fieldset>\(problem("category_id"))
            """
    }

    private func pill(_ value: String, _ name: String, isChosen: Bool) -> HTML {
        """
        <label><input type="radio" name="category" value="\(value)"\(.checked, if: isChosen)><span>\(name)</span></label>
        """
    }

    private func value(_ id: CallCategory.ID?) -> String { id.map { "\($0.value)" } ?? "" }

    private func problem(_ field: String) -> HTML? {
        problems[field].map { message in
            "<p class=\"problem\">\(Icon.warning.html) \(localize(message))</p>"
        }
    }
}

/// What people said about a call, in a table of calls: an icon whose title has the words, and the category.
struct CallNoteSign {
    let call: CallRow
    let localize: Localizer
    /// Whether the words stand beside the icon, cut short.
    let isInWords: Bool

    /// The most characters in a table.
    private static let shown = 120

    /// Nil: nobody said anything.
    var html: HTML? {
        let category = call.names.category.map { "<span>\($0)</span>" as HTML }
        guard let text = call.note.text else { return category }
        let cut =
            text.count > CallNoteSign.shown ? text.prefix(CallNoteSign.shown) + "…" : text[...]
        let words: HTML =
            isInWords
            ? "<span class=\"muted\">\(cut)</span>"
            : "<span class=\"visually-hidden\">\(localize(CommonStrings.note)): \(cut)</span>"
        return """
            <span class="notesign" title="\(text)">\(Icon.note.html)\(category)\(words)</span>
            """
    }
}
