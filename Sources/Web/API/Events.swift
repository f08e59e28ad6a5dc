import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    /// The feed: the events after a number, with their bodies.
    func listEvents(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        let position = query.feedPosition()
        let types = query.eventTypes()
        let limit = query.number("limit", 1...1000, default: 100)
        try query.finish()
        guard let page = try store.events(position, types: types, limit: limit) else {
            return .problem(
                .gone,
                """
                The log does not have the events after this number any longer, or is another log. Compare \
                all records, and go on with after=latest as it was before.
                """, cause: "cursor_expired")
        }
        store.noteFeedReader(request.token.id, upTo: page.next, at: request.now)
        let bodies = EventBodies(store, base: request.addresses.pages)
        let now = request.now
        var answer = Answer.json(.null)
        answer.body = .pieces { write in
            try write(Array(#"{"items":["#.utf8))
            for (index, event) in page.events.enumerated() {
                if index > 0 { try write([UInt8(ascii: ",")]) }
                try write(try bodies.body(of: event, at: now))
            }
            try write(Array(#"],"next_after":\#(page.next),"more":\#(page.hasMore)}"#.utf8))
        }
        return answer
    }
}

extension Query {
    /// The parameter `after`; the oldest event when it is missing or wrong.
    fileprivate mutating func feedPosition() -> FeedPosition {
        guard let text = text("after") else { return .oldest }
        if text == "latest" { return .latest }
        if let seq = Int64(text), seq >= 0 { return .after(seq) }
        refuse("after", "must be the next_after of the answer before, or latest")
        return .oldest
    }

    /// The parameter `types`; nil: every type.
    fileprivate mutating func eventTypes() -> Set<EventType>? {
        guard let text = text("types") else { return nil }
        var types: Set<EventType> = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            if let type = EventType(rawValue: String(name)) {
                types.insert(type)
            } else {
                refuse(
                    "types",
                    "must be some of: "
                        + EventType.allCases.map(\.rawValue).joined(separator: ", "))
                break
            }
        }
        return types
    }
}
