import CallRules
import HTTPClientTypes
import JSONText

extension PhonetAccount {
    /// Makes Phonet ring an employee's phone and then dial a number (protocol 3.3). The request
    /// rings people's phones, so it is sent at most once, even after an error.
    ///
    /// - Parameters:
    ///   - extension: the employee's internal number, leading zeros kept.
    ///   - number: a public number in any spelling; other numbers, such as internal ones, are sent
    ///     unchanged.
    /// - Returns: the canonical uuid (`CallUUID`) of the call. `.callUnconfirmed` when
    ///   Phonet may have made the call; after every other error it did not.
    package func makeCall(extension: String, number: String) -> Result<String, PhonetError> {
        let body = JSON.object([
            ("legExt", .string(`extension`)),
            ("otherLegNum", .string(PhoneNumber(number).e164 ?? number)),
        ])
        let deadline = way.uptime() + PhonetAccount.timeLimit
        return provedSession(until: deadline).flatMap { session in
            send(.post, "/rest/user/makeCall", body: body.bytes, session, until: deadline)
                .flatMap(PhonetAccount.uuid)
                .mapError { PhonetAccount.leavesDoubt($0) ? .callUnconfirmed($0) : $0 }
        }
    }

    /// A session that worked within `proofAge`; tests it with a GET if necessary. With an expired
    /// session the gateway could not tell whether Phonet made the call.
    private func provedSession(until deadline: Duration) -> Result<Session, PhonetError> {
        let proof: Result<Void, PhonetError> =
            hasProvedSession(within: PhonetAccount.proofAge)
            ? .success(())
            : askJSON(PhonetAccount.activeCallsPath, until: deadline).map { _ in }
        return proof.flatMap { session(replacing: nil, until: deadline) }.flatMap { session in
            // With less time left, the request might time out while Phonet makes the call.
            deadline - way.uptime() < PhonetAccount.leastCallTime
                ? .failure(.connection(.timedOut)) : .success(session)
        }
    }

    /// A session that worked within this time is not tested again.
    private static let proofAge = Duration.seconds(30)
    private static let leastCallTime = PhonetAccount.connectLimit

    private static func uuid(_ response: OutgoingResponse) -> Result<String, PhonetError> {
        switch response.head.status.code {
        case 401, 403, 429: break
        case 400..<500: return .failure(.callRefused(response.head.status.code))
        default: break
        }
        return accepted(response).flatMap(json).flatMap { answer in
            answer["uuid"]?.text().flatMap(CallUUID.canonical).map { .success($0) }
                ?? .failure(.unexpectedAnswer)
        }
    }

    /// True when Phonet may have made the call in spite of the error.
    private static func leavesDoubt(_ failure: PhonetError) -> Bool {
        switch failure {
        case .connection(.timedOut), .connection(.brokenOff), .connection(.tooLarge):
            true
        // A proxy in front of Phonet timed out.
        case .serverFailed(502), .serverFailed(504): true
        case .notJSON, .unexpectedAnswer: true
        default: false
        }
    }
}
