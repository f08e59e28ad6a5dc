import CallRules
import GRDB

/// A program that is told of events: the CRM, usually.
package struct WebhookEndpoint: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// The most endpoints: each may have four requests under way.
    package static let limit = 20
    /// Seconds for which the secret before a new one signs as well.
    package static let oldSecretSeconds = 24 * 60 * 60
    /// Bytes of a secret.
    package static let secretBytes = 32

    package let id: ID
    package let details: WebhookEndpointDetails
    package let state: State
    /// Until when the secret before the present one signs; nil: there is none.
    package let oldSecretUntil: Instant?
    /// The delivery of the last attempt that ended; nil: there was none, or it was purged.
    package let lastDelivery: WebhookDelivery?
    package let createdAt: Instant

    /// What an endpoint is doing.
    package enum State: Hashable, Sendable {
        case on
        /// It is on, and no attempt has succeeded since.
        case failing(since: Instant)
        /// Nothing is queued. Nil: a person switched it off.
        case off(OffCause?)
    }

    /// Why the gateway switched an endpoint off; the raw values are stored.
    package enum OffCause: String, CaseIterable, Sendable {
        /// It answered 410 Gone.
        case gone
        /// No attempt succeeded for `longestFailureSeconds`.
        case failing
    }

    /// An endpoint to which nothing could be delivered for five days is switched off.
    package static let longestFailureSeconds = 5 * 24 * 60 * 60
}

extension WebhookEndpoint.ID: DatabaseValueConvertible {}

/// What people and the CRM set of an endpoint.
package struct WebhookEndpointDetails: Hashable, Sendable {
    package var url: String
    package var types: WebhookTypes
    /// 0…200 characters.
    package var description: String
    package var isOn: Bool
    /// The token whose own changes are not sent here; nil: none.
    package var tokenID: APITokenRow.ID?

    package init(
        url: String, types: WebhookTypes, description: String = "", isOn: Bool = true,
        tokenID: APITokenRow.ID? = nil
    ) {
        self.url = url
        self.types = types
        self.description = description
        self.isOn = isOn
        self.tokenID = tokenID
    }
}

/// The types of events an endpoint is told of.
package enum WebhookTypes: Hashable, Sendable {
    /// Every type, new ones too.
    case all
    case some(Set<EventType>)

    /// In the order of the list of types; `["*"]` for all.
    package var codes: [String] {
        switch self {
        case .all: ["*"]
        case .some(let types): EventType.allCases.filter(types.contains).map(\.rawValue)
        }
    }
}

/// One event on its way to one endpoint, or at its end.
package struct WebhookDelivery: Hashable, Sendable {
    /// The number of the newest event it tells of.
    package let seq: Int64
    /// The type that is sent.
    package let type: EventType
    package let recordKind: RecordKind
    package let recordID: Int64
    /// The external id of the record, of a call its uuid; nil: none, or the event was purged.
    package let recordName: String?
    package let state: State
    /// Attempts so far.
    package let tries: Int
    /// When the next attempt is due; nil: there is none.
    package let dueAt: Instant?
    /// The last attempt that ended; nil: none has.
    package let last: Attempt?
    /// Why it was never sent; nil: it was, or will be.
    package let dropReason: DeliveryDropReason?

    package enum State: String, CaseIterable, Sendable {
        case waiting, delivered, failed, dropped
    }

    /// One attempt that ended.
    package struct Attempt: Hashable, Sendable {
        package let endedAt: Instant
        /// The status of the answer; nil: there was none.
        package let status: Int?
        /// Nil: from before this was measured.
        package let milliseconds: Int?
        /// Nil: it was delivered.
        package let failure: DeliveryFailure.Code?
        /// The start of the answer, at most 512 bytes; nil: there was none.
        package let answer: [UInt8]?
    }

    /// Why it is not delivered, for programs; nil: it is, or has not been tried.
    package var cause: String? { dropReason?.rawValue ?? last?.failure?.rawValue }
}

/// Which deliveries of an endpoint are listed.
package struct WebhookDeliveryFilter: Hashable, Sendable {
    package var state: WebhookDelivery.State?
    package var type: EventType?
    package var record: Record?

    /// The kind and the id of a record.
    package struct Record: Hashable, Sendable {
        package let kind: RecordKind
        package let id: Int64

        package init(kind: RecordKind, id: Int64) {
            self.kind = kind
            self.id = id
        }
    }

    package init() {}
}
