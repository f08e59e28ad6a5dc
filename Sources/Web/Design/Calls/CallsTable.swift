import CallRules
import Store

/// A table of calls: outcome, time, party, duration and result. A row opens the call's page.
struct CallsTable {
    let calls: [CallRow]
    let localize: Localizer
    /// The visitor, for the call buttons; nil: no buttons.
    var visitor: Visitor?
    var columns = Column.few
    /// Whether notes stand in words below the party.
    var showsNotes = false
    /// How the table is sorted; nil: column heads are not links.
    var sorting: Sorting?

    /// The columns, in the order of the call log.
    enum Column: CaseIterable {
        case call, started, party, employee, line, wait, talk, recording, note, result

        /// The columns on pages about something else.
        static let few: [Column] = [.call, .started, .party, .wait, .talk, .recording, .result]
    }

    /// The order of the table, and the links to other orders.
    struct Sorting {
        let order: CallOrder
        let path: (CallOrder) -> String
    }

    var html: HTML {
        """
        <div class="tablebox"><table class="stacked calls"><thead><tr>\(columns.map(head))</tr></thead>
        <tbody>\(calls.map(row))</tbody></table></div>
        """
    }

    private func head(_ column: Column) -> HTML {
        let name = localize(Strings.name(of: column))
        guard let sorting, let (other, direction) = sorting.turn(column) else {
            return "<th scope=\"col\">\(name)</th>"
        }
        let icon = direction.map { ($0 == "ascending" ? Icon.up : .down).html }
        return """
            <th scope="col"\(.sort, direction)><a href="\(sorting.path(other))" \
            title="\(localize(Strings.order(other)))">\(name)\(icon)</a></th>
            """
    }

    private func row(_ call: CallRow) -> HTML {
        let path = PageRoute.call(call.uuid).path
        let cells = columns.map { column -> HTML in
            guard column != .call else {
                return """
                    <td><a class="plain" href="\(path)">\(CallBadge(call: call, localize: localize).html)</a></td>
                    """
            }
            return
                "<td data-label=\"\(localize(Strings.name(of: column)))\">\(cell(column, call))</td>"
        }
        return "<tr data-href=\"\(path)\">\(cells)</tr>\n"
    }

    private func cell(_ column: Column, _ call: CallRow) -> HTML? {
        switch column {
        case .call: nil
        case .started: call.startedAt.map(localize.time)
        case .party:
            "<span>\(CallParty(call: call, localize: localize).html)\(button(call))\(said(call))</span>"
        case .employee: "\(call.names.employee ?? call.extension ?? "")"
        case .line: call.line.map(localize.lineName)
        case .wait: "\(duration(call.waitSeconds))"
        case .talk: "\(duration(call.talkSeconds))"
        case .recording: recording(call)
        case .note:
            CallNoteSign(call: call, localize: localize, isInWords: false).html
        case .result: CallResult(call: call, localize: localize).html
        }
    }

    /// What people said about the call, below the party.
    private func said(_ call: CallRow) -> HTML? {
        guard showsNotes else { return nil }
        return CallNoteSign(call: call, localize: localize, isInWords: true).html
            .map { "<br><small>\($0)</small>" }
    }

    private func recording(_ call: CallRow) -> HTML? {
        switch call.recording(at: localize.now) {
        case .none: nil
        case .preparing: sign(.plain, Strings.preparing)
        case .ready: sign(.good, Strings.ready)
        case .failed: sign(.alert, Strings.failed)
        }
    }

    private func sign(_ meaning: Badge.Meaning, _ word: LocalizedText) -> HTML {
        """
        <span class="badge \(meaning.rawValue)" title="\(localize(word))">\(Icon.sound.html)\
        <span class="visually-hidden">\(localize(word))</span></span>
        """
    }

    private func button(_ call: CallRow) -> HTML? {
        visitor.flatMap {
            CallButton(phone: call.number, visitor: $0, leadID: call.openLeadID).html
        }
    }

    private func duration(_ seconds: Int?) -> String {
        seconds.map { Localizer.duration(seconds: $0) } ?? "–"
    }
}

extension CallsTable.Sorting {
    /// The order that the link of a column head leads to, and how the column is sorted now, as in
    /// `aria-sort`. `direction` is nil when it is not sorted by this column. Nil when the column
    /// cannot be sorted.
    fileprivate func turn(_ column: CallsTable.Column) -> (CallOrder, direction: String?)? {
        switch (column, order) {
        case (.started, .newest): (.oldest, "descending")
        case (.started, .oldest): (.newest, "ascending")
        case (.started, _): (.newest, nil)
        case (.talk, let order): (.talk, order == .talk ? "descending" : nil)
        case (.wait, let order): (.wait, order == .wait ? "descending" : nil)
        default: nil
        }
    }
}

extension CallsTable {
    private enum Strings {
        static let ready = LocalizedText(uk: "запис є", en: "there is a recording")
        static let preparing = LocalizedText(
            uk: "запис готується", en: "the recording is being prepared")
        static let failed = LocalizedText(
            uk: "запис не вдалося отримати", en: "recording unavailable")

        static func name(of column: Column) -> LocalizedText {
            switch column {
            case .call: CommonStrings.call
            case .started: CommonStrings.when
            case .party: LocalizedText(uk: "З ким", en: "With")
            case .employee: CommonStrings.employee
            case .line: CommonStrings.line
            case .wait: CommonStrings.wait
            case .talk: CommonStrings.talk
            case .recording: CommonStrings.recording
            case .note: CommonStrings.note
            case .result: CommonStrings.rules
            }
        }

        static func order(_ order: CallOrder) -> LocalizedText {
            switch order {
            case .newest: LocalizedText(uk: "Спершу найновіші", en: "The latest first")
            case .oldest: LocalizedText(uk: "Спершу найдавніші", en: "The oldest first")
            case .talk:
                LocalizedText(uk: "Спершу найдовші розмови", en: "The longest conversations first")
            case .wait:
                LocalizedText(uk: "Спершу найдовше очікування", en: "The longest waits first")
            }
        }
    }
}
