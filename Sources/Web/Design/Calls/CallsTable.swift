import CallRules
import Store

/// A table of calls, one line a call; two lines on a telephone. A row opens the call's page.
struct CallsTable {
    let calls: [CallRow]
    let localize: Localizer
    /// The visitor, for the call buttons; nil: no buttons.
    var visitor: Visitor?
    var columns = Column.few
    /// How the table is sorted; nil: column heads are not links.
    var sorting: Sorting?

    /// The columns, in the order of the call log. `party` is the name of the outside party, else its number;
    /// `number` its number, unless that stands as the name already; `who` the employee, first in the table of
    /// one person's calls; `said` the note and the category in words; `signs` recording, note and what the rules
    /// did, as icons.
    enum Column: CaseIterable {
        case call, party, who, said, number, started, wait, talk, employee, line, signs, action

        static let log = allCases.filter { ![.who, .said].contains($0) }
        /// The columns on pages about something else.
        static let few = log.filter { ![.employee, .line].contains($0) }

        /// The columns on the card of a client or a lead, which already says who they are; with the number where
        /// they have several.
        static func card(hasNumbers: Bool) -> [Column] {
            [.call, .who, .said, .number, .started, .wait, .talk, .line, .signs]
                .filter { hasNumbers || $0 != .number }
        }
    }

    /// The order of the table, and the links to other orders.
    struct Sorting {
        let order: CallOrder
        let path: (CallOrder) -> String
    }

    var html: HTML {
        """
        <div class="tablebox"><table class="lined calls"><thead><tr>\(columns.map(head))</tr></thead>
        <tbody>\(calls.map(row))</tbody></table></div>
        """
    }

    private func head(_ column: Column) -> HTML {
        let name = localize(Strings.name(of: column))
        guard column.hasHead else {
            return """
                <th scope="col" class="\(column.place)"><span class="visually-hidden">\(name)</span></th>
                """
        }
        guard let sorting, let (other, direction) = sorting.turn(column) else {
            return "<th scope=\"col\" class=\"\(column.place)\">\(name)</th>"
        }
        let icon = direction.map { ($0 == "ascending" ? Icon.up : .down).html }
        return """
            <th scope="col" class="\(column.place)"\(.sort, direction)><a href="\(sorting.path(other))" \
            title="\(localize(Strings.order(other)))">\(name)\(icon)</a></th>
            """
    }

    private func row(_ call: CallRow) -> HTML {
        let cells = columns.map { column in
            """
            <td class="\(column.place)"\(.dataLabel, column.isTold ? localize(Strings.name(of: column)) : nil)>\
            \(cell(column, call))</td>
            """ as HTML
        }
        return "<tr data-href=\"\(PageRoute.call(call.uuid).path)\">\(cells)</tr>\n"
    }

    private func cell(_ column: Column, _ call: CallRow) -> HTML? {
        switch column {
        case .call: CallBadge(call: call, localize: localize).badge.sign
        case .party: link(CallParty(call: call, localize: localize).title, call)
        case .who:
            link(call.names.employee ?? call.extension ?? localize(Strings.nobody), call)
        case .said: CallNoteSign(call: call, localize: localize, isInWords: true).html
        case .number: otherNumber(call).map { "\($0)" }
        case .started: call.startedAt.map(localize.time)
        case .wait: duration(call.waitSeconds)
        case .talk: duration(call.talkSeconds)
        case .employee: "\(call.names.employee ?? call.extension ?? "")"
        case .line: call.line.map(localize.lineName)
        case .signs:
            """
            \(recording(call))\(said(call))\(CallResult(call: call, localize: localize).sign)
            """
        case .action: button(call)
        }
    }

    /// The number, unless it stands as the name.
    private func otherNumber(_ call: CallRow) -> String? {
        let party = CallParty(call: call, localize: localize)
        return party.name == nil && columns.contains(.party) ? nil : party.number
    }

    private func link(_ words: String, _ call: CallRow) -> HTML {
        "<a class=\"plain\" href=\"\(PageRoute.call(call.uuid).path)\" data-from-people>\(words)</a>"
    }

    /// The sign of a note, where its words do not stand in a column.
    private func said(_ call: CallRow) -> HTML? {
        columns.contains(.said)
            ? nil : CallNoteSign(call: call, localize: localize, isInWords: false).html
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
        Badge(meaning: meaning, icon: .sound, word: localize(word)).sign
    }

    private func button(_ call: CallRow) -> HTML? {
        visitor.flatMap {
            CallButton(phone: call.number, visitor: $0, leadID: call.openLeadID).html
        }
    }

    private func duration(_ seconds: Int?) -> HTML? {
        seconds.map { "\(Localizer.duration(seconds: $0))" }
    }
}

extension CallsTable.Column {
    /// The class of its cells: where they stand in the two lines of a telephone (`sign`, `name`, `at`, `act`;
    /// `wide`: nowhere), and who takes the free width of one line (`free`, `short`).
    fileprivate var place: String {
        switch self {
        case .call: "sign"
        case .party: "name free"
        case .who: "name short"
        case .said: "free"
        case .number: "figures"
        case .started: "at"
        case .wait: "wideonly number"
        case .talk: "number"
        case .employee: "short"
        case .line: "wideonly short spare"
        case .signs: "signs"
        case .action: "act"
        }
    }

    /// Whether its name stands at the top of the column, and is not only read to those who do not see.
    fileprivate var hasHead: Bool { ![.call, .signs, .action].contains(self) }

    /// Whether its cells carry the name of the column.
    fileprivate var isTold: Bool { hasHead && self != .party && self != .who }
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
            uk: "запис не вдалося отримати", en: "the recording could not be fetched")
        static let nobody = LocalizedText(uk: "нічий", en: "nobody’s call")
        static let signs = LocalizedText(uk: "Позначки", en: "Signs")

        static func name(of column: Column) -> LocalizedText {
            switch column {
            case .call: CommonStrings.call
            case .started: CommonStrings.when
            case .party: LocalizedText(uk: "З ким", en: "With")
            case .number: CommonStrings.number
            case .who, .employee: CommonStrings.employee
            case .said: CommonStrings.note
            case .line: CommonStrings.line
            case .wait: CommonStrings.wait
            case .talk: CommonStrings.talk
            case .signs: signs
            case .action: CommonStrings.callNow
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
