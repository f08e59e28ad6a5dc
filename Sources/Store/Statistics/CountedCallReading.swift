import CallRules

/// External calls as statistics count them, read from the table `call`.
enum CountedCallReading {
    /// Parameters: the start and the end, exclusive; 1: of every employee, and else the employee; 1: with
    /// those of ignored numbers; the line, null: every line.
    static let all = Query<CountedColumn>(
        """
        SELECT \(CountedColumn.list) FROM call INDEXED BY call_started WHERE \(isCounted)
        """)

    /// The same of a person, ?7, who sees only visible calls.
    static let visible = Query<CountedColumn>(
        """
        SELECT \(CountedColumn.list) FROM call NOT INDEXED
        WHERE id IN (\(VisibleRows.callIDs("?7", from: "?1", to: "?2"))) AND \(isCounted)
        """)

    private static let isCounted = """
        started_at >= ?1 AND started_at < ?2
            AND (direction = 'incoming' OR direction = 'outgoing')
            AND (?3 = 1 OR employee_id IS ?4) AND (?5 = 1 OR ignored_by IS NULL)
            AND (?6 IS NULL OR trunk = ?6)
        """
}

enum CountedColumn: Int32, TableColumn {
    case startedAt, isIncoming, isAnswered, employee, number, isFirst, wait, talk, madeLead, line
    case category, isIgnored

    var sqlName: String {
        switch self {
        case .startedAt: "started_at"
        case .isIncoming: "direction = 'incoming'"
        case .isAnswered: "outcome = 'answered'"
        case .employee: "employee_id"
        case .number: "CAST(phone AS INTEGER)"
        case .isFirst: "is_first"
        case .wait: "wait_seconds"
        case .talk: "talk_seconds"
        case .madeLead: "lead_created"
        case .line: "trunk"
        case .category: "category_id"
        case .isIgnored: "ignored_by IS NOT NULL"
        }
    }
}

extension CountedCall {
    /// What the row says. Its line, whether it began within working hours, and what became of its case, is
    /// not in it.
    init(_ row: ColumnReader<CountedColumn>) {
        self.init(startedAt: Instant(milliseconds: row.int(.startedAt)))
        isIncoming = row.truth(.isIncoming)
        outcome = row.isNull(.isAnswered) ? nil : row.truth(.isAnswered) ? .answered : .missed
        employee = row.intOrNil(.employee).map { Employee.ID($0) }
        number = row.intOrNil(.number)
        isFirst = row.truth(.isFirst)
        waitSeconds = Self.length(row, .wait)
        talkSeconds = Self.length(row, .talk)
        madeLead = row.truth(.madeLead)
        category = row.intOrNil(.category).map { CallCategory.ID($0) }
    }

    /// A negative duration from Phonet counts as unknown.
    private static func length(
        _ row: ColumnReader<CountedColumn>, _ column: CountedColumn
    ) -> Int? {
        row.intOrNil(column).flatMap { $0 < 0 ? nil : Int($0) }
    }
}
