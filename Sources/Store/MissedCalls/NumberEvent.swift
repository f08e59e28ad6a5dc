import CallRules

/// An event that a call adds to the missed-call cases of its number.
struct NumberEvent: Hashable {
    /// E.164.
    let phone: String
    let event: CaseEvent

    /// None for a call that affects no case: one with a hidden or short number, an internal one, one
    /// that is not over.
    ///
    /// - Parameter isIgnored: a call of an ignored number is missed by nobody.
    static func events(
        of call: Call, _ id: Call.ID, isIgnored: Bool, at now: Instant
    ) -> Set<NumberEvent> {
        guard let phone = call.number.e164 else { return [] }
        return events(
            id, phone: phone, call.direction, call.outcome(at: now), startedAt: call.startedAt,
            answeredAt: call.answeredAt, endedAt: call.endedAt, isIgnored: isIgnored)
    }

    /// The events of a stored call.
    static func events(
        _ id: Call.ID, phone: String, _ direction: LegDirection?, _ outcome: Call.Outcome?,
        startedAt: Instant?, answeredAt: Instant?, endedAt: Instant?, isIgnored: Bool
    ) -> Set<NumberEvent> {
        if isIgnored, outcome == .missed { return [] }
        return Set(
            CaseEvent.events(
                id, direction, outcome, startedAt: startedAt, answeredAt: answeredAt,
                endedAt: endedAt
            ).map { NumberEvent(phone: phone, event: $0) })
    }
}

extension CaseEvent {
    /// The columns of `call` the events are made of.
    enum Column: Int32, TableColumn {
        case id, direction, outcome, startedAt, answeredAt, endedAt, ignoredBy
    }

    static func events(_ row: ColumnReader<Column>) throws(SQLiteError) -> [CaseEvent] {
        let outcome: Call.Outcome? = try row.codeIfPresent(.outcome)
        if outcome == .missed, row.intOrNil(.ignoredBy) != nil { return [] }
        return events(
            row.id(.id), try row.direction(.direction), outcome,
            startedAt: row.instant(.startedAt), answeredAt: row.instant(.answeredAt),
            endedAt: row.instant(.endedAt))
    }
}
