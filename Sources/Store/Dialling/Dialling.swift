import CallRules

/// One request to Phonet to dial a number.
package struct Dialling: Hashable, Sendable {
    package let id: ID
    /// The employee whose phone rings first; nil: deleted since.
    package let employeeID: Employee.ID?
    /// The employee's extension at that time.
    package let `extension`: String
    /// The number to dial: E.164, or the digits of a short number.
    package let phone: String
    /// The lead it was started from; nil: none.
    package let leadID: Lead.ID?
    /// The client it was started from; nil: none.
    package let clientID: Client.ID?
    /// When it was stored, just before the request to Phonet.
    package let askedAt: Instant
    /// The answer of Phonet.
    package let answer: Answer

    /// The number of its row.
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// The answer of Phonet.
    package enum Answer: Hashable, Sendable {
        /// No answer yet; after `Dialling.answerSeconds` none will come.
        case none
        /// Phonet accepted the call; with its canonical uuid.
        case accepted(uuid: String)
        /// Phonet did not accept the call.
        case failed(DiallingFailure)
    }

    /// Seconds after which a dialling without an answer is known to be interrupted: the request
    /// takes at most ten seconds, so the program was stopped during it.
    package static let answerSeconds = 15
    /// A second request of the same employee for the same number within this many seconds is the
    /// same dialling.
    package static let sameSeconds = 10
}

/// Phonet did not accept the call.
package struct DiallingFailure: Hashable, Sendable {
    /// Why Phonet did not accept the call.
    package let error: StoredError<DiallingError>
    /// True when Phonet may have started the call: its answer was lost, or could not be read.
    package let mayRing: Bool

    /// - Parameter error: also says whether the call may have started.
    package init(_ error: DiallingError) {
        self.init(.known(error), mayRing: error.mayRing)
    }

    init(_ error: StoredError<DiallingError>, mayRing: Bool) {
        self.error = error
        self.mayRing = mayRing
    }
}

/// A request to dial a number, before it is stored.
package struct DiallingOrder: Hashable, Sendable {
    /// The employee whose phone rings first; must be active and have an extension.
    package let employee: Employee.ID
    /// The number to call; hidden and incomplete numbers are refused.
    package let number: PhoneNumber
    /// The idempotency key of the form: a second request of the same employee with it is the same
    /// dialling. At most 100 characters; nil: none.
    package var key: String?
    /// The lead it is started from; ignored when it was deleted.
    package var leadID: Lead.ID?
    /// The client it is started from; ignored when it was deleted.
    package var clientID: Client.ID?

    /// Makes an order without key, lead and client.
    package init(employee: Employee.ID, number: PhoneNumber) {
        self.employee = employee
        self.number = number
    }
}

/// A stored dialling.
package struct WrittenDialling: Hashable, Sendable {
    /// The row.
    package let dialling: Dialling
    /// True: the caller sends the request to Phonet now; false: it was sent before.
    package let isNew: Bool
}
