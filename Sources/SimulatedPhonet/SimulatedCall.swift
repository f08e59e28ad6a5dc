import CallRules
import JSONText

/// One call at the simulated Phonet: its webhooks and its CDRs in the history.
package struct SimulatedCall: Hashable, Sendable {
    var legs: [SimulatedLeg]
    /// The webhooks, in the order Phonet sends them.
    package internal(set) var posted: [Posted]

    /// The uuid that the legs share: the parent's, or that of the only leg.
    package var uuid: String { legs.first.map { $0.parent ?? $0.uuid } ?? "" }

    /// When the last leg ends; the distant past for a call without legs.
    package var endsAt: Instant { legs.map(\.endAt).max() ?? .distantPast }

    /// The CDRs in the history after the end of the call.
    package var records: [SimulatedRecord] {
        legs.filter(\.isRecorded).map(SimulatedRecord.init)
    }
}

/// One row of Phonet's history (protocol 2.6.1).
package struct SimulatedRecord: Hashable, Sendable {
    /// The uuid without hyphens.
    package let uuid: String
    /// The time by which the history is sorted and searched.
    package let endAt: Instant
    /// The CDR as JSON; its id has hyphens.
    package let body: JSON

    init(_ leg: SimulatedLeg) {
        uuid = leg.uuid
        endAt = leg.endAt
        body = leg.record
    }
}
