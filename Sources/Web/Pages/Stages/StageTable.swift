import CallRules

/// A row of an editor: a status, or a source, which has no kind.
struct StageRow {
    /// The end of the fields' names: the id, or `new`.
    let key: String
    let name: String
    var kind: LeadStatus.Kind?
    var isDefault = false
    var leads: Int?
    /// Where to ask for its deletion; nil: it is not there yet.
    var deletion: PageRoute?
}

/// An editor: one form around a table, whose every button saves all that was typed.
struct StageTable {
    let action: PageRoute
    let version: Int64
    let rows: [StageRow]
    let new: StageRow
    /// The beginning of the names' fields; the two editors of a page share none.
    let nameField: String
    let newName: Sentence
    let problems: Problems
    /// What it shows was typed and not saved.
    let isSent: Bool
    let visitor: Visitor

    private typealias Words = StagesWords
    private var say: Voice { visitor.voice }
    private var hasKinds: Bool { new.kind != nil }

    var html: HTML {
        """
        <form method="post" action="\(action.path)" data-unsaved="\(isSent ? "already" : "")" novalidate>
        \(FormGuard(visitor).html)<input type="hidden" name="version" value="\(version)">
        \(firstButton)
        <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
        <tbody>\(rows.map { row($0) })\(row(new))</tbody></table></div>
        <div class="savebar"><button class="primary">\(say(Words.save))</button>
        <span class="state" hidden>\(say(Words.unsaved))</span></div></form>
        """
    }

    /// Enter in a field presses the first button of a form, which must not be one that moves a row.
    private var firstButton: HTML {
        "<button class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\">\(say(Words.save))</button>"
    }

    private var heads: [HTML] {
        let words =
            [Words.name] + (hasKinds ? [Words.kind, Words.byDefault] : [])
            + [Words.leads, Words.order, Words.delete]
        return words.map { "<th scope=\"col\">\(say($0))</th>" }
    }

    private func row(_ row: StageRow) -> HTML {
        """
        <tr><td>\(name(row))</td>\(hasKinds ? kind(row) + byDefault(row) : nil)
        \(row.deletion.map { own(row, $0) } ?? "<td></td><td></td><td></td>")</tr>
        """
    }

    /// What only rows have that are there already.
    private func own(_ row: StageRow, _ route: PageRoute) -> HTML {
        """
        <td data-label="\(say(Words.leads))">\(row.leads ?? 0)</td>
        <td data-label="\(say(Words.order))">\(moves(row))</td>
        <td data-label="\(say(Words.delete))">\(deletion(row, route))</td>
        """
    }

    private func name(_ row: StageRow) -> HTML {
        let field = "\(nameField)-\(row.key)"
        let isNew = row.deletion == nil
        return """
            <div class="field"><input id="field-\(field)" name="\(field)" value="\(row.name)" \
            aria-label="\(label(Words.name, row))"\(.placeholder, isNew ? say(newName) : nil) \
            autocomplete="off"\(marks(field))>\(note(field))</div>
            """
    }

    private func kind(_ row: StageRow) -> HTML {
        let field = "kind-\(row.key)"
        let options = LeadStatus.Kind.allCases.map { kind in
            """
            <option value="\(kind.rawValue)"\(.selected, if: kind == row.kind)>\
            \(say(Words.kind(kind)))</option>
            """ as HTML
        }
        return """
            <td data-label="\(say(Words.kind))"><div class="field"><select id="field-\(field)" \
            name="\(field)" aria-label="\(label(Words.kind, row))"\(marks(field))>\(options)</select>\
            \(note(field))</div></td>
            """
    }

    private func byDefault(_ row: StageRow) -> HTML {
        guard row.deletion != nil else { return "<td></td>" }
        return """
            <td data-label="\(say(Words.byDefault))"><input type="radio" name="default" \
            value="\(row.key)" aria-label="\(label(Words.byDefault, row))"\(.checked, if: row.isDefault)></td>
            """
    }

    private func moves(_ row: StageRow) -> HTML {
        "<span class=\"buttons\">\(move(row, "up", .up, Words.up))\(move(row, "down", .down, Words.down))</span>"
    }

    private func move(_ row: StageRow, _ to: String, _ icon: Icon, _ word: Sentence) -> HTML {
        """
        <button class="small" name="move" value="\(row.key) \(to)" \
        aria-label="\(label(word, row))">\(icon.html)</button>
        """
    }

    private func deletion(_ row: StageRow, _ route: PageRoute) -> HTML {
        """
        <a class="button small" href="\(route.path)" aria-label="\(label(Words.delete, row))">\
        \(Icon.trash.html)</a>
        """
    }

    /// What a control is, said with the row it belongs to.
    private func label(_ word: Sentence, _ row: StageRow) -> String {
        "\(say(word)): \(row.deletion == nil ? say(newName) : row.name)"
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
            <p class="problem" id="problem-\(field)">\(Icon.warning.html) \(say(message))</p>
            """
        }
    }
}
