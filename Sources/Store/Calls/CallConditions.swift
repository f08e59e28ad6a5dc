import CallRules
import GRDB

/// One condition of a filter, and how to find the calls that fulfil it.
struct CallCondition {
    let sql: SQL
    let way: Way?
    /// The calls that `way` finds are read and sorted when they are fewer; nil: `CallSearch.few`.
    var few: Int?
    /// Whether it reads other rows for each call.
    let isCostly: Bool

    enum Way {
        /// An index with these calls by start.
        case index(String)
        /// A query for their ids, unordered, and a cheaper query for about as many rows.
        case ids(SQL, probe: SQL? = nil)
    }

    init(_ sql: SQL, _ way: Way? = nil, isCostly: Bool = false) {
        self.sql = sql
        self.way = way
        self.isCostly = isCostly
    }
}

extension CallFilter {
    /// The conditions on `table`, which is `call` or an alias of it; usually the most selective
    /// first.
    /// Values of partial indexes are written as literals: SQLite must see them to use the index.
    func conditions(
        of table: String = "call", seenBy viewer: Viewer, _ db: Database
    ) throws -> [CallCondition] {
        let call = SQL(sql: table)
        var all = try visible(table, viewer) + people(call, db) + rare(call) + common(call)
        if let localHour {
            all.append(
                localHour.condition(on: "\(call).started_at", in: try storedPeriod(db)))
        }
        if let isWithinHours {
            all.append(
                CallCondition(
                    """
                    \(call).started_at IS NOT NULL
                    AND in_working_hours(\(call).started_at, \(call).trunk) = \(isWithinHours)
                    """))
        }
        if let text {
            let typed = SearchText(text)
            all.append(
                try typed.map { try CallText($0, db).condition(on: call) }
                    ?? CallCondition("FALSE", .ids("SELECT id FROM call WHERE FALSE")))
        }
        if isOnePerNumber { all.append(CallCondition(latest(call, viewer), isCostly: true)) }
        if let period = period(call) { all.append(CallCondition(period, .index("call_started"))) }
        return all
    }

    /// True when the filter excludes calls without a start.
    var hasStart: Bool {
        from != nil || to != nil || localHour != nil || isWithinHours != nil || isOnePerNumber
    }

    private func visible(_ table: String, _ viewer: Viewer) -> [CallCondition] {
        guard let visible = viewer.calls(table), let ids = viewer.callIDs else { return [] }
        var condition = CallCondition(visible, .ids(ids))
        condition.few = Viewer.few
        return [condition]
    }

    /// Conditions on the people and the line of a call.
    private func people(_ call: SQL, _ db: Database) throws -> [CallCondition] {
        var all: [CallCondition] = []
        if let phone {
            // Calls from the company's own lines have no phone; their raw number is the line.
            if let e164 = phone.e164, try !LineTable.isLine(e164, db) {
                all.append(CallCondition("\(call).phone = \(e164)", .index("call_phone")))
            } else {
                let raw = phone.e164 ?? phone.raw
                all.append(
                    CallCondition(
                        "\(call).phone IS NULL AND \(call).raw_number = \(raw)",
                        .index("call_raw_number")))
            }
        }
        if let clientID {
            let id = clientID
            all.append(
                CallCondition(
                    "\(call).client_id = \(id)", .ids("SELECT id FROM call WHERE client_id = \(id)")
                ))
        }
        if let leadID {
            let id = leadID
            all.append(
                CallCondition(
                    "\(call).lead_id = \(id)", .ids("SELECT id FROM call WHERE lead_id = \(id)")))
        }
        if let line {
            all.append(CallCondition("\(call).trunk = \(line)", .index("call_line")))
        }
        if let employee = employee(call) {
            all.append(CallCondition(employee, .index("call_employee")))
        }
        return all
    }

    private func rare(_ call: SQL) -> [CallCondition] {
        var all: [CallCondition] = []
        if madeLead {
            all.append(CallCondition("\(call).lead_created = 1", .index("call_made_lead")))
        }
        if isFirst { all.append(CallCondition("\(call).is_first = 1", .index("call_first"))) }
        if let categoryID {
            all.append(
                CallCondition("\(call).category_id = \(categoryID)", .index("call_category_id")))
        }
        if hasNoCategory { all.append(CallCondition("\(call).category_id IS NULL")) }
        if let hasNote {
            all.append(
                hasNote
                    ? CallCondition("\(call).note IS NOT NULL", .index("call_noted"))
                    : CallCondition("\(call).note IS NULL"))
        }
        if let ignoredBy {
            all.append(CallCondition("\(call).ignored_by = \(ignoredBy)", .index("call_ignored")))
        }
        if let isIgnored {
            all.append(
                isIgnored
                    ? CallCondition(
                        "\(call).ignored_by IS NOT NULL",
                        .ids("SELECT id FROM call WHERE ignored_by IS NOT NULL"))
                    : CallCondition("\(call).ignored_by IS NULL"))
        }
        if let isReturned { all += [returned(isReturned, call), missed(call)] }
        let lengths: [(String, SecondsRange)] = [
            ("wait_seconds", waitSeconds), ("talk_seconds", talkSeconds),
        ]
        for (column, range) in lengths where !range.isWhole {
            let ids = range.condition(on: SQL(sql: column))
            all.append(
                CallCondition(
                    range.condition(on: "\(call).\(SQL(sql: column))"),
                    .ids("SELECT id FROM call WHERE \(ids)")))
        }
        return all
    }

