import CallRules

/// What a call means to the cases of its number.
struct NumberEvent: Hashable {
    /// E.164.
    let phone: String
    let event: CaseEvent

    /// Nil for a call that means nothing to any case: of a hidden or short number, internal, not over.
    init?(_ call: Call, _ id: Call.ID, at now: Instant) {
        guard let phone = call.number.e164,
            let event = CaseEvent(
                id, call.direction, call.outcome(at: now), startedAt: call.startedAt,
                answeredAt: call.answeredAt)
        else { return nil }
        self.phone = phone
        self.event = event
    }

    /// As `init(_:_:at:)` made it when the call was stored.
    ///
    /// - Parameter first: the column of `direction`; `outcome`, `started_at` and `answered_at` follow.
    init?(
        _ id: Call.ID, phone: String?, _ row: Statement, _ first: Int32
    ) throws(SQLiteError) {
        guard let phone,
            let event = CaseEvent(
                id, try row.direction(first, "call.direction"),
                try row.codeIfPresent(first + 1, "call.outcome"),
                startedAt: row.instant(first + 2), answeredAt: row.instant(first + 3))
        else { return nil }
        self.phone = phone
        self.event = event
    }
}
