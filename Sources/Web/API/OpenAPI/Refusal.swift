import JSONText

extension OpenAPI {
    /// An error response of an operation.
    struct Refusal: Sendable {
        /// The name in `components/responses`.
        let name: String
        let status: Int
        private let description: String
        private let header: String?

        private init(_ name: String, _ status: Int, _ description: String, header: String? = nil) {
            self.name = name
            self.status = status
            self.description = description
            self.header = header
        }

        var json: JSON {
            OpenAPI.object([
                "description": .string(description),
                "headers": header.map { OpenAPI.header($0) },
                "content": OpenAPI.content("Problem", "application/problem+json"),
            ])
        }
    }
}

extension OpenAPI.Refusal {
    static let all: [Self] = [
        unreadable, unauthorized, forbidden, missing, noSound, conflict, keyInUse, manyRemovals,
        tooLarge, inUse, endpointOff, ended, expired, stale, wrongType, invalid, phonetFailed,
        unavailable, phonetBusy, testsBusy, soundNotNow,
    ]
    /// Errors of every operation.
    static let always: [Self] = [unauthorized, forbidden, invalid, unavailable]
    /// Further errors of an operation with a body.
    static let ofBodies: [Self] = [unreadable, wrongType]

    static let unreadable = Self(
        "Unreadable", 400, "The body is no JSON, or nested deeper than 32 levels.")
    static let unauthorized = Self(
        "Unauthorized", 401, "No token, or one that is unknown, revoked or expired.",
        header: "WWW-Authenticate")
    static let forbidden = Self(
        "Forbidden", 403,
        """
        The token has another scope (`insufficient_scope`), or may not be used from this address \
        (`network_refused`).
        """)
    static let missing = Self("Missing", 404, "There is no such record.")
    static let conflict = Self(
        "Conflict", 409,
        """
        A unique value is taken (`id` names the record that has it), or the old one is still needed; \
        `errors` names the fields. With `cause`, the request with this Idempotency-Key is being carried \
        out (`under_way`).
        """)
    static let manyRemovals = Self(
        "ManyRemovals", 409,
        """
        With `cause` `many_removals`: more than 20 records and more than a twentieth would go; `removing` \
        tells how many. With `under_way`: another sync of this source is being carried out.
        """)
    static let tooLarge = Self("TooLarge", 413, "The body is larger than this address takes.")
    static let keyInUse = Self(
        "KeyInUse", 409, "The request with this Idempotency-Key is being carried out.")
    static let inUse = Self("InUse", 409, "Still in use; `errors` names the places.")
    static let endpointOff = Self(
        "EndpointOff", 409, "The endpoint is off (`endpoint_off`); nothing was queued.")
    /// 503 of the operation that tries an endpoint out; replaces `unavailable`.
    static let testsBusy = Self(
        "TestsBusy", 503,
        """
        Trying again helps: with `cause`, other tests are under way (`busy`); without, the database \
        cannot be reached.
        """,
        header: "Retry-After")
    static let ended = Self("Ended", 409, "The call has ended.")
    static let expired = Self(
        "Expired", 410,
        "The log does not have the events after this number (`cursor_expired`): compare all records."
    )
    static let stale = Self(
        "Stale", 412, "If-Match names another version than the one in force.")
    static let wrongType = Self("WrongType", 415, "The body's media type is not JSON.")
    static let invalid = Self(
        "Invalid", 422, "Unknown or unacceptable fields or parameters; `errors` names them.")
    static let phonetFailed = Self(
        "PhonetFailed", 502, "Phonet did not do it, or did not say so; `cause` names why.")
    static let noSound = Self(
        "NoSound", 404, "There is no such call (`no_call`), or no recording of it (`no_recording`)."
    )
    /// 503 of the operation that returns a recording; replaces `unavailable`.
    static let soundNotNow = Self(
        "SoundNotNow", 503,
        """
        Trying again helps: with `cause`, Phonet is still preparing the recording \
        (`being_prepared`) or others are listening (`busy`); without, the database cannot be reached.
        """,
        header: "Retry-After")
    /// 503 of operations that send a request to Phonet; replaces `unavailable`.
    static let phonetBusy = Self(
        "PhonetBusy", 503,
        """
        Nothing was done, and trying again helps: with `cause`, Phonet is busy with others (`busy`), \
        asks for fewer requests (`too_many_requests`) or is being asked for the same call \
        (`under_way`); without, the database cannot be reached.
        """,
        header: "Retry-After")
    static let unavailable = Self(
        "Unavailable", 503, "The database cannot be reached; nothing was changed.",
        header: "Retry-After")
}
