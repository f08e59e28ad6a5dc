import CallRules
import GRDB

/// What is stored of a call besides its legs: the values derived from them, and the results of the
/// rules.
struct CallProgress: Equatable {
    let id: Call.ID
    var uuid: String
    /// Who had the extension when the call began; they keep it, whoever has the extension later.
    var employeeID: Employee.ID?
    var `extension`: String?
    /// Of the stored call.
    var startedAt: Instant?
    var clientID: Client.ID?
    var leadID: Lead.ID?
    var leadCreated = false
    var decided: Set<Moment> = []
    /// The module was off at the time of the call: its rules never run.
    var isOfOffTime = false
    /// How the call first came to the gateway.
    var origin = CallSource.webhook
    /// The entry of the ignore list that its number fell under when the rules decided; nil: none.
    var ignoredBy: IgnoredNumber.ID?
    /// A rule or a person found or made somebody for it.
    var hasContact: Bool { clientID != nil || leadID != nil || leadCreated }
    /// Decided moments whose rules ran while the number of the call was not known.
    var provisional: Set<Moment> = []
    /// The missed-call events of the stored call; after a merge, those of both calls.
    var caseEvents: Set<NumberEvent> = []
    /// The place of the stored call among the calls of its number.
    var place: FirstCall.Place?
    /// Decided moments whose rules ran for another basis than the call has now. They run again as soon as
    /// rules may run.
    var outdated: Set<Moment> = []
    /// That of the stored call and of those merged into it.
    var bases: [RuleBasis] = []
    /// The pseudonym of the call's number, when that was erased.
    var pseudonymNumber: String?

    /// Whether the stored call, or one merged into it, had another basis.
    func wasAnother(than call: Call, _ lines: LineBook) -> Bool {
        guard !bases.isEmpty else { return false }
        let new = RuleBasis(call)
        return bases.contains { $0.isOutdated(by: new, lines) }
    }

    /// The former numbers of the call, or those it called in another direction.
    func numbersLeft(by call: Call) -> Set<String> {
        Set(
            bases.compactMap { basis in
                basis.phone != call.number.e164 || basis.direction != call.direction
                    ? basis.phone : nil
            })
    }
}

/// The table `call`: one row for each conversation attempt.
enum CallTable {
    /// The columns of `call` that webhooks and rules read and write.
    enum Column: Int32, TableColumn {
        // Derived from the legs, and the employee.
        case uuid, direction, state, outcome, phone, rawNumber, numberClass, isOwn, contactName
        /// The line.
        case trunk
        case startedAt, answeredAt, endedAt, waitSeconds, talkSeconds, disposition
        case transferHistory, recordingUrl, recordingLeg, settlesAt, recordDueAt, `extension`,
            employeeId
        case updatedAt
        // Results of the rules.
        case clientId, leadId, leadCreated, moments, ignoredBy
        // Written once.
        case seenAt, origin
        /// Last, so that every statement names the last parameter.
        case id

        static let toldByLegs: [Column] = allCases.filter { $0.rawValue <= updatedAt.rawValue }
        static let madeByRules: [Column] = [
            .clientId, .leadId, .leadCreated, .moments, .ignoredBy,
        ]
    }

    private static let byUUID = Query<Column>("SELECT \(Column.list) FROM call WHERE uuid = ?1")
    static let byID = Query<Column>("SELECT \(Column.list) FROM call WHERE id = ?1")
    private static let insertion = Query<Column>(
        "INSERT INTO call (\(Column.list)) VALUES (\(Column.parameters))")
    private static let callUpdate = update(Column.toldByLegs)
    private static let ruleUpdate = update(Column.madeByRules)

    private static func update(_ columns: [Column]) -> Query<Column> {
        Query(
            """
            UPDATE call SET \(Column.assignments(columns)) WHERE id = \(Column.id.parameter)
            """)
    }

    static func find(uuid: String, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(sql.rows(byUUID, .text(uuid)))
    }

    static func find(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) -> CallProgress? {
        try progress(sql.rows(byID, SQLValue(id)))
    }