    private func common(_ call: SQL) -> [CallCondition] {
        var all: [CallCondition] = []
        if let hasRecording {
            all.append(
                hasRecording
                    ? CallCondition("\(call).recording_url IS NOT NULL", .index("call_recorded"))
                    : CallCondition("\(call).recording_url IS NULL"))
        }
        if let isKnown {
            let isUnknown: SQL = "(\(call).client_id IS NULL AND \(call).lead_id IS NULL)"
            all.append(
                isKnown
                    ? CallCondition("\(isUnknown) = 0", .index("call_known"))
                    : CallCondition("\(isUnknown) = 1", .index("call_known")))
        }
        switch outcome {
        case .missed?:
            all.append(missed(call))
        case .answered?: all.append(CallCondition("\(call).outcome = 'answered'"))
        case nil: break
        }
        if let direction {
            all.append(
                CallCondition("\(call).direction = \(direction.name)", .index("call_direction")))
        }
        if isOutside || isKnown == false { all.append(CallCondition(outside(call))) }
        return all
    }

    private func missed(_ call: SQL) -> CallCondition {
        CallCondition("\(call).outcome = 'missed'", .index("call_missed"))
    }

    private func employee(_ call: SQL) -> SQL? {
        var all: [SQL] = []
        if hasNoEmployee { all.append("\(call).employee_id IS NULL") }
        if let employeeID { all.append("\(call).employee_id = \(employeeID)") }
        return all.isEmpty ? nil : all.allHold
    }

    private func period(_ call: SQL) -> SQL? {
        let ends: [SQL?] = [
            from.map { "\(call).started_at >= \($0)" },
            to.map { "\(call).started_at < \($0)" },
        ]
        let told = ends.compactMap(\.self)
        return told.isEmpty ? nil : told.allHold
    }

    private func outside(_ call: SQL) -> SQL {
        "(\(call).direction = 'incoming' OR \(call).direction = 'outgoing')"
    }

    private func returned(_ isReturned: Bool, _ call: SQL) -> CallCondition {
        let state: SQL =
            isReturned ? "missed_case.state = 'returned'" : "missed_case.ended_at IS NULL"
        let missed: SQL = """
            missed.direction = 'incoming' AND missed.outcome = 'missed'
            AND missed.phone = missed_case.phone
            AND missed.started_at >= missed_case.opened_at
            AND missed.started_at <= missed_case.last_missed_at
            """
        return CallCondition(
            """
            \(call).direction = 'incoming' AND EXISTS (
                SELECT 1 FROM missed_case
                WHERE missed_case.phone = \(call).phone
                    AND missed_case.opened_at <= \(call).started_at
                    AND missed_case.last_missed_at >= \(call).started_at AND \(state))
            """,
            .ids(
                """
                SELECT missed.id FROM missed_case
                CROSS JOIN call AS missed INDEXED BY call_phone ON \(missed) WHERE \(state)
                """, probe: "SELECT 1 FROM missed_case WHERE \(state)"), isCostly: true)
    }

    /// No later call of the same number that the viewer sees fulfils the same period, direction and
    /// employee, and is as ignored.
    private func latest(_ call: SQL, _ viewer: Viewer) -> SQL {
        var later: [SQL] = [
            "later.phone = \(call).phone",
            "(later.started_at, later.id) > (\(call).started_at, \(call).id)",
        ]
        if let to { later.append("later.started_at < \(to)") }
        if let direction { later.append("later.direction = \(direction.name)") }
        if isOutside { later.append(outside("later")) }
        if isIgnored == false { later.append("later.ignored_by IS NULL") }
        if let employee = employee("later") { later.append(employee) }
        if let visible = viewer.calls("later") { later.append(visible) }
        return """
            \(call).phone IS NOT NULL AND \(call).started_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM call AS later INDEXED BY call_phone WHERE \(later.allHold))
            """
    }
}

extension SecondsRange {
    fileprivate func condition(on column: SQL) -> SQL {
        var all: [SQL] = ["\(column) IS NOT NULL"]
        if let from { all.append("\(column) >= \(from)") }
        if let to { all.append("\(column) < \(to)") }
        return all.allHold
    }
}
