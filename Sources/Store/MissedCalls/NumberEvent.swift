import CallRules

/// The event that a call adds to the missed-call cases of its number.
struct NumberEvent: Hashable {
    /// E.164.
    let phone: String
    let event: CaseEvent

    /// Nil for a call that affects no case: one with a hidden or short number, an internal one, one
    /// that is not over.
    init?(_ call: Call, _ id: Call.ID, at now: Instant) {
        guard let phone = call.number.e164,
            let event = CaseEvent(
                id, call.direction, call.outcome(at: now), startedAt: call.startedAt,
                answeredAt: call.answeredAt)
        else { return nil }
        self.phone = phone
        self.event = event
    }

    /// The event of a stored call.
    init?(
        _ id: Call.ID, phone: String, _ direction: LegDirection?, _ outcome: Call.Outcome?,
        startedAt: Instant?, answeredAt: Instant?
    ) {
        guard
            let event = CaseEvent(
                id, direction, outcome, startedAt: startedAt, answeredAt: answeredAt)
        else { return nil }
        self.phone = phone
        self.event = event
    }
}

extension NumberEvent {
    /// The columns of `call` an event is made of.
    enum Column: Int32, TableColumn {
        case id, direction, outcome, startedAt, answeredAt
    }

    init?(phone: String, _ row: ColumnReader<Column>) throws(SQLiteError) {
        self.init(
            row.id(.id), phone: phone, try row.direction(.direction),
            try row.codeIfPresent(.outcome), startedAt: row.instant(.startedAt),
            answeredAt: row.instant(.answeredAt))
    }
}
