import CallRules

/// Works the cases of a number out anew, inside the transaction that changed what they are made of.
///
/// Only the stretch that can have changed is looked at: from the case the change falls into, or the
/// change itself, to the next conversation. Before the one and after the other nothing is open,
/// whatever was learnt in between.
struct MissedCaseBook {
    let sql: Connection

    /// A call has been stored; `progress` holds what it meant before.
    ///
    /// A call that means the same as before costs nothing, a conversation or an attempt that falls
    /// into no case one read of an index.
    func changed(
        _ call: Call, _ progress: CallProgress, at now: Instant
    ) throws(SQLiteError) {
        let means = [NumberEvent(call, progress.id, at: now)].compactMap(\.self)
        let changed = progress.caseEvents.symmetricDifference(means)
        for phone in Set(changed.map(\.phone)) {
            let events = changed.lazy.filter { $0.phone == phone }.map(\.event).sorted()
            guard let first = events.first, let last = events.last else { continue }
            let mayOpen = events.contains { $0.kind.isMissed }
            try revise(phone, first.at...last.at, mayOpen: mayOpen)
        }
    }

    /// A closing was made or withdrawn that is, or was, in force from this moment.
    func closingChanged(_ phone: String, at moment: Instant) throws(SQLiteError) {
        try revise(phone, moment...moment, mayOpen: false)
    }

    /// When the last call that nobody answered began, of theirs or of ours.
    func lastMissed(of phone: String, since moment: Instant) throws(SQLiteError) -> Instant? {
        let row = try sql.rows(
            """
            SELECT max(started_at) FROM call
            WHERE phone = ?1 AND started_at >= ?2 AND outcome = 'missed'
            """, .text(phone), SQLValue(moment))
        defer { row.done() }
        return try row.step() ? row.instant(0) : nil
    }

    /// - Parameters:
    ///   - changed: holds every moment, of before and of now, at which something is another.
    ///   - mayOpen: whether a case may begin there.
    private func revise(
        _ phone: String, _ changed: ClosedRange<Instant>, mayOpen: Bool
    ) throws(SQLiteError) {
        let touched = try MissedCaseTable.firstOpening(of: phone, touching: changed, sql)
        guard mayOpen || touched != nil else { return }
        let start = min(touched ?? changed.lowerBound, changed.lowerBound)
        let end = try conversation(of: phone, after: changed.upperBound) ?? .distantFuture
        let stretch = start...end
        let events =
            try calls(of: phone, in: stretch)
            + CaseClosingTable.events(of: phone, in: stretch, sql)
        try MissedCaseTable.replace(phone, in: stretch, by: MissedCase.cases(of: events), sql)
    }

    /// When the first call after `moment` that was answered began to be a conversation.
    private func conversation(
        of phone: String, after moment: Instant
    ) throws(SQLiteError) -> Instant? {
        let row = try sql.rows(
            """
            SELECT id, direction, outcome, started_at, answered_at FROM call
            WHERE phone = ?1 AND started_at > ?2 AND outcome = 'answered'
                AND (direction = 'incoming' OR direction = 'outgoing')
            ORDER BY started_at LIMIT 1
            """, .text(phone), SQLValue(moment))
        guard try row.step() else { return nil }
        defer { row.done() }
        return try NumberEvent(Call.ID(row.int(0)), phone: phone, row, 1)?.event.at
    }

    private func calls(
        of phone: String, in stretch: ClosedRange<Instant>
    ) throws(SQLiteError) -> [CaseEvent] {
        // A conversation may have rung before the stretch began.
        let start = stretch.lowerBound.earlier(bySeconds: CaseEvent.longestRingingSeconds)
        let row = try sql.rows(
            """
            SELECT id, direction, outcome, started_at, answered_at FROM call
            WHERE phone = ?1 AND started_at >= ?2 AND started_at <= ?3
            """, .text(phone), SQLValue(start), SQLValue(stretch.upperBound))
        var events: [CaseEvent] = []
        while try row.step() {
            guard let event = try NumberEvent(Call.ID(row.int(0)), phone: phone, row, 1)?.event,
                stretch.contains(event.at)
            else { continue }
            events.append(event)
        }
        return events
    }
}

extension CaseEvent.Kind {
    fileprivate var isMissed: Bool {
        if case .missed = self { true } else { false }
    }
}
