import CallRules

/// Derives the missed-call cases of a number again, inside the transaction that changed its calls
/// or closings. Only the span of time that can have changed is derived again: from the start of the
/// case that contains the change, else from the change itself, to the next conversation. No case
/// crosses the start or the end of the span, so cases outside it stay the same.
struct MissedCaseBook {
    let sql: Connection

    private static let conversation = Query<CaseEvent.Column>(
        """
        SELECT \(CaseEvent.Column.list) FROM call
        WHERE phone = ?1 AND started_at > ?2 AND outcome = 'answered'
            AND (direction = 'incoming' OR direction = 'outgoing')
        ORDER BY started_at LIMIT 1
        """)
    private static let calls = Query<CaseEvent.Column>(
        """
        SELECT \(CaseEvent.Column.list) FROM call
        WHERE phone = ?1 AND started_at >= ?2 AND started_at <= ?3
        """)

    /// To be called after a call was stored; `progress` holds its events before that. Reads nothing
    /// when the events are the same, and one index entry for a conversation or an attempt outside
    /// every case.
    ///
    /// - Returns: the numbers with which there was a conversation as far as was known, and is none.
    func changed(
        _ call: Call, _ progress: CallProgress, at now: Instant
    ) throws(SQLiteError) -> Set<String> {
        let means = NumberEvent.events(
            of: call, progress.id, isIgnored: progress.ignoredBy != nil, at: now)
        let changed = progress.caseEvents.symmetricDifference(means)
        for phone in Set(changed.map(\.phone)) {
            let events = changed.lazy.filter { $0.phone == phone }.map(\.event).sorted()
            guard let first = events.first, let last = events.last else { continue }
            let mayOpen = events.contains { $0.kind.isMissed }
            try revise(phone, first.at...last.at, mayOpen: mayOpen)
        }
        if changed.isEmpty { return [] }
        let talks = { (events: Set<NumberEvent>) in
            Set(events.filter(\.event.kind.isConversation).map(\.phone))
        }
        return talks(progress.caseEvents).subtracting(talks(means))
    }

    /// To be called after a closing that covers calls up to `moment` was added or withdrawn.
    func closingChanged(_ phone: String, at moment: Instant) throws(SQLiteError) {
        try revise(phone, moment...moment, mayOpen: false)
    }

    /// The start of the last unanswered call, incoming or outgoing.
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
    ///   - changed: contains the old and new times of every event that changed.
    ///   - mayOpen: true when a case may begin in the span.
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

    /// The time of the first conversation after `moment`.
    private func conversation(
        of phone: String, after moment: Instant
    ) throws(SQLiteError) -> Instant? {
        let row = try sql.rows(MissedCaseBook.conversation, .text(phone), SQLValue(moment))
        guard try row.step() else { return nil }
        defer { row.done() }
        return try CaseEvent.events(row).first?.at
    }

    private func calls(
        of phone: String, in stretch: ClosedRange<Instant>
    ) throws(SQLiteError) -> [CaseEvent] {
        // A conversation may have started to ring before the span, and end in it.
        let start = stretch.lowerBound.earlier(
            bySeconds: CaseEvent.longestRingingSeconds + CaseEvent.longestTalkSeconds)
        let row = try sql.rows(
            MissedCaseBook.calls, .text(phone), SQLValue(start), SQLValue(stretch.upperBound))
        var events: [CaseEvent] = []
        while try row.step() {
            events += try CaseEvent.events(row).filter { stretch.contains($0.at) }
        }
        return events
    }
}

extension CaseEvent.Kind {
    fileprivate var isMissed: Bool {
        if case .missed = self { true } else { false }
    }

    fileprivate var isConversation: Bool {
        if case .conversation = self { true } else { false }
    }
}
