import CallRules
import Store

/// A row of an editor: a status, or a source or category, which have no kind.
struct LeadStatusesRow {
    /// The suffix of the field names: the id, or `new`.
    let key: String
    let name: String
    var kind: LeadStatus.Kind?
    var isDefault = false
    var uses: Int?
    /// The page that deletes the row; nil: the row is new.
    var deletion: PageRoute?
}

/// An editor: one form around a table. Every button saves all rows.
struct LeadStatusesTable {
    let action: PageRoute
    let version: Int64
    let rows: [LeadStatusesRow]
    let new: LeadStatusesRow
    /// The prefix of the field names; the editors of a page have different ones.
    let nameField: String
    let newName: LocalizedText
    /// What the rows are counted by: leads or calls.
    var usedBy = CommonStrings.leads
    let problems: [FieldProblem]
    /// Whether the form was sent and not saved.
    let isSent: Bool
    let visitor: Visitor

    private typealias Strings = LeadStatusesStrings
    private var localize: Localizer { visitor.localizer }
    private var hasKinds: Bool { new.kind != nil }

    var html: HTML {
        """
        <form method="post" action="\(action.path)" data-unsaved="\(isSent ? "already" : "")" novalidate>
        \(FormGuard(visitor).html)<input type="hidden" name="version" value="\(version)">
        \(firstButton)
        <div class="tablebox"><table class="editor"><thead><tr>\(heads)</tr></thead>
        <tbody>\(rows.map { row($0) })\(row(new))</tbody></table></div>
        <div class="savebar"><button class="primary">\(localize(CommonStrings.save))</button>
        <span class="state" hidden>\(localize(CommonStrings.unsavedChanges))</span></div></form>
        """
    }

    /// A hidden first button that saves: Enter in a field presses the first button of a form, which
    /// must not be one that moves a row.
    private var firstButton: HTML {
        "<button class=\"visually-hidden\" tabindex=\"-1\" aria-hidden=\"true\">\(localize(CommonStrings.save))</button>"
    }

    private var heads: [HTML] {
        let words =
            [CommonStrings.title] + (hasKinds ? [CommonStrings.kind, Strings.byDefault] : [])
            + [usedBy, CommonStrings.order, CommonStrings.delete]
        return words.map { "<th scope=\"col\">\(localize($0))</th>" }
    }

    private func row(_ row: LeadStatusesRow) -> HTML {
        """
        <tr><td>\(name(row))</td>\(hasKinds ? kind(row) + byDefault(row) : nil)
        \(row.deletion.map { own(row, $0) } ?? "<td></td><td></td><td></td>")</tr>
        """
    }

    /// The cells of stored rows only.
    private func own(_ row: LeadStatusesRow, _ route: PageRoute) -> HTML {
        """
        <td data-uses data-label="\(localize(usedBy))">\(row.uses ?? 0)</td>
        <td data-label="\(localize(CommonStrings.order))">\(moves(row))</td>
        <td data-label="\(localize(CommonStrings.delete))">\(deletion(row, route))</td>
        """
    }

    private func name(_ row: LeadStatusesRow) -> HTML {
        let field = "\(nameField)-\(row.key)"
        let isNew = row.deletion == nil
        return """
            <div class="field"><input id="field-\(field)" name="\(field)" value="\(row.name)" \
            aria-label="\(label(CommonStrings.title, row))"\(.placeholder, isNew ? localize(newName) : nil) \
            autocomplete="off"\(marks(field))>\(note(field))</div>
            """
    }

    private func kind(_ row: LeadStatusesRow) -> HTML {
        let field = "kind-\(row.key)"
        let options = LeadStatus.Kind.allCases.map { kind in
            """
            <option value="\(kind.rawValue)"\(.selected, if: kind == row.kind)>\
            \(localize(Strings.kind(kind)))</option>
            """ as HTML
        }
        return """
            <td data-kind data-label="\(localize(CommonStrings.kind))"><div class="field"><select id="field-\(field)" \
            name="\(field)" aria-label="\(label(CommonStrings.kind, row))"\(marks(field))>\(options)</select>\
            \(note(field))</div></td>
            """
    }

    private func byDefault(_ row: LeadStatusesRow) -> HTML {
        guard row.deletion != nil else { return "<td></td>" }
        return """
            <td data-default data-label="\(localize(Strings.byDefault))"><input type="radio" name="default" \
            value="\(row.key)" aria-label="\(label(Strings.byDefault, row))"\(.checked, if: row.isDefault)></td>
            """
    }

    private func moves(_ row: LeadStatusesRow) -> HTML {
        "<span class=\"buttons\">\(move(row, "up", .up, Strings.up))\(move(row, "down", .down, Strings.down))</span>"
    }

    private func move(_ row: LeadStatusesRow, _ to: String, _ icon: Icon, _ word: LocalizedText)
        -> HTML
    {
        """
        <button class="small" name="move" value="\(row.key) \(to)" \
        aria-label="\(label(word, row))">\(icon.html)</button>
        """
    }

    private func deletion(_ row: LeadStatusesRow, _ route: PageRoute) -> HTML {
        """
        <a class="button small" href="\(route.path)" aria-label="\(label(CommonStrings.delete, row))">\
        \(Icon.trash.html)</a>
        """
    }

    /// The label of a control with the name of its row.
    private func label(_ word: LocalizedText, _ row: LeadStatusesRow) -> String {
        "\(localize(word)): \(row.deletion == nil ? localize(newName) : row.name)"
    }

    private func marks(_ field: String) -> HTML {
        let isWrong = problems[field] != nil
        return """
            \(.describedBy, isWrong ? "problem-\(field)" : nil)\(.invalid, isWrong ? "true" : nil)
            """
    }

    private func note(_ field: String) -> HTML? {
        problems[field].map { message in
            """
            <p class="problem" id="problem-\(field)">\(Icon.warning.html) \(localize(message))</p>
            """
        }
    }
}
