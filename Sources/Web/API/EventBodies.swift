import CallRules
import JSONText
import Store

/// Writes the bodies of events, the same for the feed and for webhooks. A body shows the record as it is
/// now, as `GET` shows it: a replay tells today's truth. Only what is gone is told from the event itself.
package struct EventBodies: Sendable {
    /// Most bytes of a body.
    package static let maxBytes = 20_480
    /// Most legs of a call in a body.
    private static let maxLegs = 20

    private let store: Store
    private let base: String

    /// - Parameter base: the gateway's own URL with its prefix, no slash at the end; links to its pages
    ///   begin with it.
    package init(_ store: Store, base: String) {
        self.store = store
        self.base = base
    }

    /// The body of one event, JSON of at most `maxBytes` bytes.
    ///
    /// - Throws: when the database cannot be read.
    package func body(of event: Event, at now: Instant) throws(StoreError) -> [UInt8] {
        let shown = try store.shown(event, at: now)
        var legs = EventBodies.maxLegs
        while true {
            let bytes = json(of: event, shown, atMost: legs, at: now).bytes
            if bytes.count <= EventBodies.maxBytes || legs == 0 { return bytes }
            legs /= 2
        }
    }

    private func json(
        of event: Event, _ shown: ShownRecord, atMost legs: Int, at now: Instant
    ) -> JSON {
        let actor = JSON.object([
            ("kind", .string(event.actor.kind.rawValue)), ("id", .number(event.actor.id)),
            ("name", .text(shown.actorName)),
        ])
        return .object([
            ("type", .string(event.type.rawValue)), ("timestamp", .time(event.at)),
            (
                "data",
                .object([
                    ("seq", .integer(event.seq)), ("actor", actor),
                    (
                        event.record.rawValue,
                        record(of: event, shown.state, atMost: legs, at: now)
                    ),
                ])
            ),
        ])
    }

    private func record(
        of event: Event, _ state: ShownRecord.State, atMost legs: Int, at now: Instant
    ) -> JSON {
        let snapshot = store.settings
        let records = RecordJSON(
            links: CRMLinks(settings: snapshot.settings, base: base), clocks: snapshot.clocks,
            now: now)
        return switch state {
        case .call(let call, let all): records.call(call, legs: all, atMost: legs)
        case .lead(let lead): records.lead(lead)
        case .client(let client): records.client(client)
        case .employee(let employee): records.employee(employee)
        case .missed(let missed): records.missedCall(missed)
        case .gone: EventBodies.gone(event)
        case .none: EventBodies.bare(event)
        }
    }

    /// What is left of a record.
    private static func gone(_ event: Event) -> JSON {
        let version = ("version", JSON.integer(event.version))
        let deleted = ("deleted", JSON.truth(true))
        switch event.record {
        case .call:
            let heir = event.heir?.name.map { JSON.object([("uuid", .string($0))]) }
            return .object([
                ("uuid", .text(event.name)), version, deleted, ("merged_into", heir ?? .null),
            ])
        case .missed, .person, .test:
            return .object([("id", .integer(event.recordID)), version, deleted])
        case .employee:
            return .object([
                ("id", .integer(event.recordID)), ("external_id", .text(event.name)), version,
                deleted,
            ])
        case .client, .lead:
            let heir = event.heir.map {
                JSON.object([("id", .integer($0.id)), ("external_id", .text($0.name))])
            }
            return .object([
                ("id", .integer(event.recordID)), ("external_id", .text(event.name)), version,
                deleted, ("merged_into", heir ?? .null),
            ])
        }
    }

    private static func bare(_ event: Event) -> JSON {
        switch event.record {
        case .person: .object([("erasure_id", .integer(event.recordID))])
        case .call, .client, .lead, .employee, .missed, .test:
            .object([("id", .integer(event.recordID))])
        }
    }
}
