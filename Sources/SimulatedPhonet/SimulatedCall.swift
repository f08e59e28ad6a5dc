import CallRules
import JSONText

/// One call as Phonet lives through it: what it posts meanwhile, and what its history keeps.
package struct SimulatedCall: Hashable, Sendable {
    var legs: [SimulatedLeg]
    /// The webhooks, in the order Phonet makes them.
    package internal(set) var posted: [Posted]

    /// The uuid the legs have in common: of their parent, or of the only one.
    package var uuid: String { legs.first.map { $0.parent ?? $0.uuid } ?? "" }

    /// When the last leg ends; the distant past of a call without any.
    package var endsAt: Instant { legs.map(\.endAt).max() ?? .distantPast }

    /// What the history says when the call has ended.
    package var records: [SimulatedRecord] {
        legs.filter(\.isRecorded).map(SimulatedRecord.init)
    }
}

/// One row of Phonet's history (protocol 2.6.1).
package struct SimulatedRecord: Hashable, Sendable {
    /// Without hyphens.
    package let uuid: String
    /// The moment the history is sorted and searched by.
    package let endAt: Instant
    /// The row itself; its id is written with hyphens.
    package let body: JSON

    init(_ leg: SimulatedLeg) {
        uuid = leg.uuid
        endAt = leg.endAt
        body = leg.record
    }
}
