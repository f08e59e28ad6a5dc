import CallRules

extension PhonetAccount {
    /// Ends a call that lives (protocol 3.4). Asking twice does no harm.
    ///
    /// - Parameter uuid: as `makeCall` or `activeCalls` gave it.
    /// - Returns: `.callNotFound` when there is no such call any more.
    package func hangUp(_ uuid: String) -> Result<Void, PhonetError> {
        // It may come from outside, and `..` would be another question.
        guard let id = CallUUID.canonical(uuid), id.utf8.contains(where: PhonetAccount.isPlain)
        else { return .failure(.callNotFound) }
        let deadline = way.uptime() + PhonetAccount.timeLimit
        return ask(
            "/rest/calls/active/\(PhonetAccount.pathStep(id))/hangup", until: deadline
        )
        // Success has an empty body, so none is read.
        .map { _ in }
        .mapError { $0 == .unexpectedStatus(404) ? .callNotFound : $0 }
    }

    private static func pathStep(_ text: String) -> String {
        var step = ""
        for byte in text.utf8 {
            if isPlain(byte) {
                step.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                step += byte < 0x10 ? "%0" : "%"
                step += String(byte, radix: 16, uppercase: true)
            }
        }
        return step
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: true
        default: false
        }
    }
}