    /// Stores a new call.
    static func insert(
        _ call: Call, of employee: Employee.ID?, origin: CallSource,
        ignoredBy entry: IgnoredNumber.ID?, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> CallProgress {
        var row = ColumnValues<Column>()
        row.take(call, at: now)
        row[.uuid] = .text(call.uuid)
        row[.extension] = SQLValue(call.extension)
        row[.employeeId] = SQLValue(employee)
        row[.leadCreated] = SQLValue(false)
        row[.moments] = .int(0)
        row[.ignoredBy] = SQLValue(entry)
        row[.seenAt] = SQLValue(now)
        row[.origin] = .text(origin.rawValue)
        try sql.run(insertion, row)
        var progress = CallProgress(id: Call.ID(sql.lastInsertedID), uuid: call.uuid)
        progress.employeeID = employee
        progress.extension = call.extension
        progress.startedAt = call.startedAt
        progress.origin = origin
        progress.ignoredBy = entry
        progress.place = FirstCall.Place(call)
        try FirstCall.moved(progress.id, from: nil, to: progress.place, sql)
        return progress
    }

    /// Stores the values derived from the legs, and the employee.
    static func save(
        _ call: Call, _ progress: CallProgress, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        var row = ColumnValues<Column>()
        row.take(call, at: now)
        row[.uuid] = .text(progress.uuid)
        row[.extension] = SQLValue(progress.extension)
        row[.employeeId] = SQLValue(progress.employeeID)
        row[.id] = SQLValue(progress.id)
        try sql.run(callUpdate, row)
        try FirstCall.moved(progress.id, from: progress.place, to: FirstCall.Place(call), sql)
    }

    /// Stores the results of the rules.
    static func save(_ progress: CallProgress, _ sql: Connection) throws(SQLiteError) {
        var row = ColumnValues<Column>()
        row[.clientId] = SQLValue(progress.clientID)
        row[.leadId] = SQLValue(progress.leadID)
        row[.leadCreated] = SQLValue(progress.leadCreated)
        row[.ignoredBy] = SQLValue(progress.ignoredBy)
        let provisional = bits(of: progress.provisional) << provisionalShift
        let outdated = bits(of: progress.outdated) << outdatedShift
        row[.moments] = .int(
            bits(of: progress.decided) | provisional | outdated
                | (progress.isOfOffTime ? offTimeBit : 0))
        row[.id] = SQLValue(progress.id)
        try sql.run(ruleUpdate, row)
    }

    /// Calls whose settling time has passed, the oldest first, or lies so far in the future that the clock
    /// was set back since.
    static func settling(
        at now: Instant, limit: Int64, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        let row = try sql.rows(
            """
            SELECT id FROM call WHERE settles_at <= ?1 OR settles_at > ?3
            ORDER BY settles_at LIMIT ?2
            """, SQLValue(now), .int(limit),
            SQLValue(
                now.advanced(bySeconds: Call.settlingSeconds + Instant.clockToleranceSeconds)))
        var ids: [Call.ID] = []
        while try row.step() { ids.append(Call.ID(row.int(0))) }
        return ids
    }

    private static func progress(
        _ row: ColumnReader<Column>
    ) throws(SQLiteError) -> CallProgress? {
        guard try row.step() else { return nil }
        defer { row.done() }
        var progress = CallProgress(id: row.id(.id), uuid: row.text(.uuid))
        progress.employeeID = row.idOrNil(.employeeId)
        progress.extension = row.textOrNil(.extension)
        progress.startedAt = row.instant(.startedAt)
        progress.clientID = row.idOrNil(.clientId)
        progress.leadID = row.idOrNil(.leadId)
        progress.leadCreated = row.truth(.leadCreated)
        progress.decided = moments(of: row.int(.moments))
        progress.isOfOffTime = row.int(.moments) & offTimeBit != 0
        progress.origin = try row.codeIfPresent(.origin) ?? .webhook
        progress.provisional = moments(of: row.int(.moments) >> provisionalShift)
        progress.outdated = moments(of: row.int(.moments) >> outdatedShift)
        progress.ignoredBy = row.idOrNil(.ignoredBy)
        progress.place = FirstCall.Place(
            phone: row.textOrNil(.phone), startedAt: row.instant(.startedAt))
        let direction = try row.direction(.direction)
        progress.bases = [
            RuleBasis(
                phone: row.textOrNil(.phone), direction: direction, line: row.textOrNil(.trunk))
        ]
        guard let phone = row.textOrNil(.phone) else { return progress }
        progress.caseEvents = NumberEvent.events(
            progress.id, phone: phone, direction,
            try row.codeIfPresent(.outcome), startedAt: row.instant(.startedAt),
            answeredAt: row.instant(.answeredAt), endedAt: row.instant(.endedAt),
            isIgnored: progress.ignoredBy != nil)
        progress.pseudonymNumber = PseudonymNumber(phone) == nil ? nil : phone
        return progress
    }

    /// The bit of `call.moments` for `isOfOffTime`.
    private static let offTimeBit: Int64 = 256
    /// Provisional moments are stored above the decided ones.
    private static let provisionalShift: Int64 = 4
    /// Outdated moments are stored above `offTimeBit`.
    private static let outdatedShift: Int64 = 9

    private static func bits(of moments: Set<Moment>) -> Int64 {
        Moment.allCases.enumerated().reduce(0) { sum, next in
            moments.contains(next.element) ? sum | 1 << Int64(next.offset) : sum
        }
    }

    private static func moments(of bits: Int64) -> Set<Moment> {
        Set(
            Moment.allCases.enumerated()
                .filter { bits & 1 << Int64($0.offset) != 0 }.map(\.element))
    }
}

extension ColumnValues<CallTable.Column> {
    /// Sets the values derived from the legs.
    fileprivate mutating func take(_ call: Call, at now: Instant) {
        let number = call.number
        let outcome = call.outcome(at: now)
        let record = call.record
        let recorded = call.recordedLegs.first
        self[.direction] = SQLValue(call.direction?.name)
        self[.state] = .text(call.state.rawValue)
        self[.outcome] = SQLValue(outcome)
        self[.phone] = SQLValue(number.e164)
        self[.rawNumber] = .text(number.raw)
        self[.numberClass] = .text(NumberClassColumns.text(number.numberClass))
        self[.isOwn] = SQLValue(number.numberClass == .own)
        self[.contactName] = SQLValue(call.contactName)
        self[.trunk] = SQLValue(call.line)
        self[.startedAt] = SQLValue(call.startedAt)
        self[.answeredAt] = SQLValue(call.answeredAt)
        self[.endedAt] = SQLValue(call.endedAt)
        self[.waitSeconds] = SQLValue(call.waitSeconds)
        self[.talkSeconds] = SQLValue(call.talkSeconds)
        self[.disposition] = SQLValue(record?.disposition)
        self[.transferHistory] = SQLValue(record?.transferHistory)
        self[.recordingUrl] = SQLValue(recorded?.record?.recordingURL)
        self[.recordingLeg] = SQLValue(recorded?.uuid)
        self[.settlesAt] = SQLValue(call.isSettled(at: now) ? nil : call.settlesAt)
        self[.recordDueAt] = SQLValue(call.cdrDueAt(after: now))
        self[.updatedAt] = SQLValue(now)
    }
}

/// How the class of a number is stored: a number of the class `own` is hidden, with a mark.
enum NumberClassColumns {
    static func text(_ numberClass: PhoneNumber.Class) -> String {
        (numberClass == .own ? .hidden : numberClass).rawValue
    }

    static func read(_ row: Row) throws(UnknownCode) -> PhoneNumber.Class {
        let stored: PhoneNumber.Class = try row.code("number_class")
        let isOwn: Bool = row["is_own"]
        return isOwn ? .own : stored
    }
}

/// How a call came to the gateway.
package enum CallSource: String, CaseIterable, Sendable {
    case webhook
    /// Found in Phonet's history by reconciliation.
    case recovered
}

extension LegDirection {
    /// The name in tables and in the API.
    package var name: String {
        switch self {
        case .internal: "internal"
        case .outgoing: "outgoing"
        case .incoming: "incoming"
        }
    }
}
