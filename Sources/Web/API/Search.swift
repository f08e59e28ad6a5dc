import HTTPTypes
import JSONText
import Store

extension API {
    /// Clients, leads and calls by parts of a name or digits of a number.
    func search(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        let text = query.text("q")
        if text == nil { query.refuse("q", "is needed") }
        if let text, !(1...100).contains(text.unicodeScalars.count) {
            query.refuse("q", "must have 1 to 100 characters")
        }
        let limit = query.text("limit").map { Int($0) ?? 0 } ?? 10
        if !(1...50).contains(limit) { query.refuse("limit", "must be from 1 to 50") }
        try query.finish()
        let found =
            try store.search(text ?? "", limit: limit, seenBy: .program) ?? SearchResults()
        let records = records(request)
        return .json(
            .object([
                ("clients", .list(found.clients.map { records.client($0) })),
                ("leads", .list(found.leads.map { records.lead($0) })),
                ("calls", .list(found.calls.map { records.call($0) })),
            ]))
    }
}
