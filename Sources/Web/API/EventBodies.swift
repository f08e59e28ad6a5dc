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
    /// Most entries of the lists of a record whose body would be too long.
    private static let maxEntries = 50

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
            let record = record(of: event, shown.state, atMost: legs, at: now)
            let bytes = json(of: event, shown, record).bytes
            if bytes.count <= EventBodies.maxBytes { return bytes }
            if legs == 0 { return cutBody(of: event, shown, record) }
            legs /= 2
        }
    }

    /// A body whose record has short lists. `cut` names the lists that have more entries.
    private func cutBody(of event: Event, _ shown: ShownRecord, _ record: JSON) -> [UInt8] {
        var entries = EventBodies.maxEntries
        while true {
            let (short, cut) = record.cut(toEntries: entries)
            let bytes = json(of: event, shown, short, cut: cut).bytes
            if bytes.count <= EventBodies.maxBytes || entries == 0 { return bytes }
            entries /= 2
        }
    }

    private func json(
        of event: Event, _ shown: ShownRecord, _ record: JSON, cut: [String] = []
    ) -> JSON {
        let actor = JSON.object([
            ("kind", .string(event.actor.kind.rawValue)), ("id", .number(event.actor.id)),
            ("name", .text(shown.actorName)),
        ])
        return .object([
            ("type", .string(event.type.rawValue)), ("timestamp", .time(event.at)),
            (
                "data",
                .object(
                    [
                        ("seq", .integer(event.seq)), ("actor", actor),
                        (event.record.rawValue, record),
                    ] + (cut.isEmpty ? [] : [("cut", .list(cut.map { .string($0) }))]))
            ),
        ])
    }

    private func record(
        of event: Event, _ state: ShownRecord.State, atMost legs: Int, at now: Instant
    ) -> JSON {
        let snapshot = store.settings
        let records = RecordJSON(
            links: CRMLinks(settings: snapshot.settings, base: base), lines: snapshot.lines,
            clocks: snapshot.clocks,
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

extension JSON {
    /// An object whose lists have at most so many entries, and the names of the lists that had more.
    fileprivate func cut(toEntries most: Int) -> (JSON, names: [String]) {
        guard case .object(let members) = self else { return (self, []) }
        var names: [String] = []
        let pairs = members.pairs.map { pair -> (String, JSON) in
            guard case .list(let entries) = pair.value, entries.count > most else {
                return (pair.name, pair.value)
            }
            names.append(pair.name)
            return (pair.name, .list(Array(entries.prefix(most))))
        }
        return (.object(pairs), names)
    }
}
