import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listMissedCalls(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = MissedCallFilter()
        filter.state = query.choice("state")
        filter.phone = query.phone("phone")
        filter.isWithinHours = (query.choice("hours") as HoursSide?)?.isWithin
        filter.changedAfter = query.changedAfter(in: store.settings.settings, at: request.now)
        let page = query.page()
        try query.finish()
        return list(try store.missedCalls(filter, page), records(request).missedCall)
    }

    func showMissedCall(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.missedCall(MissedCase.ID(id)).map {
            .json(records(request).missedCall($0))
        } ?? .notFound
    }
}

extension RecordJSON {
    /// A missed-call case as the API shows it.
    func missedCall(_ missed: MissedCallRow) -> JSON {
        let card = (missed.client ?? missed.lead).map { links.card($0, phone: missed.phone) }
        return .object([
            ("id", .integer(missed.id.value)),
            ("version", .integer(missed.version)),
            ("state", .string(missed.state.rawValue)),
            ("phone", .string(missed.phone)),
            ("client_id", .number(missed.client?.id)),
            ("client_external_id", .text(missed.client?.externalID)),
            ("lead_id", .number(missed.lead?.id)),
            ("lead_external_id", .text(missed.lead?.externalID)),
            ("call_uuid", .text(missed.callUUID)),
            ("opened_at", .time(missed.openedAt)),
            ("closed_at", .time(missed.closedAt)),
            ("closed_by", .text(missed.closedBy)),
            ("reason", .text(missed.reason?.rawValue)),
            ("waiting_seconds", .number(missed.waitingSeconds(clocks))),
            ("in_working_hours", .truth(missed.isWithinHours(clocks))),
            ("card_url", .text(card)),
        ])
    }
}

extension CustomerCard {
    /// Of the client or lead.
    fileprivate var id: Int64 {
        switch subject {
        case .client(let id): id.value
        case .lead(let id): id.value
        }
    }
}
