import CallRules

/// What deriving calls again from their legs changed.
package struct RecomputedCounts: Hashable, Sendable {
    /// Calls read.
    package var calls = 0
    /// Calls of which some derived value changed; the three below are among them.
    package var changed = 0
    /// Calls that have another number now.
    package var numbers = 0
    /// Calls that have another outcome now.
    package var outcomes = 0
    /// Calls with another start, answer, end, wait or talk.
    package var times = 0

    package init() {}

    package static func += (counts: inout RecomputedCounts, more: RecomputedCounts) {
        counts.calls += more.calls
        counts.changed += more.changed
        counts.numbers += more.numbers
        counts.outcomes += more.outcomes
        counts.times += more.times
    }
}

extension Store {
    /// The calls of one transaction of `recompute`, so that webhooks do not wait long.
    package static let recomputedAtOnce = 200

    /// Derives the next calls again from their legs, as an older version may have derived them
    /// otherwise. Missed cases, clients and leads follow a number that changed. Runs no rules: no
    /// lead is made and nobody is told, now or by a later message about such a call.
    ///
    /// - Parameter last: what the piece before returned; nil for the first.
    /// - Returns: what changed, and where the next piece begins; nil there: every call was read.
    package func recompute(
        after last: Int64?, at now: Instant
    ) throws(StoreError) -> (counts: RecomputedCounts, last: Int64?) {
        try write(.system(at: now)) { [settingsCache] tx in
            let book = CallBook(settings: settingsCache.current, sql: tx.sql)
            var counts = RecomputedCounts()
            let ids = try CallTable.ids(after: last ?? 0, limit: Store.recomputedAtOnce, tx.sql)
            for id in ids { counts += try book.recompute(id, at: now) }
            return (counts, ids.count < Store.recomputedAtOnce ? nil : ids.last?.value)
        }
    }
}

extension CallBook {
    fileprivate func recompute(
        _ id: Call.ID, at now: Instant
    ) throws(SQLiteError) -> RecomputedCounts {
        var counts = RecomputedCounts()
        // A call that was merged into another one meanwhile is not there any more.
        guard var progress = try CallTable.find(id, sql), let old = try StoredCall.find(id, sql)
        else { return counts }
        counts.calls = 1
        for leg in try LegTable.legs(of: id, sql) {
            let told = leg.asFacts(arrivedAt: old.seenAt)
            if told != leg { try LegTable.save(told, call: id, sql) }
        }
        let call = try regrouped(&progress)
        guard !call.legs.isEmpty else { return counts }
        _ = try assign(call, &progress, at: now)
        let new = CallFigures(call, progress, at: now)
        guard new != old.figures else { return counts }
        counts.changed = 1
        counts.numbers = new.number == old.figures.number ? 0 : 1
        counts.outcomes = new.outcome == old.figures.outcome ? 0 : 1
        counts.times = new.times == old.figures.times ? 0 : 1
        if new.number.phone != old.figures.number.phone {
            try relink(call, &progress, runsRules: false, at: now)
            _ = decideIgnored(call, &progress)
        }
        // The rules of a call that only history knows are still to run.
        if call.outcome(at: now) != nil, try !UnruledCallTable.contains(id, sql) {
            progress.decided.formUnion(call.due(at: now, decided: progress.decided))
            progress.provisional = []
            progress.outdated = []
        }
        try CallTable.save(call, progress, at: now, sql)
        try CallTable.save(progress, sql)
        try ParticipantTable.note(call, progress, at: now, sql)
        // Nothing new was heard of it.
        try sql.run(
            "UPDATE call SET updated_at = ?2 WHERE id = ?1", SQLValue(progress.id),
            SQLValue(old.updatedAt))
        _ = try MissedCaseBook(sql: sql).changed(call, progress, at: now)
        return counts
    }
}

/// The derived values of a call.
private struct CallFigures: Equatable {
    let uuid: String
    let direction: LegDirection?
    let state: Call.State
    let outcome: Call.Outcome?
    let number: Number
    let contactName: String?
    let line: String?
    let `extension`: String?
    let times: Times
    let recording: String?
    let recordingLeg: String?

    struct Number: Equatable {
        let phone: String?
        let raw: String
        let numberClass: String
    }

    struct Times: Equatable {
        let startedAt: Instant?
        let answeredAt: Instant?
        let endedAt: Instant?
        let wait: Int?
        let talk: Int?
    }

    init(_ call: Call, _ progress: CallProgress, at now: Instant) {
        uuid = progress.uuid
        direction = call.direction
        state = call.state
        outcome = call.outcome(at: now)
        number = Number(
            phone: call.number.e164, raw: call.number.raw,
            numberClass: NumberClassColumns.text(call.number.numberClass))
        contactName = call.contactName
        line = call.line
        self.extension = progress.extension
        times = Times(
            startedAt: call.startedAt, answeredAt: call.answeredAt, endedAt: call.endedAt,
            wait: call.waitSeconds, talk: call.talkSeconds)
        recording = call.recordedLegs.first?.record?.recordingURL
        recordingLeg = call.recordedLegs.first?.uuid
    }

    init(_ row: ColumnReader<CallTable.Column>) throws(SQLiteError) {
        uuid = row.text(.uuid)
        direction = try row.direction(.direction)
        state = try row.codeIfPresent(.state) ?? .ended
        outcome = try row.codeIfPresent(.outcome)
        number = Number(
            phone: row.textOrNil(.phone), raw: row.text(.rawNumber),
            numberClass: row.text(.numberClass))
        contactName = row.textOrNil(.contactName)
        line = row.textOrNil(.trunk)
        self.extension = row.textOrNil(.extension)
        times = Times(
            startedAt: row.instant(.startedAt), answeredAt: row.instant(.answeredAt),
            endedAt: row.instant(.endedAt), wait: row.intOrNil(.waitSeconds).map(Int.init),
            talk: row.intOrNil(.talkSeconds).map(Int.init))
        recording = row.textOrNil(.recordingUrl)
        recordingLeg = row.textOrNil(.recordingLeg)
    }
}

/// A call as stored, with its times of arrival.
private struct StoredCall {
    let figures: CallFigures
    let seenAt: Instant
    let updatedAt: Instant

    static func find(_ id: Call.ID, _ sql: Connection) throws(SQLiteError) -> StoredCall? {
        let row = try sql.rows(CallTable.byID, SQLValue(id))
        guard try row.step() else { return nil }
        defer { row.done() }
        return StoredCall(
            figures: try CallFigures(row), seenAt: Instant(milliseconds: row.int(.seenAt)),
            updatedAt: Instant(milliseconds: row.int(.updatedAt)))
    }
}

extension CallTable {
    fileprivate static func ids(
        after id: Int64, limit: Int, _ sql: Connection
    ) throws(SQLiteError) -> [Call.ID] {
        let row = try sql.rows(
            "SELECT id FROM call WHERE id > ?1 ORDER BY id LIMIT ?2", .int(id), SQLValue(limit))
        var ids: [Call.ID] = []
        while try row.step() { ids.append(Call.ID(row.int(0))) }
        return ids
    }
}
